/** The policy's form as it is asked: a question for each key that is one field, in the words and the order of the keys' rows. */
import { ROWS } from '@countersign/core/policy/key/keys.ts';
import type { Row } from '@countersign/core/policy/key/row.ts';
import { catalogue, type Say } from '@countersign/core/text/catalogue.ts';
import { LOCALES, type Locale } from '@countersign/core/text/locale.ts';
import type { PolicyQuestion } from '../port/data.ts';

/** Each language by its own name: whoever looks for theirs may read no other. */
const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'English', 'zh-CN': '中文' };

export function policyQuestions(locale: Locale): readonly PolicyQuestion[] {
  const say = catalogue(locale);
  return ROWS.flatMap((row) => questionOf(row, say));
}

function questionOf({ name, form }: Row, say: Say): readonly PolicyQuestion[] {
  if (!('label' in form)) return [];
  const { group, line, label, hint } = form;
  const asked = { name, group, label: say(label), ...(line ? { line } : {}), ...(hint ? { hint: say(hint) } : {}) };
  switch (form.kind) {
    case 'check':
      return [{ ...asked, kind: 'check' }];
    case 'text':
      return [{ ...asked, kind: 'text', placeholder: form.placeholder }];
    case 'choice': {
      const options = Object.entries(form.options).map(([value, id]) => ({ value, label: say(id) }));
      return [{ ...asked, kind: 'select', options }];
    }
    case 'language': {
      const options = LOCALES.map((value) => ({ value, label: LANGUAGES[value] }));
      return [{ ...asked, kind: 'select', options }];
    }
  }
}
