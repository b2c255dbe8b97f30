/** A file as an answer: to be taken away, and never opened as a page of ours, whatever it holds. */
import type { FileFacts } from './port.ts';

export function fileAnswer({ name, bytes }: FileFacts): Response {
  return new Response(bytes.slice(), {
    headers: {
      // Its own type would let a browser draw it.
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${plain(name)}"; filename*=UTF-8''${encoded(name)}`,
      'content-length': String(bytes.length),
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}

/** For programs that read no other. */
const plain = (name: string): string => name.replace(/[^A-Za-z0-9 ._()-]/g, '_');

/** As RFC 8187 writes it. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
