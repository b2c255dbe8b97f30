/** A form of rows: without script with some to spare and a button that keeps what was typed; a script adds them in place (`browser/page.js`). */
import type { Question } from '@countersign/core/ask/questions.ts';
import { indices, type Rows, rowIn, rowsOf } from '@countersign/core/ask/rows.ts';
import { html } from 'hono/html';
import type { Html } from '../markup.ts';
import type { Drawing, Fields, Unsent } from './drawing.ts';
import { fieldOf, mending } from './field.ts';

/** The row that a script copies. No form has so many, so that nothing else on the page is called by it. */
const MODEL = 8888;
/** Rows that a press on “more” adds. */
const MORE = 3;

/** Rows that were sent, however few of them say something. */
export const rowsSent = (fields: Fields): number =>
  Math.max(-1, ...Object.keys(fields).map((name) => rowIn(name) ?? -1)) + 1;

interface Form {
  /** What the ids of its fields begin with. */
  readonly id: string;
  readonly rows: Rows;
  /** Rows to spare below those on record. */
  readonly spare: number;
  readonly unsent: Unsent | undefined;
  readonly as?: (question: Question) => Question;
}

export function rowsView(drawing: Drawing, { id, rows, spare, unsent, as = (one) => one }: Form): Html {
  const sent = unsent ? rowsSent(unsent.fields) + (unsent.why.kind === 'more' ? MORE : 0) : 0;
  const count = rows.most === 0 ? 0 : Math.min(rows.most, Math.max(rows.known + spare, sent));
  const draw = (one: Question) => fieldOf(drawing, id, as(one), unsent);
  const after = rows.after(count);
  return html`${mending(id, [...rows.before, ...rowsOf(rows, count), ...after], unsent)}${rows.before.map(draw)}${count > 0 ? listed() : ''}${after.map(draw)}`;

  function listed(): Html {
    const key = (index: number) =>
      rows.idOf
        ? html`<input type="hidden" name="id${index}" value="${unsent?.fields[`id${index}`]?.[0] ?? (unsent ? '' : rows.idOf(index))}">`
        : '';
    const one = (index: number) => html`<div class="one-row">${key(index)}${rows.row(index).map(draw)}</div>`;
    return html`<div class="rows" data-most="${rows.most}"${rows.chooses ? html` data-chooses="${rows.chooses}"` : ''}>${indices(count).map(one)}<template>${one(MODEL)}</template></div>
${count < rows.most ? html`<p><button class="button quiet more-rows" name="more" value="rows" formnovalidate>${rows.more}</button></p>` : ''}`;
  }
}
