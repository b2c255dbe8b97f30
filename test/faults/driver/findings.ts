/** What must be so once everything has come to rest, by what people did as GitHub has it, and by what GitHub shows: nothing lost, doubled, stale, stuck or open too early. */
import { CHECK_NAME } from '@countersign/github/markdown/check.ts';
import type { Issue } from '@countersign/sandbox/world/record.ts';
import { BECOMES, eventsOf, type Found, type Looked, UNMARKED } from './looked.ts';
import { isOpen, type Request, requestsIn } from './model.ts';
import { amountOf, type Done, namedIn, type Said, statusOf } from './people.ts';
import { pressesOf } from './presses.ts';
import type { Seen } from './record.ts';
import type { Word } from './script.ts';
import type { Town } from './town.ts';
import type { Shown } from './witness.ts';

/** Everything that is wrong. */
export async function findings(looked: Looked): Promise<readonly Found[]> {
  const { town, record } = looked;
  await record.look();
  const requests = requestsIn(record.rows);
  return [
    ...record.broken.map((what) => ({ kind: 'record', what }) as const),
    ...town.witness.early.slice(0, 3).map((what) => ({ kind: 'early', what }) as const),
    ...wordsOf(looked),
    ...pressesOf(looked, requests),
    ...textsOf(looked),
    ...statusesOf(looked, requests),
    ...checksOf(looked, requests),
    ...workOf(looked, requests),
    ...opensOf(looked),
    ...(await standsStill(town)),
  ];
}

/** Every word that was said is on record or was answered, and not twice. */
function wordsOf({ town, done, record }: Looked): readonly Found[] {
  const found: Found[] = [];
  const answers = answersIn(town);
  for (const [cause, times] of answers.doubled) found.push({ kind: 'doubled', what: `${times} answers to ${cause}` });
  for (const said of done.said) {
    const { mark, number, word, comment } = said;
    const isAnswered = answers.comments.has(comment);
    const what = `/${word} ${mark} on #${number} by ${said.who}`;
    if (UNMARKED.includes(word)) continue;
    const type = BECOMES[word];
    const times = type ? timesTold(eventsOf(record.rows, number, type, ...(ENDS[type] ?? [])), type, said) : 0;
    if (times > 1) found.push({ kind: 'doubled', what: `${what} is on record ${times} times` });
    const isGone = done.unsaid.has(mark) && town.way.wasNeverTold(mark);
    if (times === 0 && !isAnswered && !isGone) found.push({ kind: 'lost', what });
  }
  for (const [number, word, some] of unmarked(done.said)) {
    const events = eventsOf(record.rows, number, BECOMES[word] ?? '').filter(
      ({ event }) => word !== 'submit' || event.rule === 'T2',
    ).length;
    const answered = some.filter(({ comment }) => answers.comments.has(comment)).length;
    const what = `of ${some.length} × /${word} on #${number}, ${events} are on record and ${answered} were answered`;
    const pressed = done.pressed.filter((one) => one.word === word && one.number === number);
    const sure = pressed.filter(({ answer }) => answer === 'recorded').length;
    if (events + answered < some.length + sure) found.push({ kind: 'lost', what });
    if (events > some.length + pressed.length) found.push({ kind: 'doubled', what });
  }
  return found;
}

/** An assessment ends with the word that opens the review (`ASSESSMENT`). */
const ALSO: Readonly<Partial<Record<Word, Word>>> = { assess: 'review' };

function* unmarked(said: readonly Said[]): Iterable<readonly [number, Word, readonly Said[]]> {
  for (const word of UNMARKED)
    for (const number of new Set(said.map((one) => one.number))) {
      const some = said.filter((one) => (ALSO[one.word] ?? one.word) === word && one.number === number);
      if (some.length > 0) yield [number, word, some];
    }
}

function holdsMark({ event }: Seen, { word, mark }: Said): boolean {
  const text = JSON.stringify(event);
  // What was assessed before is told again with what is assessed after it.
  if (word === 'cost') return event.dimension === 'cost' && text.includes(`"minor":${amountOf(mark)}00`);
  return text.includes(mark);
}

/** What ends that which was said, so that it may have to be said once more. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  held: ['released'],
  'concern-raised': ['concern-resolved'],
};

/** How often a word is on record. What was taken before its turn, and was ended by a word from before it, is said again in its turn. */
function timesTold(events: readonly Seen[], type: string, said: Said): number {
  let times = 0;
  let isAhead = false;
  let isEnded = false;
  for (const row of events) {
    if (row.event.type !== type) isEnded ||= isAhead;
    else if (holdsMark(row, said)) {
      if (!isEnded) times += 1;
      isAhead = row.event.ahead !== undefined;
      isEnded = false;
    }
  }
  return times;
}

