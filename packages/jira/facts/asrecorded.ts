/** Whether an issue still says what is on record of it: an edit reaches the record by an event, and a gate is asked before that one comes, or though it never does (`rules.md 4.3`). */
import { wordsDigest } from '@countersign/core/approval/facet.ts';
import type { AsRecorded } from '@countersign/core/change/situation.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { RequestContent } from '@countersign/core/content/request.ts';
import { Malformed, Transient } from '@countersign/core/failure.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Site } from '@countersign/core/setup/site.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import type { Desk } from '../desk.ts';
import { namedItems, requestOf } from '../translate/request.ts';
import { issueNow } from './issue.ts';
import { siteOf } from './site.ts';

interface Compared {
  /** Id of the issue. */
  readonly issue: string;
  readonly state: ChangeState;
  readonly locale: Locale;
  readonly currency: string;
  /** Id of the project in which it lives, as its record says. */
  readonly lives: string;
  /** True where a queue tries again. */
  readonly patient: boolean;
  /** What set-up made, where it is known already. */
  readonly site?: Site;
}

/** @throws Transient when Jira is away and whoever asks is patient */
export async function asRecorded(
  desk: Desk,
  { issue, state, lives, locale, currency, patient, site: known }: Compared,
): Promise<AsRecorded> {
  try {
    const now = await issueNow(desk, issue);
    const site = now && (known ?? (await siteOf(desk, now.fields.project.id)));
    if (!site) return 'unreadable';
    // Where it is by now nobody decided on it, and another policy holds (`rules.md 5.6`).
    if (now.fields.project.id !== lives) return 'no';
    const { request } = requestOf(now, site, { locale, currency, recorded: state });
    return said(request) === said(state.content.request) ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof Malformed || (error instanceof Transient && !patient)) return 'unreadable';
    throw error;
  }
}

/** What people read of it, and what it touches; estimates are on record wherever they were made. */
const said = (request: RequestContent): string => digestOf([wordsDigest(request), namedItems(request)]);
