/** English words of mails, around what they tell. Keys begin with `mail.`. */
export const mailEn = {
  'mail.subject-and-more': '{subject} (and {more} more)',
  'mail.test': 'Countersign: this message is a test',
  'mail.test-line': 'What people are told arrives here.',
  'mail.test-because': 'An operator sent it by command.',
  'mail.open': 'Open the change request',
  'mail.open-at': 'Open the change request: {page}',
  'mail.choose': 'Choose what you are told, or nothing any more',
  'mail.choose-at': 'Choose what you are told, or nothing any more: {page}',
} as const satisfies Record<string, string>;
