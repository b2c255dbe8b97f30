/** Plays what one payload of GitHub tells on the stand-in, and gathers what each step of the line made of the delivery. */
import { NO_FACTS, readPayload, translate } from '@countersign/github/translate/translate.ts';
import type { Translation } from '@countersign/github/translation.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { type Human, human } from '@countersign/sandbox/human.ts';
import type { Delivery } from '@countersign/sandbox/webhook/deliver.ts';
import { addPerson } from '@countersign/sandbox/world/account.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { accountOf } from '@countersign/sandbox/world/world.ts';
import { z } from 'zod';
import type { Line, LineOptions } from '../instruments/line.ts';

const person = z.object({ login: z.string() });
const text = z.string().nullish();

/** The fields of a payload by which it is played; ids are those of the stand-in. */
const toldSchema = z.object({
  action: z.enum(['opened', 'edited', 'created']),
  issue: z.object({ title: z.string(), body: text, user: person, labels: z.array(z.object({ name: z.string() })) }),
  comment: z.object({ body: z.string() }).optional(),
  changes: z
    .object({ title: z.object({ from: z.string() }), body: z.object({ from: text }) })
    .partial()
    .optional(),
  sender: person,
});
export type Told = z.infer<typeof toldSchema>;

/** The record keeps an event as the text that its hash was made of. */
const recordedSchema = z.object({
  stream: z.string(),
  version: z.coerce.number(),
  actor: z.string(),
  event: z.string().transform((written) => z.looseObject({ type: z.string() }).parse(JSON.parse(written))),
});

/** One entry of the record, as the delivery left it. */
export type Recorded = z.infer<typeof recordedSchema>;

/** What each step of the line made of one delivery. */
export interface Played {
  readonly receive: Delivery;
  readonly translate: readonly Translation[];
  /** Our answers to commands, as people read them. */
  readonly answers: readonly string[];
  readonly record: readonly Recorded[];
  /** Calls that change something on GitHub, with its answer's status. */
  readonly project: readonly string[];
}

/** @throws Error with a sentence where the payload is none of those that can be played. */
export function readTold(payload: unknown): Told {
  const read = toldSchema.safeParse(payload);
  const isPlayable = read.success && (read.data.action === 'created') === (read.data.comment !== undefined);
  if (isPlayable) return read.data;
  const [problem] = read.error?.issues ?? [];
  const why = problem ? ` (${problem.path.join('.')}: ${problem.message})` : '';
  throw new Error(
    `Only an issue that is opened or edited and a comment that is written can be played${why}. For others see docs/develop.md.`,
  );
}

/** What was there before the delivery is brought about first: the issue that is edited or spoken of, filed by its author. */
export async function play(line: Line, told: Told, { profile = 'standard' }: LineOptions = {}): Promise<Played> {
  const { issue, comment, changes } = told;
  const labels = issue.labels.map(({ name }) => name);
  const file = (by: string, title: string, body: string | null) =>
    handsOf(line, by).fileForm({ title, body, labels }).number;
  let number: number | undefined;
  if (told.action !== 'opened') {
    const body = changes?.body ? changes.body.from : issue.body;
    number = file(issue.user.login, changes?.title?.from ?? issue.title, body ?? null);
    await line.settled();
  }
  const { spoken, deliveries } = line;
  const before = {
    calls: spoken.length,
    entries: new Set((await entriesOf(line)).map(keyOf)),
    told: deliveries.list().length,
  };
  const answered = number === undefined ? 0 : line.answers(number).length;
  if (number === undefined) number = file(told.sender.login, issue.title, issue.body ?? null);
  else if (comment) handsOf(line, told.sender.login).comment(number, comment.body);
  else handsOf(line, told.sender.login).editIssue(number, { title: issue.title, body: issue.body ?? null });
  await line.settled();
  // The newest stands first; what follows from our own writing came after it.
  const receive = deliveries.list().at(-1 - before.told);
  if (!receive) throw new Error('The stand-in told the server nothing.');
  return {
    receive,
    translate: translate(
      receive.event,
      readPayload(JSON.parse(receive.payload)),
      factsOf(line, { profile, known: told.action !== 'opened' }),
    ),
    answers: line.answers(number).slice(answered),
    record: (await entriesOf(line)).filter((entry) => !before.entries.has(keyOf(entry))),
    project: spoken
      .slice(before.calls)
      .filter(({ method, path }) => method !== 'GET' && path !== '/graphql' && !path.endsWith('/access_tokens'))
      .map(({ method, path, status }) => `${method} ${path} → ${status}`),
  };
}

/** Whoever is not known to the stand-in joins it, and holds no role. */
function handsOf({ world, seeded }: Line, login: string): Human {
  if (!world.logins.has(login.toLowerCase())) addPerson(world, login);
  return human(world, login, `${seeded.organization.login}/${seeded.repository.name}`);
}

/** What the server looks up for a translation, taken from the stand-in: all people and issues that it has. */
function factsOf(
  { world, seeded }: Line,
  known: { readonly profile: 'standard' | 'light'; readonly known: boolean },
): Parameters<typeof translate>[2] {
  const people = [...world.logins].map(([login, id]) => {
    const { login: name } = accountOf(world, id);
    return [login, { id: `github:${id}`, name }] as const;
  });
  const issues = [...seeded.repository.issues.values()].map(({ id, number, labels }) => {
    const isRequirement = labels.some((label) => seeded.repository.labels.get(label)?.name === 'requirement');
    return [number, { id: nodeId('I', seeded.repository.id, id), isRequirement }] as const;
  });
  // The currency is that of the line's policy.
  return { ...NO_FACTS, ...known, currency: 'CNY', people: new Map(people), issues: new Map(issues) };
}

const keyOf = ({ stream, version }: Recorded): string => `${stream}/${version}`;

async function entriesOf({ databaseUrl }: Line): Promise<readonly Recorded[]> {
  const { pool, close } = connect(databaseUrl);
  try {
    const { rows } = await pool.query('select stream, version, actor, event from entry order by project, sequence');
    return rows.map((row) => recordedSchema.parse(row));
  } finally {
    await close();
  }
}