/** The comments that were answered, and answers that stand in more than one comment. */
function answersIn({ seeded }: Town) {
  const comments = new Set<number>();
  const causes = new Map<string, number>();
  for (const { body } of seeded.repository.comments.values()) {
    if (!body.startsWith('<!-- countersign:reply')) continue;
    for (const [, cause = ''] of body.matchAll(/<!-- countersign:reply (\S+) -->/g)) {
      causes.set(cause, (causes.get(cause) ?? 0) + 1);
      const [, comment] = /comment:\d+:(\d+)/.exec(cause) ?? [];
      comments.add(Number(comment));
    }
  }
  return { comments, doubled: [...causes].filter(([, times]) => times > 1) };
}

/** The text that stands on GitHub is the text on record. */
function textsOf({ done, record }: Looked): readonly Found[] {
  return [...done.edits].flatMap(([number, mark]): readonly Found[] => {
    const last = eventsOf(record.rows, number, 'request-written').at(-1);
    return last && JSON.stringify(last.event).includes(mark)
      ? []
      : [{ kind: 'lost', what: `the edit ${mark} of #${number}` }];
  });
}

const STAGES: Readonly<Record<string, string>> = {
  assessing: 'in assessment',
  'in-review': 'in review',
  implementing: 'being implemented',
  verifying: 'being verified',
};

/** One status comment for each request, and it says what is so. */
function statusesOf({ town, done, record }: Looked, requests: ReadonlyMap<number, Request>): readonly Found[] {
  const found: Found[] = [];
  for (const number of done.requests.values()) {
    const request = requests.get(number);
    const opened = eventsOf(record.rows, number, 'opened').length;
    if (!request) found.push({ kind: 'lost', what: `the request #${number}` });
    if (opened > 1) found.push({ kind: 'doubled', what: `#${number} was opened ${opened} times` });
    const statuses = statusOf(town, number);
    if (statuses.length > 1) found.push({ kind: 'doubled', what: `${statuses.length} status comments on #${number}` });
    if (!request) continue;
    const stage = STAGES[request.stage] ?? request.stage;
    const head = /\*\*Change request · ([^·*]+?)(?: ·|\*\*)/.exec(statuses[0]?.body ?? '')?.[1];
    if (head !== stage) found.push({ kind: 'stale', what: `the status of #${number} says ${head}; it is ${stage}` });
    const labels = labelsOf(town, number).filter((one) => one.startsWith('change: '));
    if (!labels.includes(`change: ${stage}`))
      found.push({ kind: 'stale', what: `#${number} is labelled ${labels.join(', ')}; it is ${stage}` });
  }
  return found;
}

function labelsOf({ seeded: { repository } }: Town, number: number): readonly string[] {
  return (repository.issues.get(number)?.labels ?? []).map((id) => repository.labels.get(id)?.name ?? '');
}

/** One check for each commit, and it says what is so. */
function checksOf({ town, done }: Looked, requests: ReadonlyMap<number, Request>): readonly Found[] {
  const found: Found[] = [];
  const { repository } = town.seeded;
  const checks = [...repository.checks.values()].filter((one) => one.name === CHECK_NAME);
  const byHead = Map.groupBy(checks, (one) => one.headSha);
  for (const [head, some] of byHead)
    if (some.length > 1) found.push({ kind: 'doubled', what: `${some.length} checks on ${head.slice(0, 8)}` });
  const pulls = [...repository.issues.values()].filter((one): one is PullIssue => one.pull !== null);
  for (const issue of pulls) {
    const wanted = wantedOn(issue, done, requests);
    const { conclusion: stands, title } = byHead.get(issue.pull.headSha)?.[0] ?? {};
    if (wanted === 'any' || (wanted === 'none' ? stands !== 'success' : stands === wanted)) continue;
    found.push({
      kind: 'stale',
      what: `the check of #${issue.number} says ${stands} (${title}); it should say ${wanted}`,
    });
  }
  const heads = new Set(
    pulls.filter((one) => one.state === 'open' || one.pull.mergedAt).map((one) => one.pull.headSha),
  );
  for (const [head, [one]] of byHead)
    if (one?.conclusion === 'success' && !heads.has(head))
      found.push({ kind: 'stale', what: `a green stands on ${head.slice(0, 8)}, which is no work any more` });
  return found;
}

type PullIssue = Issue & { readonly pull: NonNullable<Issue['pull']> };

/** What the check of a pull request should say; `none`: no green. */
function wantedOn(issue: PullIssue, done: Done, requests: ReadonlyMap<number, Request>): string {
  if (issue.pull.mergedAt) return 'any';
  if (issue.state !== 'open' || issue.pull.baseRef !== 'main') return 'none';
  if (done.policy === 'broken') return 'none';
  const named = namedIn(issue.body);
  // What names a request outright rests on that, whatever it changes (6.1).
  const exempt = named === undefined && done.policy === 'plain' && done.docs.has(issue.pull.headSha);
  const request = requests.get(named ?? 0);
  return exempt || (request && isOpen(request)) ? 'success' : 'action_required';
}

