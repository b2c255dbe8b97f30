/** The field for a file beside the words of an act, and what is wrong with one. */

import type { Question } from '@countersign/core/ask/questions.ts';
import type { AskWording } from '@countersign/core/ask/words.ts';
import { ENDINGS, MOST_BYTES } from '@countersign/core/content/evidencefile.ts';
import { html } from 'hono/html';
import type { Html } from '../markup.ts';
import type { Unsent } from './drawing.ts';

const FILE = 'file';

/** Megabytes. */
const MOST = Math.floor(MOST_BYTES / 1024 / 1024);

/** What a file says need not be said in words. */
export const besideFile = (question: Question): Question =>
  question.kind === 'row' || question.name !== 'evidence' ? question : { ...question, needed: false };

/** A browser gives no file back to a form that is drawn again: whoever has sent one chooses it once more, and is told. */
export function fileField(form: string, unsent: Unsent | undefined, word: AskWording): Html {
  const id = `${form}-${FILE}`;
  const wrong =
    unsent?.why.kind === 'invalid' ? unsent.why.problems.find(({ field }) => field === FILE)?.text : undefined;
  const says = wrong ?? (unsent?.hadFile ? word('file.again') : undefined);
  const described = says === undefined ? `${id}-hint` : `${id}-hint ${id}-wrong`;
  const accepts = ENDINGS.map((one) => `.${one}`).join(',');
  return html`<div class="field field-file"><label for="${id}">${word('field.file')}</label><input type="file" id="${id}" name="${FILE}" accept="${accepts}" data-most="${MOST_BYTES}" data-large="${tooLarge(word)}" aria-describedby="${described}"${wrong ? html` aria-invalid="true"` : ''}><p class="muted" id="${id}-hint">${word('field.file.hint', { most: MOST })}</p>${says === undefined ? '' : html`<p class="wrong" id="${id}-wrong">${says}</p>`}</div>`;
}

const tooLarge = (word: AskWording): string => word('file.too-large', { most: MOST });
