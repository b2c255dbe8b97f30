/** Which facts a delivery's translation needs beyond its payload; `receive` gathers them, `translate` stays pure. */
import { linesIn, mentionedLogins } from '@countersign/core/typed/line.ts';
import { seenParts } from '@countersign/core/typed/seen.ts';
import { entryFor } from '@countersign/core/typed/table.ts';
import { itemNumbers, madeForLogins } from '../form/read.ts';
import { homeOf, isChangeRequest, pathOf } from '../place.ts';
import { type Payload, speaks } from '../schema.ts';
import type { Needs, TranslationFacts } from '../translation.ts';

const NOTHING: Needs = { logins: [], issues: [] };

/**
 * @param known the issue is a change request on record, whatever its labels say now
 * @param profile whose form it is read by
 */
export function needs(
  event: string,
  payload: Payload,
  known = false,
  profile: TranslationFacts['profile'] = 'standard',
): Needs {
  const { issue, comment, action } = payload;
  if (!issue || !(known || isChangeRequest(issue))) return NOTHING;
  if (event === 'issue_comment' && speaks(payload)) return { logins: namesIn(comment?.body ?? ''), issues: [] };
  if (event === 'issues' && ['opened', 'edited', 'labeled', 'typed', 'reopened'].includes(action ?? '')) {
    const home = homeOf(pathOf(payload.repository?.full_name ?? ''), issue);
    const logins = [
      ...(profile === 'light' ? caredFor(issue.body ?? '') : []),
      ...madeForLogins(issue.body ?? '', profile).slice(0, 1),
    ];
    return { logins: [...new Set(logins)], issues: itemNumbers(issue.body ?? '', home, profile).slice(0, 50) };
  }
  return NOTHING;
}

/** Whoever an estimate of a form names as seeing to a risk or a measure. */
function caredFor(body: string): readonly string[] {
  const named = body.slice(0, LONGEST_BODY).match(/(?:owner|owned by|负责人|责任人|由)\s*[:：]?\s*@[\w-]+/giu) ?? [];
  return mentionedLogins(named.join(' ')).slice(0, MOST_NAMES);
}

/** GitHub's own limit for a body. */
const LONGEST_BODY = 65_536;

/** Nobody hands work to more people in one comment. */
const MOST_NAMES = 20;

/** The names that a command of the comment takes. Whoever else is mentioned is not looked up: it would cost one call to the tracker each. */
function namesIn(comment: string): readonly string[] {
  if (!comment.includes('@')) return [];
  const naming = linesIn(seenParts(comment)).commands.filter(({ word }) => entryFor(word)?.names);
  const words = naming.map(({ rest, block }) => `${rest}\n${block ?? ''}`).join('\n');
  return mentionedLogins(words).slice(0, MOST_NAMES);
}
