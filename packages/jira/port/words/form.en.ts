/** English words of forms, acts and plans. Places are `{name}`. */
export const formEn = {
  'frame.loading': 'Loading…',
  'frame.failed': 'This could not be loaded',
  'frame.failed.text': 'Jira or the app did not answer. Nothing was changed and nothing was lost; please try again.',
  'frame.busy': 'This is shown again in a minute',
  'frame.busy.text':
    'Jira lets the app read only so much in a minute, and the pages of this site have read their part. Votes and gates are answered all the same.',
  'frame.again': 'Try again',
  'frame.not-recorded':
    'There was no answer, so it is not certain that this was recorded. Look at the panel again before you repeat it.',
  'frame.cancel': 'Cancel',
  'frame.keep': 'Keep it',
  'frame.save': 'Save',
  'nothing.not-a-request': 'Not a change request',
  'nothing.not-a-request.text':
    'Only issues of the type “Change request” are decided here. To propose a change of a requirement, create one and link it to this issue.',
  'nothing.not-set-up': 'This project is not set up yet',
  'nothing.not-set-up.text':
    'A Jira administrator sets it up once under ⚙ → Apps → Countersign: issue type, fields, statuses and workflow.',
  'nothing.no-policy': 'This project has no policy yet',
  'nothing.no-policy.text':
    'A project administrator says under Project settings → Change control who decides. Until then nothing can be approved.',
  'nothing.go': 'Open Change control',
  'nothing.not-recorded': 'Not on record yet',
  'nothing.not-recorded.text':
    'This change request is being recorded. Reload the page in a moment; if it stays like this, edit the issue once.',
  'nothing.no-access': 'Nothing to see here',
  'nothing.no-access.text': 'You may not see this change request. Ask a project administrator for access.',
  'plan.title': 'Plan',
  'plan.none': 'There is no plan yet. It says who does what by when, how to go back, and how it is tested.',
  'plan.done': 'settled',
  'plan.shown': 'shown',
  'alternatives.title': 'Alternatives',
} as const satisfies Record<string, string>;
