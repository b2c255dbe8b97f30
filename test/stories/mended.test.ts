/** A policy that is broken or gone is mended by the chair and a second of the last valid version, for that file alone, over the whole line (`rules.md 3.4`, `7.2`). */
import { workStream } from '@countersign/core/work/decider.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { approvedWork } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
let good = '';
let ahead = 0;
afterEach(() => line.close());

const later = () => {
  ahead += 5000;
};
const broken = () => good.replace('project-manager:', 'project-manger:');
const mended = () => `${good}\ncriteria: ["It is tested"]\n`;
const summary = (pull: number) => line.seeded.repository.checks.get(line.check(pull)?.id ?? 0)?.summary ?? '';

async function open(
  locale: 'en' | 'zh-CN' = 'en',
  policy = (text: string) => text,
  isServerAhead = false,
): Promise<void> {
  ahead = 0;
  const clock = () => Date.now() + ahead;
  line = await openLine({
    locale,
    clock,
    ...(isServerAhead ? { now: clock } : {}),
    policy: (text) => {
      good = policy(text);
      return good;
    },
  });
}

/** An administrator puts it onto the default branch past the check. */
async function breaks(text: string | null = broken()): Promise<void> {
  line.as('owner').editFile(POLICY_PATH, text);
  await line.settled();
}

/** A pull request of the developer. */
async function offer(files: Readonly<Record<string, string | null>>, head = 'mend', base = 'main'): Promise<number> {
  line.as('developer').push(head, 'Mend', files, 'main');
  const pull = line.as('developer').openPull({ title: 'Mend the policy', body: '', head, base });
  await line.settled();
  later();
  return pull;
}

async function says(role: Parameters<Line['as']>[0], pull: number, word: string): Promise<void> {
  line.as(role).comment(pull, word);
  await line.settled();
  later();
}

test('7.2: a broken policy is mended by its chair and a second, and by nobody else; every other pull request stays closed', async () => {
  await open();
  await approvedWork(line);
  await breaks();
  const { pull: other } = line.seeded;
  expect(line.check(other)).toMatchObject({ conclusion: 'failure' });
  expect(summary(other)).toMatch(/chair and a second of the last valid version.*administrator/s);

  const pull = await offer({ [POLICY_PATH]: mended() });
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  expect(summary(pull)).toMatch(/last valid version/);
  expect(summary(pull)).toMatch(/pan\W*wei.*`\/approve`/);
  expect(summary(pull)).toMatch(/administrator merges past this check/);

  // Its author is nobody's second, nor is who holds no seat.
  await says('developer', pull, '/approve');
  await says('requester', pull, '/approve');
  await says('project-manager', pull, '/approve, but fix the currency first');
  await says('technical-expert', pull, '/approve');
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  await says('project-manager', pull, '/approve');
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  expect(line.check(other)).toMatchObject({ conclusion: 'failure' });

  await says('technical-expert', pull, '/retract');
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  await says('customer', pull, '/approve');
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });

  line.as('owner').merge(pull);
  await line.settled();
  expect(line.check(other)).toMatchObject({ conclusion: 'success' });
  expect(line.comments(pull).filter((body) => body.includes('out of process'))).toEqual([]);
}, 600_000);

test('7.2: a commit after the words, another base and another file are asked about anew, or not at all', async () => {
  await open();
  await breaks();
  const pull = await offer({ [POLICY_PATH]: mended() });
  await says('project-manager', pull, '/approve');
  await says('technical-expert', pull, '/approve');
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });

  // What its own text would allow says nothing about it.
  const mine = good.replace(/project-manager: .*/, 'project-manager: ["@dara"]');
  const { sha } = line.as('developer').push('mend', 'Mine', { [POLICY_PATH]: mine });
  await line.settled();
  later();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  await says('developer', pull, '/approve');
  await says('technical-expert', pull, '/approve');
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });

  line.as('developer').push('mend', 'Back', { [POLICY_PATH]: mended(), 'src/more.ts': 'export {};' });
  await line.settled();
  later();
  expect(line.check(pull)).toMatchObject({ conclusion: 'failure' });
  await says('project-manager', pull, '/approve');
  expect(line.check(pull)).toMatchObject({ conclusion: 'failure' });

  line.as('developer').forcePush('mend', sha);
  line.as('developer').push('mend', 'Alone', { [POLICY_PATH]: mended() });
  await line.settled();
  later();
  await says('project-manager', pull, '/approve');
  await says('technical-expert', pull, '/approve');
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  line.as('developer').push('other', 'A branch', { 'src/other.ts': '1' }, 'main');
  line.as('developer').editPull(pull, { base: 'other' });
  await line.settled();
  later();
  expect(line.check(pull)?.conclusion).not.toBe('success');
  line.as('developer').editPull(pull, { base: 'main' });
  // Somebody else's commit is somebody else's text.
  line.as('technical-expert').push('mend', 'Theirs', { [POLICY_PATH]: `${mended()}# more\n` });
  await line.settled();
  later();
  await says('project-manager', pull, '/approve');
  await says('customer', pull, '/approve');
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  expect(summary(pull)).toMatch(/somebody else than its author/);
}, 600_000);

