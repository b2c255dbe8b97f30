import { expect, test } from 'vitest';
import { bodyOf, readForm, unanswered } from './form.ts';

const FORM = `
name: Change request
labels: [change-request]
body:
  - type: markdown
    attributes: { value: "Thanks!" }
  - type: input
    id: items
    attributes: { label: Affected requirements }
    validations: { required: true }
  - type: dropdown
    id: cause
    attributes: { label: Cause, options: [Market, Defect], multiple: true }
  - type: textarea
    id: log
    attributes: { label: Log, render: shell }
  - type: checkboxes
    id: sure
    attributes: { label: Sure, options: [{ label: Understood }, { label: Read }] }
`;

test('answers become the body that GitHub makes of them', () => {
  const form = readForm('f.yml', FORM);
  if (!form) throw new Error('the form could not be read');
  expect(bodyOf(form, { items: '#1', cause: ['Market', 'Defect'], log: 'a\r\nb', sure: ['Read'] })).toBe(
    '### Affected requirements\n\n#1\n\n### Cause\n\nMarket, Defect\n\n### Log\n\n```shell\na\nb\n```\n\n### Sure\n\n- [ ] Understood\n- [X] Read',
  );
  expect(bodyOf(form, { items: ' ' })).toContain('### Affected requirements\n\n_No response_');
  expect(unanswered(form, { items: ' ' })).toEqual(['Affected requirements']);
});

test.each(['', 'a: [', 'name: x', 'just words'])('a file that is no form (%s) is none', (source) => {
  expect(readForm('f.yml', source)).toBeUndefined();
});
