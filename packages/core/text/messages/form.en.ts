/** English sentences for what a form asks and what it could not read. Keys begin with `form.`. */
export const formEn = {
  'form.date.format': '“{text}” is not a date we can read. Write it as year-month-day, for example {example}.',
  'form.date.no-such-day': 'There is no {text}: that month has {days, number} days.',
  'form.date.no-such-month': 'There is no {text}: a year has 12 months.',
  'form.money.empty': 'Please write an amount, for example {example}.',
  'form.money.not-an-amount': '“{text}” is not an amount we can read. Write it like {example}.',
  'form.money.no-currency': '“{text}” has no currency. Write it like {example}.',
  'form.money.unknown-currency': 'We do not know the currency “{currency}”. Use its ISO 4217 code, as in {example}.',
  'form.money.ambiguous-currency':
    '“{currency}” can mean several currencies: {candidates}. Write the one you mean, as in {example}.',
  'form.money.two-currencies': '“{text}” names more than one currency. Write it like {example}.',
  'form.money.ambiguous-separator':
    'In “{text}” it is not clear which mark separates the decimals. Write it like {example}.',
  'form.money.too-many-decimals':
    '{digits, plural, =0 {{currency} has no decimals, but “{text}” has some.} one {{currency} has # decimal place, but “{text}” has more.} other {{currency} has # decimal places, but “{text}” has more.}}',
  'form.money.negative': '“{text}” is below zero. Write the cost as a positive amount.',
  'form.money.too-large': '“{text}” is larger than we can count exactly.',
} as const satisfies Record<`form.${string}`, string>;
