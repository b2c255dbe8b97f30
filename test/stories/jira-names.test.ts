/** Shows that whoever saves the policy of a Jira project is told of names behind which nobody is, and of people who cannot vote (4.4, 4.7). */
import type { SaveAnswer, SettingsData } from '@countersign/jira/port/data.ts';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, PROJECT } from '../instruments/forge.ts';

let forge: Forge | undefined;
afterEach(() => forge?.close());

const source = (customer: string, language = 'en') =>
  `profile: light\nlanguage: ${language}\nroles:\n  lead: ["@mei"]\n  customer: ${customer}\naliases: [["mei", "github:583231"]]\n`;

test.each([
  ['en', /no active account @nobody/, /no group @group\/Nowhere/, /Ms Li cannot vote/],
  ['zh-CN', /没有可用的账号 @nobody/, /没有名为 @group\/Nowhere 的组/, /Ms Li 目前无法/],
] as const)(
  'names that are nobody’s are said when the policy is saved, and whenever it is looked at (%s)',
  async (locale, account, group, contact) => {
    const here = await openForge({ isEmpty: true });
    forge = here;
    here.site.person('mei').administers.add(PROJECT);
    const save = async (customer: string, expected: string) =>
      (await here.invoke(
        'mei',
        'saveSettings',
        { expected, change: { source: source(customer) } },
        undefined,
        locale,
      )) as SaveAnswer;
    const { version } = (await here.invoke('mei', 'settings', {})) as SettingsData;
    const first = await save('["@nobody", "@group/Nowhere", {name: Ms Li, mail: li@example.com}]', version);
    if (first.kind !== 'saved') throw new Error(`it was ${first.kind}`);
    expect(first.settings.problems).toEqual([]);
    const hints = first.settings.hints.join('\n');
    for (const one of [account, group, contact]) expect(hints).toMatch(one);
    const again = (await here.invoke('mei', 'settings', {}, undefined, locale)) as SettingsData;
    expect(again.hints).toEqual(first.settings.hints);
    // Who left Jira fills nothing any more.
    here.site.person('carla').active = false;
    const left = await save('["@carla"]', first.settings.version);
    expect(left.kind === 'saved' && left.settings.hints.join('\n')).toMatch(/@carla/);
    here.site.person('carla').active = true;
    const good = (await here.invoke('mei', 'settings', {}, undefined, locale)) as SettingsData;
    expect(good.hints).toEqual([]);
  },
);

test.each([
  ['en', /No app or account is called Automaton,/],
  ['zh-CN', /没有名为 Automaton 的应用或账号/],
] as const)(
  '4.4: a program that nobody in Jira is called is said, and those that somebody is are not (%s)',
  async (locale, said) => {
    const here = await openForge({ isEmpty: true });
    forge = here;
    here.site.person('mei').administers.add(PROJECT);
    here.site.person('robot').isApp = true;
    const save = async (bots: readonly string[], expected: string) => {
      const text = `${source('["@carla"]')}bots: ${JSON.stringify(bots)}\n`;
      const change = { source: text };
      const saved = (await here.invoke('mei', 'saveSettings', { expected, change }, undefined, locale)) as SaveAnswer;
      if (saved.kind !== 'saved') throw new Error(`it was ${JSON.stringify(saved)}`);
      return saved.settings;
    };
    const { version } = (await here.invoke('mei', 'settings', {})) as SettingsData;
    const first = await save(['Automaton', 'robot', 'dependabot[bot]', 'github:7'], version);
    expect(first.hints).toEqual([expect.stringMatching(said)]);
    const again = (await here.invoke('mei', 'settings', {}, undefined, locale)) as SettingsData;
    expect(again.hints).toEqual(first.hints);
    expect((await save(['robot', 'dependabot[bot]'], first.version)).hints).toEqual([]);
  },
);

test.each([
  ['en', /shows this project to you and not to Countersign.*“Browse projects”/],
  ['zh-CN', /未向 Countersign 显示此项目.*“浏览项目”/],
] as const)(
  'a project that Jira hides from the app is said to whoever looks at its policy, and not while Jira is away (%s)',
  async (locale, said) => {
    const here = await openForge();
    forge = here;
    here.file('rosa');
    await here.settled();
    here.site.person('mei').administers.add(PROJECT);
    const hints = async () => ((await here.invoke('mei', 'settings', {}, undefined, locale)) as SettingsData).hints;
    expect(await hints()).toEqual([]);
    here.site.hidden.add(PROJECT);
    expect(await hints()).toEqual([expect.stringMatching(said)]);
    const { answer } = here.site;
    here.site.answer = async (meta, path, init) =>
      path.includes(`/project/${PROJECT}`) ? Response.json({}, { status: 503 }) : answer(meta, path, init);
    expect(await hints()).toEqual([]);
    here.site.answer = answer;
    here.site.hidden.delete(PROJECT);
    expect(await hints()).toEqual([]);
  },
);
