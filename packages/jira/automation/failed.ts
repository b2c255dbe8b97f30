/** How an action of Automation fails: in words that stand in the rule's log. */
import { message } from '@countersign/core/text/catalogue.ts';
import { LOCALES } from '@countersign/core/text/locale.ts';

/** What Automation shows in a rule's log; the rule stops there. */
export interface Failed {
  readonly errors: readonly { readonly message: string }[];
}

/** A rule stops with a sentence in its log; Automation says nothing of a failure by itself. */
export async function automated<Answer>(work: () => Promise<Answer | Failed>): Promise<Answer | Failed> {
  try {
    return await work();
  } catch (error) {
    console.error(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure');
    return { errors: [{ message: LOCALES.map((locale) => message(locale, 'gate.jira.not-now')).join(' ') }] };
  }
}
