/** English sentences for what is wrong in a policy file. Keys begin with `policy.`. */
export const policyEn = {
  'policy.where': 'Line {line, number}, {path}: {problem}',
  'policy.whole': '{problem}',
  'policy.not-yaml': 'This is not valid YAML: {detail}',
  'policy.not-a-mapping':
    'A policy is a list of “key: value” lines; start with “profile: light” or “profile: standard”.',
  'policy.too-large': 'The file is too large; a policy has at most {limit, number} characters.',
  'policy.unknown-key':
    '{meant, select, other {There is no “{key}” here. Did you mean “{meant}”? Allowed: {allowed}.} none {There is no “{key}” here. Allowed: {allowed}.}}',
  'policy.unknown-value':
    '{meant, select, other {“{given}” is not possible here. Did you mean “{meant}”? Allowed: {allowed}.} none {“{given}” is not possible here. Allowed: {allowed}.}}',
  'policy.wrong-type': 'This needs another kind of value ({expected}).',
  'policy.bad-amount': '“{given}” is not an amount. Write it like CNY 1,200,000.',
  'policy.bad-date': '“{given}” is not a date. Write it like 2026-12-24 or 2026-12-24T18:00:00+08:00.',
  'policy.bad-key': 'Write the key of a Jira project in capitals, such as SHIP.',
  'policy.bad-name': 'Write a person as @mei, a team as @acme/pmo, or somebody without an account with name and mail.',
  'policy.empty-list':
    'This list is empty. Name at least one, or leave the line out: nothing passes because a list is empty.',
  'policy.unknown-calendar': '“{given}” is no calendar. Use a country code such as CN or DE, or none.',
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
  'policy.freeze-ends-first': 'This freeze ends ({to}) before it begins ({from}).',
} as const satisfies Record<`policy.${string}`, string>;
