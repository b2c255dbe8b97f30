/** A message as lines of plain text, for services that know no markup or know no way to write a letter as itself. */
import type { Message, Section } from '@countersign/core/notice/channel.ts';
import { revealHidden } from '@countersign/core/text/hidden.ts';

function linesOf({ sections }: Message): readonly string[] {
  return sections.flatMap((section, index) => (index === 0 ? sectionLines(section) : ['', ...sectionLines(section)]));
}

function sectionLines({ heading, lines, asks, page }: Section): readonly string[] {
  return [heading, ...lines, ...asks.map((one) => `→ ${one}`), ...(page ? [page] : [])].map(oneLine);
}

/** A line break within would look like a line of ours. */
export function oneLine(text: string): string {
  return revealHidden(text.replaceAll(/[\s\u0085]+/gu, ' ').trim());
}

export function textOf(messages: readonly Message[]): string {
  return messages.map((one) => linesOf(one).join('\n')).join('\n\n');
}

export function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
