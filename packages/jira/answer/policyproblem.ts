/** What is wrong with a policy, said at the field of the form that it is about, in words of the form. */
import type { Problem } from '@countersign/core/ask/ask.ts';
import { CLASSES } from '@countersign/core/impact/class.ts';
import { ROWS } from '@countersign/core/policy/key/keys.ts';
import { type PolicyProblem, problemSentence, problemWords } from '@countersign/core/policy/problem.ts';
import { ROLES } from '@countersign/core/policy/role.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { className, roleName } from '@countersign/core/view/names.ts';
import { wording } from '../port/words.ts';
import { voice } from './voice.ts';

/** What the policy's form says of each problem; what it does not ask for keeps its line, to be found in the text. */
export function formProblems(problems: readonly PolicyProblem[], locale: Locale): readonly Problem[] {
  return problems.map((one) => {
    const field = fieldOf(one);
    return { field, text: field === '' ? problemSentence(one, catalogue(locale)) : formWords(one, locale) };
  });
}

/** Empty for what the form does not ask. */
function fieldOf({ path, code }: PolicyProblem): string {
  const [top = '', below = ''] = path.split(/[.[]/);
  if (code === 'lead-missing') return 'users-lead';
  const row = ROWS.find(({ key }) => key === top);
  if (!row) return '';
  const isClass = CLASSES.some((known) => known === below);
  switch (row.form.kind) {
    case 'in-text':
      return '';
    case 'people-by-role':
      if (!ROLES.some((role) => role === below)) return '';
      // People are picked in Jira; only the names of groups are typed.
      return code === 'bad-name' ? `groups-${below}` : `users-${below}`;
    case 'seats-by-class':
      return isClass ? `seats-${below}` : '';
    case 'days-by-class':
      return isClass ? `days-${below}` : '';
    default:
      return row.name;
  }
}

function formWords(problem: PolicyProblem, locale: Locale): string {
  const word = wording(locale);
  const { plain } = voice({ locale, timeZone: 'UTC' });
  const { values, code } = problem;
  const found = CLASSES.find((one) => one === values.class);
  const seat = ROLES.find((one) => one === values.seat);
  const names = { class: found ? plain(className(found)) : '', seat: seat ? plain(roleName(seat)) : '' };
  switch (code) {
    case 'seat-unfilled':
    case 'too-few-people':
    case 'customer-and-provider':
    case 'lead-missing':
    case 'bad-name':
    case 'bad-days':
      return word(`policy.wrong.${code}`, { ...names, example: values.example ?? '' });
    default:
      return problemWords(problem, catalogue(locale));
  }
}
