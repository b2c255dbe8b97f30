/** One round: people act while things go wrong, then faults end, everything comes to rest, and what is so is held against what should be. */
import { setTimeout as after } from 'node:timers/promises';
import type { TemporaryServer } from '@countersign/postgres/temporary.ts';
import { findings } from './findings.ts';
import type { Found } from './looked.ts';
import { requestsIn } from './model.ts';
import { replayed } from './operator.ts';
import { type Done, doAct, nothingDone, statusOf } from './people.ts';
import type { Plant } from './plants.ts';
import { press } from './pressing.ts';
import { type Watched, watchRecord } from './record.ts';
import { LOOK_MS, lull, rest } from './rest.ts';
import { type Script, type Step, scriptOf, type Trouble } from './script.ts';
import { openTown, type Town } from './town.ts';

interface Figures {
  acts: number;
  /** Presses that a page said were recorded. */
  presses: number;
  calls: number;
  entries: number;
  greens: number;
  /** What was given up, because GitHub said no to it, and was tried again by hand. */
  replayed: number;
  troubles: Record<string, number>;
}

export interface Outcome {
  readonly script: Script;
  /** Each step with what came of it, for the report. */
  readonly played: readonly string[];
  readonly found: readonly Found[];
  readonly figures: Figures;
  readonly ms: number;
  /** Of servers, where something was found. */
  readonly said: readonly string[];
}

interface RoundOptions {
  readonly plant?: Plant | undefined;
  /** Told of the record before it is thrown away. @returns what is wrong with it */
  readonly verify?: (databaseUrl: string) => Promise<string | undefined>;
}

