/** What a group is told of: whatever some people are told at once, once for all of them, and without asking anybody by name (`rules.md 9`). */
import type { Notice } from './notice.ts';

const GROUP = 'group:';

/** @param channels as the policy names them @returns one for each channel; none where all of it can wait for a morning */
export function groupNotices(notices: readonly Notice[], channels: readonly string[]): readonly Notice[] {
  const atOnce = notices.flatMap(({ matters }) => matters.filter(({ urgency }) => urgency !== 'digest'));
  const matters = [...new Map(atOnce.map((one) => [one.occasion, { ...one, urgency: 'now' as const }])).values()];
  if (matters.length === 0) return [];
  return channels.map((name) => ({ to: { id: `${GROUP}${name}`, name }, urgency: 'now', matters }));
}

export function isGroup(recipient: string): boolean {
  return recipient.startsWith(GROUP);
}
