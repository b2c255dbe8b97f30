/** The issue form that GitHub shows: `.github/ISSUE_TEMPLATE/change-request.yml`, written from the same fields that are read back. */
import type { Profile } from '@countersign/core/policy/policy.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { type Field, FORM_FIELDS } from '@countersign/core/view/field.ts';
import { stringify } from 'yaml';

/** Marks an issue as a change request where the organisation has no issue types. */
export const CHANGE_LABEL = 'change-request';
/** Name of the organisation's issue type for change requests. */
export const CHANGE_TYPE = 'Change request';

export function issueForm(profile: Profile, locale: Locale): string {
  const zh = locale === 'zh-CN';
  const body = FORM_FIELDS.filter((field) => field[profile] !== 'no').map((field) => ({
    type: field.kind,
    id: field.id,
    attributes: {
      label: field.label[locale],
      description: field.hint[locale],
      ...(field.placeholder ? { placeholder: field.placeholder[locale] } : {}),
      ...(field.options ? { options: field.options.map((option) => offered(field.kind, option.label[locale])) } : {}),
    },
    ...(field[profile] === 'must' ? { validations: { required: true } } : {}),
  }));
  return stringify({
    name: zh ? '变更请求' : 'Change request',
    description: zh
      ? '变更已确认的需求：先评估、批准，再实施。'
      : 'A change to an agreed requirement: assessed and decided before it is made.',
    labels: [CHANGE_LABEL],
    body,
  });
}

function offered(kind: Field['kind'], label: string): string | { readonly label: string } {
  return kind === 'checkboxes' ? { label } : label;
}