export async function playRound(base: TemporaryServer, seed: number, options: RoundOptions = {}): Promise<Outcome> {
  const began = Date.now();
  const script = scriptOf(seed);
  const town = await openTown(base, options.plant);
  const record = watchRecord(town);
  const done = nothingDone();
  const played: string[] = [];
  const troubles: Record<string, number> = {};
  const found: Found[] = [];
  const { strike } = town.api.faults;
  town.api.faults.strike = (method, route, path) => {
    const fault = strike(method, route, path);
    if (fault) played.push(`  ${fault.kind} struck ${method} ${path}`);
    return fault;
  };
  let acts = 0;
  let byHand = 0;
  let lasting: Promise<void> = Promise.resolve();
  let isCalm = false;
  const pressing: Promise<void>[] = [];
  try {
    await town.start();
    for (const step of script.steps) {
      const { wait, beside, ...what } = step;
      let outcome = '';
      if ('do' in what) {
        if ('reads' in what && what.reads !== undefined)
          outcome = (await hasRead(town, done, what.request, what.reads)) ? 'read' : 'unread';
        if (what.do === 'press') {
          acts += 1;
          const one = press(town, done, what, () => isCalm);
          one.catch(() => {});
          pressing.push(one);
        } else if (what.do !== 'read') {
          if (doAct(town, done, what)) acts += 1;
          else outcome = 'refused by GitHub';
        }
      } else {
        const name = what.trouble === 'github' ? `github ${what.fault.kind}` : what.trouble;
        troubles[name] = (troubles[name] ?? 0) + 1;
        await lasting;
        lasting = befall(town, done, what);
        lasting.catch(() => {});
        if (!beside) await lasting;
      }
      played.push(`${JSON.stringify(shown(step))} ${outcome}`.trim());
      await after(wait);
    }
    await lasting;
    // What is still to be written meets with the faults, too, however slow the machine is.
    await lull(town).catch(() => {});
    await calm(town);
    isCalm = true;
    await Promise.all(pressing);
    await calm(town);
    await rest(town);
    byHand = await replayed(town);
    if (byHand > 0) await rest(town);
    found.push(...(await findings({ town, done, record })));
    if (found.length === 0) {
      played.push('everybody who is asked votes again');
      await voteAgain(town, done, record);
      await rest(town);
      found.push(...(await findings({ town, done, record })), ...(await stillOpen(town, done, record)));
    }
    const broken = await options.verify?.(town.databaseUrl);
    if (broken) found.push({ kind: 'record', what: broken });
  } catch (error) {
    found.push({ kind: 'stuck', what: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  } finally {
    record.stop();
  }
  const said = found.length > 0 ? town.servers.map((one) => one.said()) : [];
  if (found.length > 0) {
    played.push('what was pressed:', ...done.pressed.map((one) => `  ${JSON.stringify(one)}`));
    played.push('the record:', ...record.rows.map(entryLine));
  }
  const greens = town.witness.shown.filter((one) => one.conclusion === 'success').length;
  const figures = {
    acts,
    presses: done.pressed.filter(({ answer }) => answer === 'recorded' || answer === 'again').length,
    calls: town.witness.calls(),
    entries: record.rows.length,
    greens,
    replayed: byHand,
    troubles: town.cuts > 0 ? { ...troubles, cut: town.cuts } : troubles,
  };
  await town.close().catch((error: unknown) => played.push(`the round could not be closed: ${String(error)}`));
  return { script, played, found, figures, said, ms: Date.now() - began };
}

/** An entry for whoever has to find out what happened: its stream by its end, and what it says without its longer texts. */
function entryLine({ stream, version, event }: Watched['rows'][number]): string {
  // Of a text it matters what changed.
  const { request: _, ...told } = event;
  return `  ${stream.slice(-4)} ${version} ${JSON.stringify(told).slice(0, MOST_TOLD)}`;
}

const MOST_TOLD = 220;

/** As it is printed: patterns say what they are. */
function shown({ wait, ...step }: Step): unknown {
  return JSON.parse(
    JSON.stringify({ ...step, ...(wait > 0 ? { wait } : {}) }, (_, value) =>
      value instanceof RegExp ? String(value) : value,
    ),
  );
}

/** Waits until nothing moves, and until what stands shown then can have been seen. @returns whether these words are in it */
async function hasRead(town: Town, done: Done, request: number, words: string): Promise<boolean> {
  const number = done.requests.get(request);
  if (number === undefined) return false;
  const isStill = await lull(town).then(
    () => true,
    () => false,
  );
  const status = statusOf(town, number)[0];
  if (!isStill || !status?.body.includes(words)) return false;
  // GitHub tells times in whole seconds: what is said in the same one may have been said before.
  while (second(town.world.now()) <= second(status.updatedAt)) await after(LOOK_MS);
  return true;
}

const second = (at: number): number => Math.floor(at / 1000);

async function befall(town: Town, done: Done, what: Trouble): Promise<void> {
  const { deliveries } = town.way;
  switch (what.trouble) {
    case 'kill':
      await town.kill();
      if (town.servers.length === 0) await town.start();
      return;
    case 'stop':
      await town.stop();
      if (town.servers.length === 0) await town.start();
      return;
    case 'second':
      if (town.servers.length < 2) await town.start();
      return;
    case 'postgres':
      return town.killPostgres();
    case 'round':
      // It may last until long after.
      void town.servers[0]?.round();
      return;
    case 'freeze':
      return town.freeze(what.ms);
    case 'refuse':
      deliveries.delivering = false;
      return;
    case 'accept':
      deliveries.delivering = true;
      return;
    case 'meet':
      return town.way.meet(what.mishaps);
    case 'github':
      town.api.faults.add(what.fault);
      return;
    case 'skew':
      return town.skew(what.ms);
    case 'pass':
      return town.pass(what.ms);
    case 'outage':
      await town.kill();
      doAct(town, done, { do: 'chat', count: what.comments });
      await deliveries.settled();
      if (town.servers.length === 0) await town.start();
  }
}

/** Faults end, and one server runs. */
async function calm(town: Town): Promise<void> {
  town.api.faults.clear();
  town.way.calm();
  town.way.deliveries.delivering = true;
  town.skew(0);
  while (town.servers.length > 1) await town.stop();
  if (town.servers.length === 0) await town.start();
  town.way.release();
}

const SEATS = ['project-manager', 'technical-expert', 'customer'] as const;

/** Whoever reads that their vote is still missing votes: undisturbed, all of that counts. */
async function voteAgain(town: Town, done: Done, record: Watched): Promise<void> {
  const requests = requestsIn(record.rows);
  let marks = 900;
  for (const [request, number] of done.requests) {
    const state = requests.get(number);
    if (state?.stage !== 'in-review') continue;
    for (const who of SEATS) {
      if (state.votes.has(who)) continue;
      marks += 1;
      doAct(town, done, { do: 'say', request, who, word: 'approve', mark: `mark${marks}` });
    }
  }
}

/** What everybody said yes to in peace is approved, unless somebody is against it. */
async function stillOpen(_: Town, done: Done, record: Watched): Promise<readonly Found[]> {
  const requests = requestsIn(record.rows);
  return [...done.requests.values()].flatMap((number): readonly Found[] => {
    const state = requests.get(number);
    if (state?.stage !== 'in-review' || state.concerns.size > 0) return [];
    const missing = SEATS.filter((seat) => !state.votes.has(seat));
    return missing.length > 0
      ? [{ kind: 'lost', what: `votes on #${number} that were given in peace: ${missing.join(', ')}` }]
      : [];
  });
}
