/** English sentences for what is wrong in a policy file. Keys begin with `policy.`. */
export const policyEn = {
  'policy.where': 'Line {line, number}, {path}: {problem}',
  'policy.line': 'Line {line, number}: {problem}',
  'policy.whole': '{problem}',
  'policy.not-yaml':
    'This is not valid YAML. {kind, select, indent {Lines that belong together begin equally far in; a text with a colon in it stands in quotation marks.} tab {Move the line in with blanks, not with tabs.} twice {This key stands twice; keep one of the two.} mark {A closing bracket or quotation mark is missing, or a comma.} aliases {Write each value out, without names for parts (& and *).} other {Write it as “key: value”.}}',
  'policy.not-a-mapping':
    'A policy is a list of “key: value” lines; start with “profile: light” or “profile: standard”.',
  'policy.too-large': 'The file is too large; a policy has at most {limit, number} characters.',
  'policy.unknown-key':
    '{meant, select, other {There is no “{key}” here. Did you mean “{meant}”?} none {There is no “{key}” here. Allowed: {allowed}.}}',
  'policy.unknown-value':
    '{meant, select, other {“{given}” is not possible here. Did you mean “{meant}”?} none {“{given}” is not possible here. Allowed: {allowed}.}}',
  'policy.missing':
    '{allowed, select, none {“{key}” is missing; write what it is.} other {“{key}” is missing; write one of: {allowed}.}}',
  'policy.wrong-type':
    '{expected, select, number {Write a number here.} boolean {Write true or false here.} array {Write a list here, such as ["@mei", "@arch"].} object {Write lines of “key: value” below this, further in.} string {Write words here.} other {This kind of value is not possible here.}}',
  'policy.bad-days': 'Write a number of days that is more than 0, for example {example, number}.',
  'policy.bad-percent': 'Write a number from 0 to 100.',
  'policy.empty-text': 'Write something here, or leave the line out.',
  'policy.too-few-names': 'Name at least {least, number}, or leave the line out.',
  'policy.bad-amount': '“{given}” is not an amount. Write it like CNY 1,200,000.',
  'policy.bad-date': '“{given}” is not a date. Write it like 2026-12-24 or 2026-12-24T18:00:00+08:00.',
  'policy.bad-key': 'Write the key of a Jira project in capitals, such as SHIP.',
  'policy.bad-name': 'Write a person as @mei, a team as @acme/pmo, or somebody without an account with name and mail.',
  'policy.empty-list':
    'This list is empty. Name at least one, or leave the line out: nothing passes because a list is empty.',
  'policy.unknown-calendar':
    'No calendar is known for “{given}”. {meant, select, other {Did you mean “{meant}”?} none {Use a country code such as CN, with a state where it has one, such as DE-BY; or none.}}',
  'policy.unknown-time-zone': '“{given}” is no time zone. Use a name such as Asia/Shanghai.',
  'policy.unknown-currency': '“{given}” is no currency. Use an ISO 4217 code such as CNY.',
  'policy.currency-differs':
    'The budget is in {budget} and the project’s currency is {currency}. Unlike currencies are never compared; use one.',
  'policy.seat-unfilled':
    'Class {class} needs a vote of “{seat}”, and nobody has that role. Add it under roles, or take the seat out.',
  'policy.too-few-people':
    'Class {class} cannot be approved by anyone: nobody fills two seats, and there are too few people for “{seat}”.',
  'policy.customer-and-provider':
    '{name} is customer and {role}. The customer’s seat is for the customer’s people only.',
  'policy.lead-missing':
    'The light profile needs a lead: the person who is project manager and technical expert in one.',
  'policy.observed-elsewhere':
    'Only the gate of a repository can be observed, by its own `.github/countersign.yml`. The gates in Jira always hold back: take `gates.merge.mode` out.',
  'policy.freeze-ends-first': 'This freeze ends ({to}) before it begins ({from}).',
} as const satisfies Record<`policy.${string}`, string>;
