/** People on the page of a request, as a browser has them: they fill in a form that stands there, and send the same again until an answer comes. */
import { setTimeout as after } from 'node:timers/promises';
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import type { SeedRole } from '@countersign/sandbox/story.ts';
import { userToken } from '@countersign/sandbox/world/installation.ts';
import { amountOf, type Done, type Pressed, statusOf } from './people.ts';
import { lull } from './rest.ts';
import type { Press, PressedWord } from './script.ts';
import { stall } from './stall.ts';
import type { Town } from './town.ts';

interface Form {
  readonly fields: Readonly<Record<string, string>>;
  readonly is: (form: string) => boolean;
}

const vote = (verdict: 'approve' | 'reject', mark: string, who: SeedRole): Form => ({
  fields: { type: 'vote', seat: who, verdict, reason: mark },
  is: (form) => form.includes(`name="seat" value="${who}"`),
});
const plain = (type: string, fields: Readonly<Record<string, string>>): Form => ({
  fields: { type, ...fields },
  is: (form) => form.includes(`name="type" value="${type}"`),
});

const FORMS: Readonly<Record<PressedWord, (mark: string, who: SeedRole) => Form>> = {
  approve: (mark, who) => vote('approve', mark, who),
  reject: (mark, who) => vote('reject', mark, who),
  hold: (mark) => plain('hold', { reason: mark }),
  release: () => plain('release', {}),
  concern: (mark) => plain('concern', { text: mark }),
  cost: (mark) => ({
    fields: {
      ...{ type: 'assess', dimension: 'cost', confidence: 'high', evidence: mark },
      ...{ oneOff: `CNY ${amountOf(mark)}`, effort: '5', effortUnit: 'person-days' },
    },
    is: (form) => form.includes('name="dimension" value="cost"'),
  }),
};

const AGAIN_MS = 100;
/** Once nothing goes wrong any more, and each time when nothing is on its way. */
const MOST_CALM = 8;

/** @param isCalm whether faults are over @returns once a page has said what became of it */
export async function press(town: Town, done: Done, act: Press, isCalm: () => boolean): Promise<void> {
  const number = done.requests.get(act.request);
  if (number === undefined) return;
  const pressed: Pressed = { ...act, number, came: {}, answer: 'none' };
  done.pressed.push(pressed);
  const form = FORMS[act.word](act.mark, act.who);
  let hidden: Readonly<Record<string, string>> | undefined;
  for (let calm = 0; calm < MOST_CALM; ) {
    if (isCalm()) {
      calm += 1;
      await lull(town).catch(() => {});
    }
    const page = hidden ? undefined : await ask(town, pressed);
    if (page?.status === 200) {
      hidden = hiddenIn(page.body, form);
      pressed.before = Math.max(0, ...town.seeded.repository.comments.keys());
      if (!hidden) {
        pressed.answer = 'away';
        return;
      }
    }
    if (hidden) {
      const sent = { ...hidden, ...form.fields };
      const [answer] = await Promise.all([
        act.cut && !isCalm() ? cutOff(town, () => ask(town, pressed, sent)) : ask(town, pressed, sent),
        act.twice ? ask(town, pressed, sent) : undefined,
      ]);
      if (answer?.status === 303) {
        pressed.answer = answer.to.includes('again') ? 'again' : 'recorded';
        return;
      }
      if (answer && [409, 422].includes(answer.status)) {
        pressed.answer = 'not';
        return;
      }
      // The page came back with what was typed; otherwise it is sent as it was, as a browser does that loads a page anew.
      if (answer?.status === 503) hidden = hiddenIn(answer.body, form) ?? hidden;
    }
    await after(AGAIN_MS);
  }
}

/** The server is killed once the press is on record, before anything else is said of it. */
async function cutOff<Of>(town: Town, send: () => Promise<Of>): Promise<Of> {
  const stalled = await stall(town.databaseUrl).catch(() => undefined);
  if (!stalled) return send();
  let isOver = false;
  const sending = send().finally(() => {
    isOver = true;
  });
  try {
    if (await stalled.hangs(() => isOver).catch(() => false)) {
      await town.kill();
      town.cuts += 1;
    }
  } finally {
    await stalled.end();
    if (town.servers.length === 0) await town.start();
  }
  return sending;
}

interface Page {
  readonly status: number;
  readonly body: string;
  readonly to: string;
}

/** @returns nothing where nobody answers, or where the request has no page that is known yet */
async function ask(town: Town, pressed: Pressed, sent?: Readonly<Record<string, string>>): Promise<Page | undefined> {
  const page = await pageOf(town, pressed, sent);
  const status = page?.status ?? 0;
  pressed.came[status] = (pressed.came[status] ?? 0) + 1;
  return page;
}

async function pageOf(
  town: Town,
  { who, number }: Pressed,
  sent?: Readonly<Record<string, string>>,
): Promise<Page | undefined> {
  const [server] = town.servers;
  const path = /\/c\/[^\s)?#"]+/.exec(statusOf(town, number)[0]?.body ?? '')?.[0];
  const account = [...town.world.state.accounts.values()].find(({ login }) => login === SEED_LOGINS[who]);
  if (!server || path === undefined || !account) return undefined;
  const { token } = userToken(town.world, account);
  const visitor = JSON.stringify({ kind: 'person', id: `github:${account.id}`, login: account.login, token });
  const headers = { 'x-visitor': visitor, 'sec-fetch-site': 'same-origin' };
  const body = sent && new URLSearchParams(sent);
  try {
    const answer = await fetch(`${server.address}${path}`, {
      ...(body ? { method: 'POST', body } : {}),
      ...{ headers, redirect: 'manual' },
    });
    return { status: answer.status, body: await answer.text(), to: answer.headers.get('location') ?? '' };
  } catch {
    return undefined;
  }
}

/** What the form says of the page that it stands on; `undefined` where it stands on none. */
function hiddenIn(body: string, { is }: Form): Readonly<Record<string, string>> | undefined {
  const form = (body.match(/<form [\s\S]*?<\/form>/g) ?? []).find(is);
  const of = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form ?? '')?.[1] ?? '';
  return form === undefined ? undefined : { content: of('content'), press: of('press'), act: of('act') };
}
