/** English: requirements and what of them is on record. */
export const requirementEn = {
  'requirement.link': 'Requirements',
  'requirement.title': 'Requirements',
  'requirement.one': 'Requirement',
  'requirement.hint':
    'What was saved last comes first. Every text that was ever saved stays on record, also after the issue is deleted.',
  'requirement.saved': 'Last saved',
  'requirement.texts': 'Texts on record',
  'requirement.texts.count': '{count, plural, one {# text} other {# texts}}',
  'requirement.empty':
    'No requirement is on record yet. An issue is one once it has the label or the type that the policy names; it comes on record when it is opened, edited or labelled.',
  'requirement.gone': 'gone',
  'requirement.gone.deleted': 'Deleted in the tracker on {at}. Its last text is kept here.',
  'requirement.gone.moved': 'Moved on {at}, and goes on as {to}. Its last text here is kept.',
  'requirement.gone.away': 'Moved away on {at}. Its last text here is kept.',
  'requirement.unmarked': 'no longer marked',
  'requirement.unmarked.text': 'The tracker no longer marks it as a requirement. What is on record stays.',
  'requirement.names': 'It was called: {names}.',
  'requirement.history': 'Every text, newest first',
  'requirement.same': 'What is under control was not changed by it.',
  'requirement.nobody': 'found as it stood; who saved it is not known',
  'requirement.text.erased': 'This text was erased.',
  'requirement.text.missing': 'This text is not kept.',
} as const satisfies Record<`requirement.${string}`, string>;
