/** What somebody sends who fills in the issue form. */
import type { Profile } from '@countersign/core/policy/policy.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { FORM_FIELDS } from '@countersign/core/view/field.ts';

/** The body that GitHub makes of answers: `### Label`, a blank line, the answer. */
export function formBody(
  profile: Profile,
  locale: Locale,
  answers: Readonly<Partial<Record<(typeof FORM_FIELDS)[number]['id'], string>>>,
): string {
  return FORM_FIELDS.filter((field) => field[profile] !== 'no')
    .map((field) => `### ${field.label[locale]}\n\n${answers[field.id]?.trim() || '_No response_'}`)
    .join('\n\n');
}
