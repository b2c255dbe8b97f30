/** Lists what was given up, and has it tried again or lets go of it. */
import { type Inbox, postgresInbox } from '@countersign/postgres/inbox.ts';
import { discard, parkedJobs, replay, replayAll as replayEverything } from '@countersign/postgres/parked.ts';
import { say, Unfit } from './call.ts';
import type { Record } from './record.ts';

export async function parked({ boss }: Record): Promise<number> {
  const deliveries = await postgresInbox(boss).parked();
  const jobs = await parkedJobs(boss, 'job');
  for (const one of deliveries) say(`${one.guid}  ${one.parkedAt}  ${one.kind}: ${one.sentence}`);
  for (const one of jobs) say(`${one.id}  ${one.parkedAt}  ${one.kind}: ${one.sentence}`);
  if (deliveries.length + jobs.length === 0) say('Nothing is parked.');
  return 0;
}

/** What can be done with something that was given up. */
const ABOUT_PARKED = {
  replay: { delivery: 'replay', job: replay, done: (id: string) => `${id} will be tried again by the server.` },
  discard: { delivery: 'discard', job: discard, done: (id: string) => `Nothing will follow from ${id} any more.` },
} as const;

export async function doParked(
  { boss }: Record,
  command: keyof typeof ABOUT_PARKED,
  id: string | undefined,
): Promise<number> {
  if (!id) throw new Unfit(`${command} needs an id: see npm run countersign -- parked`);
  const inbox = postgresInbox(boss);
  const { delivery, job, done } = ABOUT_PARKED[command];
  const isDelivery = (await inbox.parked()).some((one) => one.guid === id);
  const isDone = isDelivery ? await inbox[delivery](id) : await job(boss, 'job', id);
  say(isDone ? done(id) : ((await whatBecameOf(inbox, id)) ?? `Nothing parked has the id ${id}.`));
  return isDone ? 0 : 1;
}

/** What became of a delivery that is not parked. */
async function whatBecameOf(inbox: Inbox, id: string): Promise<string | undefined> {
  const found = await inbox.find(id);
  if (!found) return undefined;
  const { outcome, reason } = found;
  if (outcome === 'pending') return `${id} is not parked: it waits for its turn, or has it.`;
  return `${id} is finished${reason ? ` (${reason})` : ''}: nothing of it is left to be done.`;
}

export async function replayAll({ boss }: Record): Promise<number> {
  const count = await replayEverything(boss);
  say(count === 0 ? 'Nothing is parked.' : `${count} will be tried again by the server.`);
  return 0;
}