/** Work is on the record of what it names, and a merge is there once. */
function workOf({ town, record }: Looked, requests: ReadonlyMap<number, Request>): readonly Found[] {
  const found: Found[] = [];
  for (const issue of town.seeded.repository.issues.values()) {
    const named = namedIn(issue.body);
    if (!issue.pull || named === undefined || !requests.has(named)) continue;
    const label = `#${issue.number}`;
    const isLinked = [...(requests.get(named)?.work.values() ?? [])].includes(label);
    if (issue.state === 'open' && issue.pull.baseRef === 'main' && !isLinked)
      found.push({ kind: 'lost', what: `${label} is not on the record of #${named}` });
    const merges = eventsOf(record.rows, named, 'work-merged').filter(({ event }) => event.label === label).length;
    if (issue.pull.mergedAt && merges === 0) found.push({ kind: 'lost', what: `the merge of ${label} for #${named}` });
    if (merges > 1) found.push({ kind: 'doubled', what: `the merge of ${label} is on record ${merges} times` });
  }
  return found;
}

/** A green that was begun before the record changed may land so much later. */
const LANDS_MS = 2000;

/** No green was ever shown for work whose request was not approved by the record of that moment, nor before everybody had said yes. */
function opensOf(looked: Looked): readonly Found[] {
  const { town, record, done } = looked;
  const greens = town.witness.shown.filter((one) => one.conclusion === 'success' && one.pulls.length > 0);
  return greens.flatMap((green) =>
    green.pulls.flatMap(({ number, body, base }): readonly Found[] => {
      const former = done.formerly.filter((one) => one.pull === number && green.at - one.until < LANDS_MS);
      const named = [namedIn(body), ...former.map((one) => one.named)].filter((one) => one !== undefined);
      if (base !== 'main' || done.docs.has(green.head)) return [];
      if (named.some((one) => wasOpen(record.rows, one, green))) return [];
      const of = named.map((one) => `#${one}`).join(' or ') || 'nothing';
      return [
        { kind: 'open', what: `the check of #${number} was green for ${of}, which was not approved and free then` },
      ];
    }),
  );
}

function wasOpen(rows: readonly Seen[], named: number, { at }: Shown): boolean {
  const own = eventStream(rows, named);
  return own.some((_, index) => {
    const from = own[index]?.after ?? 0;
    const to = own[index + 1]?.by ?? Number.POSITIVE_INFINITY;
    if (at < from || at > to + LANDS_MS) return false;
    const request = requestsIn(own.slice(0, index + 1)).get(named);
    return request !== undefined && isOpen(request);
  });
}

function eventStream(rows: readonly Seen[], number: number): readonly Seen[] {
  const [opened] = eventsOf(rows, number, 'opened');
  return opened ? rows.filter(({ stream }) => stream === opened.stream) : [];
}

/** GitHub delivers again for three days; the rest is for whoever reads. */
const KEPT_MS = 3 * 24 * 3_600_000 - 60_000;

/** Nothing waits, nothing was given up, nothing is owed. */
async function standsStill(town: Town): Promise<readonly Found[]> {
  const found: Found[] = [];
  const [server] = town.servers;
  const answer = server && (await fetch(`${server.address}/readyz`));
  const ready = (await answer?.text()) ?? 'no server runs';
  for (const line of ['ready', 'deliveries waiting: 0,', 'given up: 0', 'missed and still to be asked for: 0'])
    if (!ready.includes(line)) found.push({ kind: 'stuck', what: `/readyz does not say “${line}”: ${ready.trim()}` });
  for (const { kind, sentence } of await town.query<{ kind: string; sentence: string }>(
    "select data::json->>'kind' as kind, sentence from parked",
  ))
    found.push({ kind: 'stuck', what: `given up: ${kind}: ${sentence}` });
  const arrived = new Set<string>();
  const made = town.way.deliveries.list().filter(({ at }) => town.world.now() - at < KEPT_MS);
  for (const { guid, statusCode } of made) if (statusCode >= 200 && statusCode < 300) arrived.add(guid);
  const owed = new Map(
    made.filter(({ guid }) => !arrived.has(guid)).map((one) => [one.guid, `${one.event}.${one.action}`]),
  );
  if (owed.size > 0)
    found.push({
      kind: 'stuck',
      what: `${owed.size} deliveries never arrived: ${[...owed.values()].slice(0, 5).join(', ')}`,
    });
  return found;
}
