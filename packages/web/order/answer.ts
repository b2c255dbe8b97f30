/** A change order as it is answered to whoever may see it: the page, or the file. */
import type { Context } from 'hono';
import { type Voice, voice } from '../markup.ts';
import { DOCX, docxOf } from './docx.ts';
import type { OrderFacts } from './port.ts';

/** The year of every date is said: it is read for years. */
export function orderVoice(speak: Voice): Voice {
  return voice({ ...speak.setting, year: '' });
}

/** @returns `undefined` where there is none to write */
export function orderFile(speak: Voice, { order, ...facts }: OrderFacts): Uint8Array<ArrayBuffer> | undefined {
  return order && new Uint8Array(docxOf(orderVoice(speak), { ...facts, order }));
}

/** Letters that no system takes for anything else. */
function orderName(label: string): string {
  return `change-order-${label.replaceAll(/[^A-Za-z0-9-]/g, '')}.docx`;
}

export function sendFile(c: Context, file: Uint8Array<ArrayBuffer>, label: string): Response {
  return c.body(file, 200, {
    'content-type': DOCX,
    'content-disposition': `attachment; filename="${orderName(label)}"`,
    'cache-control': 'private, no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow, noarchive',
  });
}
