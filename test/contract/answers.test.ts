/** Shows that every question of a form has a place where its answer is read: the change page, the status comment and Jira's panel (`rules.md 2.1`). */
import type { Profile } from '@countersign/core/policy/policy.ts';
import { LOCALES, type Locale } from '@countersign/core/text/locale.ts';
import { type FieldId, FORM_FIELDS, fieldWith } from '@countersign/core/view/field.ts';
import { statusView } from '@countersign/core/view/status.ts';
import { readForm } from '@countersign/github/form/read.ts';
import { statusComment } from '@countersign/github/markdown/status.ts';
import { changeData } from '@countersign/jira/answer/change.ts';
import { changeView } from '@countersign/web/change.ts';
import { voice } from '@countersign/web/markup.ts';
import { expect, test } from 'vitest';
import { formBody } from '../instruments/formbody.ts';
import { opened, person, type Scenario, scenario } from '../instruments/scenario.ts';

const PROFILES = ['standard', 'light'] as const satisfies readonly Profile[];
const FACTS = {
  ...{
    currency: 'CNY',
    bots: [],
    known: false,
    self: 'countersign[bot]',
    requirementLabel: 'requirement',
    controlled: { title: true, except: [] },
  },
  issues: new Map([[7, { id: 'I_7', isRequirement: true }]]),
  people: new Map([['arch', person('arch')]]),
};

/** Words that stand nowhere else. */
const canary = (id: FieldId) => `canary${id}`;

/** What is answered, and what of it has to be read. */
interface Filled {
  readonly answer: string;
  readonly read: string;
}

function filled(id: FieldId, locale: Locale, nth: number): Filled {
  const { kind, options = [] } = fieldWith(id);
  if (kind === 'dropdown') {
    const { label } = options[nth % options.length] ?? { label: { en: '', 'zh-CN': '' } };
    return { answer: label[locale], read: label[locale] };
  }
  switch (id) {
    case 'items':
      return { answer: `#7, #99, new requirement: ${canary(id)}`, read: canary(id) };
    case 'madeFor':
      return { answer: '@arch', read: 'arch' };
    case 'noImpact':
      return { answer: `- [x] ${options[0]?.label[locale]}`, read: locale === 'en' ? 'None' : '无' };
    case 'schedule':
      return { answer: `+3d milestone ${canary(id)}: 2026-12-14 -> 2026-12-17`, read: canary(id) };
    case 'cost':
      return { answer: 'CNY 4,711 effort 12 person-days', read: '4,711' };
    case 'quality':
      return { answer: `none: ${canary(id)}`, read: canary(id) };
    case 'feasibility':
      return { answer: `yes, with conditions: ${canary(id)}`, read: canary(id) };
    case 'risk':
      return { answer: `${canary(id)} 2x3 mitigate residual 2`, read: canary(id) };
    default:
      return { answer: canary(id), read: canary(id) };
  }
}

/** A request as it comes of a form in which everything is answered. @param nth which option of each choice */
function asked(profile: Profile, locale: Locale, nth: number): { play: Scenario; read: ReadonlyMap<FieldId, string> } {
  const fields = FORM_FIELDS.filter((field) => field[profile] !== 'no').map(({ id }) => id);
  const answers = new Map(fields.map((id) => [id, filled(id, locale, nth)]));
  // What is ticked is said nowhere else.
  const ticked = nth % 2 === 1;
  if (ticked) answers.delete('schedule');
  else answers.delete('noImpact');
  const body = formBody(profile, locale, Object.fromEntries([...answers].map(([id, { answer }]) => [id, answer])));
  const besides = `### ${canary('besides' as FieldId)}\n\nhttps://github.com/user-attachments/files/1/canaryfile.pdf`;
  const form = readForm('canarytitle', `${body}\n\n${besides}`, { ...FACTS, locale, profile }, 'acme/billing');
  const play = scenario({ profile });
  const open = opened({}, 'carla', form.impacts);
  play.when('carla', {
    ...(open as Extract<typeof open, { type: 'open' }>),
    request: form.request,
    ...(form.madeFor ? { madeFor: form.madeFor } : {}),
  });
  const more = [
    ['besides', canary('besides' as FieldId)],
    ['attachments', 'canaryfile'],
    ['missing', '#99'],
    ['title', 'canarytitle'],
  ] as unknown as readonly [FieldId, string][];
  return { play, read: new Map([...[...answers].map(([id, { read }]) => [id, read] as const), ...more]) };
}

/** Every option of the longest list, and so of each. */
const DRAWS = Array.from(
  { length: Math.max(...FORM_FIELDS.map(({ options = [] }) => options.length)) },
  (_, nth) => nth,
);
const FORMS = PROFILES.flatMap((profile) => LOCALES.map((locale) => ({ profile, locale })));

const pageOf = (play: Scenario, locale: Locale): string => {
  const [state, situation] = [play.state(), play.situation('mei')];
  const ref = { tenant: 'acme', project: 'shop', stream: 'I_12' };
  const found = { ref, state, situation, entries: play.happened, project: 'acme/shop' };
  const page = String(changeView(voice({ locale, timeZone: 'UTC' }), found));
  // What happened is told below everything; an answer has a place of its own.
  return page.split('class="part part-history"')[0]?.replaceAll(/<[^>]*>/g, '') ?? '';
};

const commentOf = (play: Scenario, locale: Locale): string => {
  const view = statusView(play.state(), play.situation('nobody'), []);
  return statusComment({ ...view, history: [] }, 'I_12', { locale, timeZone: 'UTC' });
};

const panelOf = (play: Scenario, locale: Locale): string => {
  const data = changeData({ state: play.state(), situation: play.situation('mei'), entries: play.happened, locale });
  return JSON.stringify({ ...data, history: [], news: [] });
};

const missingIn = (shown: string, read: ReadonlyMap<FieldId, string>, leaving: readonly string[] = []) =>
  [...read].filter(([id, text]) => !leaving.includes(id) && !shown.includes(text)).map(([id]) => id);

test.each(FORMS)(
  '2.1: all that the $profile form asks in $locale is read on the page and in the status',
  ({ profile, locale }) => {
    for (const nth of DRAWS) {
      const { play, read } = asked(profile, locale, nth);
      expect({ nth, page: missingIn(pageOf(play, locale), read) }).toEqual({ nth, page: [] });
      // The issue above the comment has its title.
      expect({ nth, comment: missingIn(commentOf(play, locale), read, ['title']) }).toEqual({ nth, comment: [] });
      expect({ nth, panel: missingIn(panelOf(play, locale), read, ['title']) }).toEqual({ nth, panel: [] });
    }
  },
);
