/** What the page of a change request costs with a long history, and an act on it until the issue tells of it. */
import type { Command } from '@countersign/core/change/command.ts';
import { act } from '@countersign/github/act.ts';
import { placeOfProject } from '@countersign/github/record/home.ts';
import { inReview } from '../instruments/board.ts';
import { openLine } from '../instruments/line.ts';
import { addressOf, pagesFor, refOf, seenBy, sentBy, signedInAt } from '../instruments/visitor.ts';
import { quantile, row, spread } from './figure.ts';

/** @param events in the history, at the least @param turns pages and acts that are timed */
export async function pageCost(events: number, turns: number): Promise<void> {
  const line = await openLine({ checked: false });
  const number = await inReview(line);
  const ref = await refOf(line, number);
  const { parts } = line.server;
  const place = await placeOfProject(parts, ref.tenant, ref.project);
  if (!place) throw new Error('the repository has no place');
  const manager = signedInAt(line, 'pan-wei');
  const actor = { id: 'id' in manager ? manager.id : '', name: 'pan-wei' };
  const commands: readonly Command[] = [{ type: 'hold', reason: 'A look at the fonts' }, { type: 'release' }];
  for (let at = (await parts.ledger.read(ref)).length; at < events; ) {
    for (const command of commands)
      await act(parts, { place, ref, number, actor, command, cause: `bench/${at}/${command.type}`, line: '' });
    const now = (await parts.ledger.read(ref)).length;
    if (now === at) throw new Error('nothing of it goes on record');
    at = now;
  }
  await line.settled();
  const history = (await parts.ledger.read(ref)).length.toLocaleString('en');
  const app = pagesFor(line, manager);
  const pages: number[] = [];
  let bytes = 0;
  for (let turn = 0; turn < turns + 3; turn += 1) {
    const started = performance.now();
    const answer = await app.request(addressOf(ref));
    bytes = (await answer.text()).length;
    if (answer.status !== 200) throw new Error(`the page was answered with ${answer.status}`);
    pages.push(performance.now() - started);
  }
  row(
    `the page of a request with ${history} events, ${(bytes / 1024).toFixed(0)} KB`,
    spread(pages.slice(3)),
    '≤ 50, ≤ 100 ms',
  );
  const expert = signedInAt(line, 'theo');
  const recorded: number[] = [];
  const told: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const { form } = await seenBy(line, expert, number);
    const text = `Concern number ${turn} of the bench`;
    const shown = Promise.withResolvers<number>();
    const listen = (): void => {
      if (line.comments(number).some((one) => one.includes(text))) shown.resolve(performance.now());
    };
    line.api.heard.add(listen);
    const started = performance.now();
    const { status } = await sentBy(line, expert, number, { ...form, type: 'concern', text });
    if (status !== 303) throw new Error(`the act was answered with ${status}`);
    recorded.push(performance.now() - started);
    told.push((await shown.promise) - started);
    line.api.heard.delete(listen);
  }
  row('an act on that page until it is on record', spread(recorded), '');
  row('the same until the issue tells of it', spread(told), '≤ 1 s');
  if (quantile(told, 0) <= 0) throw new Error('it was told before it was done');
  await line.settled();
  await line.close();
}
