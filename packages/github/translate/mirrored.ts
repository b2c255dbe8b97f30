/** An issue that mirrors a change request of another tracker: a line of its text says which, and what it says is a proposal there (`rules.md 5.6`). */
import { shownLines } from '@countersign/core/typed/seen.ts';

const LINE = /(?<=^|\n)[ \t]*(?:mirror of|镜像)[ \t]*[:：][ \t]*`?([A-Z][A-Z\d_]{1,30}-\d{1,9})`?[ \t]*(?=\n|$)/i;

export interface Mirrored {
  /** `PROJ-12` */
  readonly key: string;
  /** What the issue says, without that line. */
  readonly text: string;
}

export function mirrored(title: string, body: string): Mirrored | undefined {
  const key = shownLines(body)
    .flatMap((line) => LINE.exec(line)?.[1] ?? [])
    .at(0);
  if (!key) return undefined;
  const text = withoutComments(body).replace(LINE, '').trim();
  return { key, text: `${title.trim()}\n\n${text}`.trim() };
}

function withoutComments(body: string): string {
  return body.replaceAll(/\r\n?/g, '\n').replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '');
}