test('7.2: a policy that was taken away comes back in the same way, in Chinese; one that is not valid does not', async () => {
  await open('zh-CN');
  await breaks(null);
  const wrong = await offer({ [POLICY_PATH]: broken() }, 'wrong');
  expect(line.check(wrong)).toMatchObject({ conclusion: 'failure' });
  expect(summary(wrong)).toMatch(/也无效/);
  const pull = await offer({ [POLICY_PATH]: mended() });
  expect(summary(pull)).toMatch(/请.*pan\W*wei.*`\/同意`/);
  expect(summary(pull)).toMatch(/管理员绕过此检查/);
  await says('project-manager', pull, '/同意');
  await says('customer', pull, '/同意');
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
}, 600_000);

test('7.2: where no version was ever valid, only an administrator may merge past the check, and it says so', async () => {
  await open('en', (text) => text.replace('project-manager:', 'project-manger:'));
  const pull = await offer({ [POLICY_PATH]: good.replace('project-manger:', 'project-manager:') });
  expect(line.check(pull)).toMatchObject({ conclusion: 'failure' });
  await says('project-manager', pull, '/approve');
  await says('technical-expert', pull, '/approve');
  expect(line.check(pull)).toMatchObject({ conclusion: 'failure' });
  expect(summary(pull)).toMatch(/no valid policy ever stood here/);
  expect(summary(pull)).toMatch(/administrator merges past this check/);
}, 600_000);

test('7.2: a word that is delivered after it was taken back, or that is found then, agrees to nothing; a retraction that is found counts', async () => {
  await open('en', undefined, true);
  await breaks();
  const pull = await offer({ [POLICY_PATH]: mended() });
  await says('project-manager', pull, '/approve');
  const held: Parameters<NonNullable<typeof line.deliveries.meddle>>[0][] = [];
  line.deliveries.meddle = (one) => {
    held.push(one);
    return [];
  };
  await says('technical-expert', pull, '/approve');
  line.deliveries.meddle = (one) => [one];
  await says('technical-expert', pull, '/retract');
  line.deliveries.meddle = (one) => [...held.splice(0), one];
  await says('developer', pull, 'a word');
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });

  line.deliveries.meddle = (one) => [one];
  await says('technical-expert', pull, '/approve');
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  const said = line.comments(pull).length;
  line.deliveries.meddle = () => [];
  await says('project-manager', pull, '/retract');
  line.deliveries.meddle = (one) => [one];
  ahead += 5 * 60_000;
  await line.server.reconcile();
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  // What was delivered costs no answer for being found as well.
  expect(line.comments(pull)).toHaveLength(said);
}, 600_000);

