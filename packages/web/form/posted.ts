/** What a browser posts: the fields of a form and, where somebody may give one, a file. Read as it comes, and never more of it kept than may be. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { MOST_BYTES } from '@countersign/core/content/evidencefile.ts';
import { Busboy } from '@fastify/busboy';
import type { Context } from 'hono';
import type { Fields } from './drawing.ts';

/** As it was sent: neither its name nor what it holds was looked at. */
export interface PostedFile {
  readonly called: string;
  /** No more of it than a byte more than may be. */
  readonly bytes: Uint8Array;
}

export interface Posted {
  readonly fields: Fields;
  readonly file?: PostedFile;
  /** One was sent, and is not kept. */
  readonly isPast?: true;
}

/** No form beside a file is longer, each letter of its longest text written as several. */
const LIMITS = {
  ...{ fields: 60, fieldSize: 128 * 1024, fieldNameSize: 100, files: 1, parts: 61 },
  ...{ fileSize: MOST_BYTES + 1, headerPairs: 20, headerSize: 4096 },
};

export const hasParts = (c: Context): boolean => /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '');

/** The texts of a posted form, by their names; without any where it cannot be read. */
export async function fieldsOf(c: Context): Promise<Fields> {
  const posted = await c.req.parseBody({ all: true }).catch(() => ({}));
  return Object.fromEntries(
    Object.entries(posted).map(([name, value]) => [
      name,
      [value].flat().filter((one): one is string => typeof one === 'string'),
    ]),
  );
}

/**
 * The same of a form that may bring a file. It is read to its end whatever it holds, because nobody is shown an answer whose browser is still sending.
 * @param takes whether a file is kept at all; otherwise it is only read past
 */
export async function postedBy(c: Context, takes: boolean): Promise<Posted> {
  if (!hasParts(c)) return { fields: await fieldsOf(c) };
  const { body } = c.req.raw;
  if (!body) return { fields: {} };
  const fields = new Map<string, string[]>();
  let file: PostedFile | undefined;
  let isPast = false;
  try {
    const reader = new Busboy({ headers: { 'content-type': c.req.header('content-type') ?? '' }, limits: LIMITS });
    reader.on('field', (name, value) => {
      fields.set(name, [...(fields.get(name) ?? []), value]);
    });
    reader.on('file', (_, sent, called) => {
      const pieces: Buffer[] = [];
      if (takes) sent.on('data', (piece: Buffer) => pieces.push(piece));
      else sent.resume();
      sent.on('end', () => {
        // A browser sends one without a name where nothing was chosen.
        if (!called) return;
        if (takes) file = { called, bytes: Buffer.concat(pieces) };
        else isPast = true;
      });
    });
    await pipeline(Readable.fromWeb(body as ReadableStream), reader);
  } catch {
    return { fields: {} };
  }
  return { fields: Object.fromEntries(fields), ...(file ? { file } : {}), ...(isPast ? { isPast } : {}) };
}
