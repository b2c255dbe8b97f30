/** What the project's settings show: the policy as form and text, what is wrong with it, and how it came to be. */
import type { Problem } from '@countersign/core/ask/ask.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { hintSentence, hintsFor, type PolicyHint } from '@countersign/core/gate/hint.ts';
import { CLASSES } from '@countersign/core/impact/class.ts';
import { type PolicyProblem, problemSentence } from '@countersign/core/policy/problem.ts';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import { ROLES, SEAT_ROLES } from '@countersign/core/policy/role.ts';
import { USUAL_REVIEW_DAYS, USUAL_SEATS } from '@countersign/core/policy/usual.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import { lineDifference } from '@countersign/core/text/difference.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { className, roleName, seatNames } from '@countersign/core/view/names.ts';
import type { PolicyForm } from '../port/call.ts';
import type { PolicyVersion, SettingsData } from '../port/data.ts';
import { wording } from '../port/words.ts';
import type { Saved } from '../record/policies.ts';
import { who } from './change.ts';
import { policyForm, withForm } from './policyform.ts';
import { formProblems } from './policyproblem.ts';
import { policyQuestions } from './policyquestion.ts';
import { voice } from './voice.ts';

/** With what whoever put it in force is called now. */
export type NamedVersion = Omit<Saved, 'by'> & { readonly by: Person };

export interface Settings {
  readonly locale: Locale;
  readonly timeZone: string;
  /** Newest first; the first one stands. */
  readonly saved: readonly NamedVersion[];
  readonly mayEdit: boolean;
  /** What is known of the standing version beside what its text alone tells. */
  readonly hints?: readonly PolicyHint[];
  readonly mayErase: boolean;
}

/** Versions of the history that are shown, and lines of each. */
const MOST_VERSIONS = 30;
const MOST_LINES = 40;

export function settingsData({ locale, timeZone, saved, mayEdit, mayErase, hints = [] }: Settings): SettingsData {
  const speak = voice({ locale, timeZone });
  const { plain } = speak;
  const [standing] = saved;
  const source = standing?.source ?? '';
  const filled = policyForm(source);
  // The first policy is begun in the language of whoever begins it.
  const form = filled && !standing ? { ...filled, language: locale } : filled;
  return {
    locale,
    version: standing?.version ?? '',
    source,
    ...(form ? { form } : {}),
    questions: policyQuestions(locale),
    problems: standing ? standingProblems(standing, locale) : [],
    hints: standing ? [...hintsOf(source), ...hints].map((one) => hintSentence(one, catalogue(locale))) : [],
    mayEdit,
    mayErase,
    names: {
      roles: ROLES.map((id) => ({ id, name: plain(roleName(id)) })),
      seats: SEAT_ROLES.map((id) => ({ id, name: plain(roleName(id)) })),
      classes: CLASSES.map((id) => ({
        id,
        name: plain(className(id)),
        usual: seatNames(USUAL_SEATS[id]).map(plain),
        days: USUAL_REVIEW_DAYS[id],
      })),
    },
    history: saved.slice(0, MOST_VERSIONS).map((one, at): PolicyVersion => {
      const before = saved[at + 1];
      // Against a text that is gone every line would be new.
      const lines = one.gone || before?.gone ? [] : changedLines(before?.source ?? '', one.source);
      const count = (kind: 'added' | 'removed') => lines.filter((line) => line.kind === kind).length;
      return {
        version: one.version,
        at: plain({ instant: one.at }),
        by: who(one.by, speak),
        ...(one.gone ? { gone: one.gone } : {}),
        added: count('added'),
        removed: count('removed'),
        lines: lines.slice(0, MOST_LINES),
      };
    }),
  };
}

/** What there is to know of a policy that can be used. */
function hintsOf(source: string): readonly PolicyHint[] {
  const resolved = resolvePolicy(source);
  if (!('policy' in resolved)) return [];
  // Files and branches are a repository's; and here nobody signs without an account.
  return hintsFor(resolved.policy).flatMap(({ code, values }) =>
    code === 'contact-only' || code === 'contact-beside' ? [{ code: 'contact-inside', values }] : [],
  );
}

/** What is wrong with the version that stands: its text, or that there is none any more. */
function standingProblems({ gone, source }: NamedVersion, locale: Locale): readonly string[] {
  return gone ? [wording(locale)(`settings.gone.${gone}.text`)] : problemsOf(source, locale);
}

/** What is wrong with a policy, each in one sentence with its line. */
export function problemsOf(source: string, locale: Locale): readonly string[] {
  return faultsOf(source).map((one) => problemSentence(one, catalogue(locale)));
}

function faultsOf(source: string): readonly PolicyProblem[] {
  const resolved = resolvePolicy(source);
  if (!('policy' in resolved)) return resolved.problems;
  // Nothing here observes: whoever writes so would believe that nothing is held back.
  if (resolved.policy.merge.mode === 'enforce') return [];
  const line = source.split('\n').findIndex((one) => /\bmode\b\W*observe/.test(one)) + 1;
  return [{ code: 'observed-elsewhere', path: 'gates.merge.mode', line, values: {} }];
}

/** The text that a change makes of the standing one, and what would be wrong with it, at the fields of whoever changes it; it may be saved when nothing is. */
export function changedPolicy(
  standing: string,
  change: { readonly source: string } | { readonly form: PolicyForm },
  locale: Locale,
): { readonly source: string; readonly problems: readonly Problem[] } {
  if ('form' in change) {
    const source = withForm(standing, change.form);
    return { source, problems: formProblems(faultsOf(source), locale) };
  }
  const source = change.source.replaceAll('\r\n', '\n');
  return { source, problems: problemsOf(source, locale).map((text) => ({ field: 'source', text })) };
}

/** Lines that came and went, in their order; empty ones say nothing. */
function changedLines(before: string, after: string): PolicyVersion['lines'] {
  return lineDifference(before, after).flatMap(({ kind, text }) =>
    kind === 'same' || text.trim() === '' ? [] : [{ kind, text }],
  );
}
