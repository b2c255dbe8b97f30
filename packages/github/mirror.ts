/** An issue that mirrors a change request of another tracker: a line of its text says which, and what it says is a proposal there (`rules.md 5.6`). */
import { withoutHidden } from './reference.ts';

const LINE = /^[ \t]*(?:mirror of|镜像)[ \t]*[:：][ \t]*`?([A-Z][A-Z\d_]{1,30}-\d{1,9})`?[ \t]*$/im;

export interface Mirrored {
  /** `PROJ-12` */
  readonly key: string;
  /** What the issue says, without that line. */
  readonly text: string;
}

export function mirrored(title: string, body: string): Mirrored | undefined {
  const said = withoutHidden(body);
  const key = LINE.exec(said)?.[1];
  if (!key) return undefined;
  return { key, text: `${title.trim()}\n\n${said.replace(LINE, '').trim()}`.trim() };
}