test.each(['on its way', 'on record'])(
  '7.2: a word that is taken back while the check is judged, and is %s by then, opens nothing',
  async (where) => {
    await open();
    await breaks();
    const pull = await offer({ [POLICY_PATH]: mended() });
    await says('project-manager', pull, '/approve');
    const { unhandled, ledger } = line.server.parts;
    const asked = unhandled.coming;
    const shown: (string | null | undefined)[] = [];
    line.api.heard.add(({ method, path }) => {
      if (method !== 'GET' && path.includes('/check-runs')) shown.push(line.check(pull)?.conclusion);
    });
    const isTakenBack = async () => {
      const work = (await line.server.parts.work.openAnywhere()).find(({ number }) => number === pull);
      const entries = work ? await ledger.read(workStream(work.tenant, work.project, work.id)) : [];
      return entries.some(({ event }) => (event as { type: string }).type === 'mend-taken-back');
    };
    let looks = 0;
    Object.assign(unhandled, {
      async coming(...given: Parameters<typeof asked>) {
        looks += 1;
        if (looks > 1) return asked(...given);
        line.as('technical-expert').comment(pull, '/retract');
        if (where === 'on its way') return [{ id: 'its word', key: `${given[0]}#${pull}` }];
        await vi.waitFor(async () => expect(await isTakenBack()).toBe(true), { timeout: 150_000 });
        return [];
      },
    });
    await says('technical-expert', pull, '/approve');
    Object.assign(unhandled, { coming: asked });
    expect(looks).toBeGreaterThan(0);
    expect(await isTakenBack()).toBe(true);
    expect(shown).not.toContain('success');
    expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
    // Said again, it counts.
    await says('technical-expert', pull, '/approve');
    expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  },
  600_000,
);

/** What the work becomes, and how it is made again what was agreed to. */
const AWAY: Readonly<Record<string, { leaves(pull: number): void; comesBack(pull: number, head: string): void }>> = {
  'is not valid': {
    leaves: () => void line.as('developer').push('mend', 'Not valid', { [POLICY_PATH]: broken() }),
    comesBack: (_, head) => line.as('developer').forcePush('mend', head),
  },
  'does more': {
    leaves: () => void line.as('developer').push('mend', 'More', { 'src/more.ts': '1' }),
    comesBack: (_, head) => line.as('developer').forcePush('mend', head),
  },
  'is closed': {
    leaves: (pull) => line.as('developer').editPull(pull, { state: 'closed' }),
    comesBack: (pull) => line.as('developer').editPull(pull, { state: 'open' }),
  },
};

test.each(Object.entries(AWAY))(
  '7.2: a word that is taken back while the work %s does not come back with it',
  async (_, { leaves, comesBack }) => {
    await open();
    await breaks();
    const pull = await offer({ [POLICY_PATH]: mended() });
    await says('project-manager', pull, '/approve');
    await says('technical-expert', pull, '/approve');
    expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
    const head = line.seeded.repository.issues.get(pull)?.pull?.headSha ?? '';
    leaves(pull);
    await line.settled();
    later();
    const said = line.comments(pull).length;
    await says('technical-expert', pull, '/retract');
    expect(line.comments(pull).length).toBeGreaterThan(said);
    comesBack(pull, head);
    await line.settled();
    expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
    later();
    await says('technical-expert', pull, '/approve');
    expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  },
  180_000,
);

test.each(['/reject it drops the quality seat', '/hold we talk first', '/retract\n/help'])(
  '7.2: whoever agreed and objects since, by %j, agrees no more',
  async (word) => {
    await open();
    await breaks();
    const pull = await offer({ [POLICY_PATH]: mended() });
    await says('project-manager', pull, '/approve');
    await says('technical-expert', pull, '/approve');
    expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
    await says('technical-expert', pull, word);
    expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  },
  180_000,
);

/** One person, as the last valid version says. */
const twice = (text: string) =>
  `${text}\naliases: [["@${SEED_LOGINS['technical-expert']}", "@${SEED_LOGINS.requester}"]]\n`;

test.each(['after it', 'before it is heard'])(
  '7.2: whoever agreed agrees no more once they object under another account, %s',
  async (when) => {
    await open('en', twice);
    await breaks();
    const pull = await offer({ [POLICY_PATH]: mended() });
    await says('project-manager', pull, '/approve');
    const held: Parameters<NonNullable<typeof line.deliveries.meddle>>[0][] = [];
    if (when !== 'after it')
      line.deliveries.meddle = (one) => {
        held.push(one);
        return [];
      };
    await says('technical-expert', pull, '/approve');
    line.deliveries.meddle = (one) => [one];
    await says('requester', pull, '/reject it drops the quality seat');
    line.deliveries.meddle = (one) => [...held.splice(0), one];
    await says('developer', pull, 'a word');
    expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
    // Somebody else's objection is theirs, and whoever says it again has thought anew.
    await says('technical-expert', pull, '/approve');
    expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
    await says('owner', pull, '/reject it is not mine');
    expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  },
  600_000,
);
