/** What must be so of what was pressed: on record once if a page said so, not if a page denied it, told on the issue, and undone by nothing that was said before. */
import { BECOMES, eventsOf, type Found, type Looked, UNMARKED } from './looked.ts';
import type { Request } from './model.ts';
import { amountOf, type Pressed } from './people.ts';
import type { Seen } from './record.ts';
import type { Word } from './script.ts';

export function pressesOf(looked: Looked, requests: ReadonlyMap<number, Request>): readonly Found[] {
  return looked.done.pressed.flatMap((pressed) => [...pressOf(looked, pressed, requests.get(pressed.number))]);
}

function* pressOf(looked: Looked, pressed: Pressed, request: Request | undefined): Iterable<Found> {
  const { town, done, record } = looked;
  const { word, mark, number, who, answer, before = 0 } = pressed;
  const what = `the press ${word} ${mark} on #${number} by ${who}`;
  if (answer === 'none') yield { kind: 'stuck', what: `${what} was never answered` };
  if (UNMARKED.includes(word)) return;
  const rows = eventsOf(record.rows, number, BECOMES[word] ?? '').filter((row) => holds(row, pressed));
  if (rows.length > 1) yield { kind: 'doubled', what: `${what} is on record ${rows.length} times` };
  if (answer === 'recorded' && rows.length === 0) yield { kind: 'lost', what };
  if (['not', 'away'].includes(answer) && rows.length > 0)
    yield { kind: 'untrue', what: `${what} is on record, and the page denied it` };
  const [row] = rows;
  if (!row) return;
  // Whoever asks why a gate is closed reads of a hold and of a concern, too.
  const told = [...town.seeded.repository.comments.values()].filter(
    ({ body }) =>
      body.startsWith('<!-- countersign:reply') && body.includes(mark) && !body.includes('**The merge gate is '),
  ).length;
  // Of what a form changes the history tells alone.
  if (word !== 'cost' && told !== 1)
    yield { kind: told === 0 ? 'lost' : 'doubled', what: `${what}, told ${told} times` };
  const late = done.said.find(
    (one) =>
      one.number === number &&
      one.who === who &&
      one.word === 'approve' &&
      one.comment <= before &&
      eventsOf(record.rows, number, 'voted').some(
        (vote) => vote.sequence > row.sequence && JSON.stringify(vote.event).includes(one.mark),
      ),
  );
  if (late && ['reject', 'hold', 'concern'].includes(word))
    yield { kind: 'stale', what: `${what} was undone by ${late.mark}, which was said before` };
  const ended = (one: { readonly word: Word; readonly number: number }) =>
    one.number === number && one.word === 'release';
  const isReleased = done.said.some((one) => ended(one) && one.comment > before) || done.pressed.some(ended);
  const by = (row.event.by as { readonly id?: string } | undefined)?.id ?? '';
  if (word === 'hold' && !isReleased && !request?.holds.has(by))
    yield { kind: 'open', what: `${what} ended although nobody released it since` };
}

function holds({ event }: Seen, { word, mark }: Pressed): boolean {
  const text = JSON.stringify(event);
  if (word === 'cost') return event.dimension === 'cost' && text.includes(`"minor":${amountOf(mark)}00`);
  return text.includes(mark);
}
