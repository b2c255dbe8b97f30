/** What becomes of an event on a request whose record is lost: nothing but that it is said, until an administrator decides. */
import { STAGES } from '@countersign/core/change/stage.ts';
import type { Json, StreamRef } from '@countersign/core/record/port.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { tell } from '../act.ts';
import type { Desk } from '../desk.ts';
import { type Lost, noteLost } from '../facts/lost.ts';
import type { JiraEvent } from '../schema.ts';
import { typedCommands } from '../translate/comment.ts';
import { causeOf } from './cause.ts';

/** Said once on the issue, to everybody who follows it, and again to whoever types a command there. */
export async function tellLost(
  desk: Desk,
  event: JiraEvent,
  ref: StreamRef,
  lost: Lost,
  locale: Locale,
): Promise<void> {
  await noteLost(desk, ref, ref.stream, lost);
  const text = lostSentence(lost, locale);
  await tell(desk, { ref, text, cause: `record-lost:${ref.stream}:${lost.version}` });
  const { comment } = event;
  if (!comment || typedCommands(comment.body).length === 0) return;
  const visibility = comment.visibility as Json | undefined;
  const heard = {
    ...(visibility ? { visibility } : {}),
    ...(comment.jsdPublic === false ? { isInternal: true as const } : {}),
  };
  await tell(desk, { ref, text, cause: `${causeOf(event)}/said`, ...heard });
}

/** What is lost, that everything stays closed, and who can do what. */
export function lostSentence({ version, stage }: Lost, locale: Locale): string {
  const say = catalogue(locale);
  const known = STAGES.find((one) => one === stage);
  return say('gate.jira.record-lost', { version, stage: known ? say(`status.stage.${known}`) : '?' });
}
