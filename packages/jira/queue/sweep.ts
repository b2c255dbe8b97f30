/** Work that its queue lost, or gave up: it is put into the queue again, in its request's turn. What fails for days is given up, and the log says so. */
import type { Desk } from '../desk.ts';
import { pushJobs, streamOfBox } from './queue.ts';

/** What is younger is still at its queue. */
const YOUNG_MS = 60_000;
/** In one sweep; Forge's queues take 500 events a minute, and people work meanwhile. */
const MOST = 200;
/** The wait doubles from five minutes: the last of ten tries is two days after the first. */
const TRIES = 10;
const FIRST_WAIT_MS = 5 * 60_000;

/** What is tried again is put off, so that whatever fails again and again holds nothing up. */
export async function sweepUp(desk: Desk): Promise<void> {
  const now = desk.now();
  const boxes = await desk.jobs.waiting(new Date(now - YOUNG_MS).toISOString(), MOST);
  const hopeful = boxes.filter(({ tries }) => tries < TRIES);
  await pushJobs(desk.tenant, hopeful);
  for (const box of hopeful) await desk.jobs.putOff(box, new Date(now + FIRST_WAIT_MS * 2 ** box.tries).toISOString());
  for (const box of boxes.filter(({ tries }) => tries >= TRIES)) {
    const kinds = box.jobs.map(({ kind }) => kind).join(', ');
    if (await desk.jobs.park(box))
      console.error(`${streamOfBox(box)}: given up after ${TRIES} tries: ${kinds} (${box.name})`);
  }
}
