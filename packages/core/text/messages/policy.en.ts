/** English sentences for what is wrong in a policy file, and what forms call its keys. Keys begin with `policy.`. */
export const policyEn = {
  'policy.where': 'Line {line, number}, {path}: {problem}',
  'policy.line': 'Line {line, number}: {problem}',
  'policy.whole': '{problem}',
  'policy.not-yaml':
    'This is not valid YAML. {kind, select, indent {Lines that belong together begin equally far in; a text with a colon in it stands in quotation marks.} tab {Move the line in with blanks, not with tabs.} twice {This key stands twice; keep one of the two.} mark {A closing bracket or quotation mark is missing, or a comma.} aliases {Write each value out, without names for parts (& and *).} at {A name that begins with @ needs quotation marks: {write}.} star {A value that begins with * needs quotation marks: "*.md".} tag {A value that begins with ! needs quotation marks, and no kind of value is named with !.} deep {Too many lists and parts are within each other.} other {Write it as “key: value”.}}',
  'policy.wide-mark': '“{given}” is a full-width mark, which YAML reads as a letter; write “{write}”.',
  'policy.wide-blank': 'The line begins with a full-width blank, which YAML reads as a letter; write ordinary blanks.',
  'policy.no-blank': 'A blank belongs after the colon: “{write}”.',
  'policy.not-a-mapping':
    'A policy is a list of “key: value” lines; start with “profile: light” or “profile: standard”.',
  'policy.not-a-file':
    'It is a symbolic link, a folder or a submodule; the policy has to be a file of its own, or it could be changed unasked where it leads to.',
  'policy.erased': 'This very text was erased from the record for good; change it where it has to be another.',
  'policy.too-large': 'The file is too large; a policy has at most {limit, number} characters.',
  'policy.too-many-parts':
    'The file has too many lines, values and marks for a policy. Name teams instead of their people.',
  'policy.too-long': 'This is too long; at most {limit, number} characters are read here.',
  'policy.too-many-names': 'This list is too long; name at most {most, number}.',
  'policy.unforeseen':
    'This file cannot be read as a policy, and its reader cannot say why. Take out what was added last, and report it to whoever runs Countersign.',
  'policy.unknown-key':
    '{meant, select, other {There is no “{key}” here. Did you mean “{meant}”?} none {There is no “{key}” here. Allowed: {allowed}.}}',
  'policy.unknown-value':
    '{meant, select, other {“{given}” is not possible here. Did you mean “{meant}”?} none {“{given}” is not possible here. Allowed: {allowed}.}}',
  'policy.missing':
    '{allowed, select, none {“{key}” is missing; write what it is.} other {“{key}” is missing; write one of: {allowed}.}}',
  'policy.wrong-type':
    '{expected, select, number {Write a number here.} boolean {Write true or false here.} array {Write a list here, such as ["@mei", "@arch"].} object {Write lines of “key: value” below this, further in.} string {Write words here.} other {This kind of value is not possible here.}}',
  'policy.bad-days': 'Write a number of days that is more than 0, for example {example, number}.',
  'policy.bad-whole-days': 'Write a whole number of days that is more than 0, for example {example, number}.',
  'policy.bad-limits':
    'Write three numbers, none smaller than the one before it, from 0 to {most, number}: up to where a score of 1, of 2 and of 3 goes. For example {example}.',
  'policy.bad-day':
    '“{given}” is no day. Write one like 2026-12-24, and several in a row like 2026-12-24 to 2026-12-31, from the first to the last.',
  'policy.day-twice': '{day} is under days-off and under make-up-days. Take it out of one of them.',
  'policy.no-working-day': 'At least one day of the week has to be a working day.',
  'policy.too-many-days': 'Write at most {most, number} days.',
  'policy.bad-percent': 'Write a number from 0 to 100.',
  'policy.empty-text': 'Write something here, or leave the line out.',
  'policy.too-few-names': 'Name at least {least, number}, or leave the line out.',
  'policy.no-budget':
    'A budget of 0 leaves nothing to compare a cost with. Write the approved budget, or leave the line out.',
  'policy.bad-amount': '“{given}” is not an amount. Write it like CNY 1,200,000.',
  'policy.bad-date':
    '“{given}” is not a date. Write it like 2026-12-24, 2026-12-24 18:00 (by the clock of time-zone) or 2026-12-24T18:00+08:00.',
  'policy.ambiguous-zone':
    '“{zone}” is the time of more than one place, so “{given}” could be any of several instants. Leave “{zone}” out to have it read by the clock of time-zone, or write the offset, such as +08:00.',
  'policy.bad-key':
    'Write the key of a Jira project in capitals, such as SHIP. GH is none here: GitHub reads GH-1 as an issue of its own.',
  'policy.bad-channel': 'Write the name of a channel in small letters, digits and hyphens, such as team-a.',
  'policy.bad-domain': 'Write the domain of mail addresses, such as acme.example.',
  'policy.bad-name': 'Write a person as @mei, a team as @acme/pmo, or somebody without an account with name and mail.',
  'policy.bad-path':
    "“{given}” matches no file, or not what it seems to say: {why, select, blanks {it begins or ends with a blank, or holds a sign that nobody sees.} negated {a list takes nothing out with “!”. Name what is free under exempt.paths.} pattern {it is a regular expression. Here “*” is anything in a folder, “**” anything below, and '{'a,b'}' either.} dots {“.*” is anything in a regular expression; here “**” is anything, and “.?*” a name that begins with a dot.} backslash {folders are parted with “/”, and brackets mean themselves.} extended {marks before parentheses are not read. Write '{'a,b'}' for either.} range {write each value out, such as '{'1,2,3'}'.} many {its braces stand for more than 200 names, or for more than 10,000 letters. Part it into several.} altogether {with those before it, the names of this policy stand for more than 200,000 letters. Use fewer braces.} drive {name it from the top of the repository, not of a disk.} relative {name it from the top of the repository, without “.” and “..”.} slashes {a slash is too much.} git {git keeps no file there.} other {git has no such name.}}{meant, select, none {} other { Write “{meant}”.}}",
  'policy.bad-branch':
    "“{given}” matches no branch: {why, select, blanks {it begins or ends with a blank, or holds a sign that nobody sees.} negated {a list takes nothing out with “!”. Name the branches that are covered.} pattern {it is a regular expression. Here “*” is anything up to a slash, “**” anything, and '{'a,b'}' either.} ref {name the branch alone, without “refs/heads/”.} backslash {parts are parted with “/”.} extended {marks before parentheses are not read. Write '{'a,b'}' for either.} range {write each value out, such as '{'1,2,3'}'.} many {its braces stand for more than 200 names, or for more than 10,000 letters. Part it into several.} altogether {with those before it, the names of this policy stand for more than 200,000 letters. Use fewer braces.} slashes {a slash is too much.} other {git allows no such name.}}{meant, select, none {} other { Write “{meant}”.}}",
  'policy.hints': 'About the policy',
  'policy.hint.exempts-workflows':
    '“{glob}” under exempt.paths does not exempt workflows, CODEOWNERS or this policy: their paths have to stand in a request. Programs whose new versions may pass by themselves are listed under exempt.bumps.',
  'policy.hint.bumps-unsaid':
    'This policy, workflows and CODEOWNERS can be changed only with a request in which their paths stand, also by exempt authors and below exempt paths. Under gates.merge.exempt write bumps: ["@dependabot[bot]"] where a program’s new versions of actions, and nothing else, may pass by themselves; bumps: [] says that none may, and ends this note.',
  'policy.hint.exempts-nothing':
    '“{glob}” under exempt.paths exempts no file of this repository. A folder is written “{meant}”.',
  'policy.hint.no-file':
    '{meant, select, none {“{glob}” under paths matches no file of this repository.} other {“{glob}” under paths matches no file of this repository. There is “{meant}”; capitals count.}}',
  'policy.hint.no-branch':
    '{meant, select, none {No branch of this repository matches “{glob}”.} other {No branch of this repository matches “{glob}”. Did you mean “{meant}”? Capitals count.}}',
  'policy.hint.default-uncovered':
    'The default branch is “{branch}”, and the policy covers only {globs}: what is merged into “{branch}” needs no request.',
  'policy.hint.covers-default':
    'The policy covers no branch of this repository ({globs}), or covered none when it was first read here: its default branch “{branch}” is covered until the policy changes. Write it under gates.merge.branches.',
  'policy.hint.name-renamed':
    '“{name}” is {now} by now, and goes on meaning the same. Write the new name when you next change the policy.',
  'policy.hint.name-taken':
    '“{name}” is called {now} now, and still means the same here; whoever took the former name holds no role by it. Write the new name.',
  'policy.hint.name-gone':
    'Nobody is behind “{name}” any more: it gives nobody anything. Take it out, or write who is meant.',
  'policy.hint.name-nobody': 'Nobody is called “{name}”: it gives nobody anything. Write it as it is, or take it out.',
  'policy.hint.name-late':
    'Nobody was called “{name}” when the policy was put in force, so whoever is by now holds nothing by it. Write “{name}:{id}” to mean them.',
  'policy.hint.name-unread':
    'GitHub refused to show who “{name}” is when the policy was put in force, so it gives nobody anything yet. It is asked again every five minutes: let the app read the organisation’s members, or write the id behind the name.',
  'policy.hint.bots-unread':
    'GitHub does not show who “{name}” under bots is: whoever is called so fills no seat, and under another name this program is not known. It is asked again every five minutes. Let the app read the account, write the id behind the name, or take it out.',
  'policy.hint.alias-open':
    '“{name}” under aliases is nobody’s account, so it cannot be told who else {others} may be: they fill no seat, and what they wrote is decided by nobody. Write it as it is, or take it out.',
  'policy.hint.contact-only':
    '{contact} has no account, and nobody else has the role {role}: whoever is named so signs by links to their mailbox, once the customer or two people who answer for the project have confirmed the address, and where the server has PUBLIC_URL and SMTP_URL. Until then whatever needs this role waits (T6). In Jira there are no links: name an account there.',
  'policy.hint.channel-server':
    'Groups are told over the channels that the server has; missing here: {missing}. Set them where the server runs (running.md).',
  'policy.hint.contact-server':
    'Contacts sign only where the server has PUBLIC_URL, SMTP_URL and MAIL_FROM; missing here: {missing}. Set them where the server runs.',
  'policy.hint.contact-inside':
    '{contact} cannot vote as {role} in Jira: nothing may leave the site, so there are no links to sign by. What they sign outside is recorded by “Record what was signed outside” and counts once another person of the provider agrees; or name an account for the role.',
  'policy.hint.contact-beside':
    '{contact} has no account: as {role} they sign by links to their mailbox, once one of the accounts of that role has confirmed the address, and where the server has PUBLIC_URL and SMTP_URL. Until then the accounts vote alone.',
  'policy.hint.unknown-account':
    'There is no active account {name}. Whoever it was meant for has no role by it; choose them in the form, or write the account’s id.',
  'policy.hint.unknown-group': 'There is no group {name}. Nobody has a role by it; groups are written by their name.',
  'policy.hint.unknown-program':
    'No app or account is called {name}, or several are: what it does is taken for nobody’s program. Write the account’s id under bots.',
  'policy.hint.hidden-project':
    'Jira shows this project to you and not to Countersign: nothing that happens in it is heard, and its gates stay closed. Give the app “Browse projects” in the project’s permission scheme.',
  'policy.hint.unknown-login': 'GitHub knows no account {name}. Nobody has a role by it.',
  'policy.hint.unknown-team':
    'GitHub shows no team {name} to this token. If there is none, nobody has a role by it; if there is one, give the token the right to read teams (read:org).',
  'policy.empty-list':
    'This list is empty. Name at least one, or leave the line out: nothing passes because a list is empty.',
  'policy.unknown-calendar':
    'No calendar is known for “{given}”. {meant, select, other {Did you mean “{meant}”?} none {Use a country code such as CN, with a state where it has one, such as DE-BY; or none.}}',
  'policy.unknown-time-zone': '“{given}” is no time zone. Use a name such as Asia/Shanghai.',
  'policy.ambiguous-time-zone':
    '“{given}” is the time of more than one place. Use the name of a place, such as Asia/Shanghai or America/Chicago.',
  'policy.unknown-currency': '“{given}” is no currency. Use an ISO 4217 code such as CNY.',
  'policy.currency-differs':
    'The budget is in {budget} and the project’s currency is {currency}. Unlike currencies are never compared; use one.',
  'policy.seat-unfilled':
    'Class {class} needs a vote of “{seat}”, and nobody has that role. Add it under roles, or take the seat out.',
  'policy.too-few-people':
    'Class {class} cannot be approved by anyone: nobody fills two seats, and there are too few people for “{seat}”.',
  'policy.customer-and-provider':
    '{name} is customer and {role}. The customer’s seat is for the customer’s people only.',
  'policy.contact-of-provider':
    '{name} is named as {role} with a mail address at a domain of the provider (provider-domains). The seats of the customer and the supplier are for their own people.',
  'policy.notice-to-act':
    '{audience} may have to act on {occasion}, and is told at once in any case. Take the line out.',
  'policy.team-for-person': 'A team is named. An overdue vote goes to one person: name an account.',
  'policy.alternate-unfilled': 'Nobody holds {role}, so nothing can go to its alternate. Fill the role first.',
  'policy.alternate-holder':
    '{name} holds {role} and is asked from the start. Name somebody else as its alternate, who holds another role of the provider.',
  'policy.alternate-other-side':
    '{name} holds no role of the provider alone, and cannot vote as {role}. Name somebody who does as its alternate.',
  'policy.lead-missing':
    'The light profile needs a lead: the person who is project manager and technical expert in one.',
  'policy.observed-elsewhere':
    'Only the gate of a repository can be observed, by its own `.github/countersign.yml`. The gates in Jira always hold back: take `gates.merge.mode` out.',
  'policy.freeze-ends-first': 'This freeze ends ({to}) before it begins ({from}).',
  // What a form calls the keys.
  'policy.key.profile': 'Profile',
  'policy.key.profile.standard': 'Standard: a board with seats',
  'policy.key.profile.light': 'Light: for two people',
  'policy.key.language': 'Language of comments',
  'policy.key.time-zone': 'Time zone',
  'policy.key.calendar': 'Working calendar',
  'policy.key.calendar.hint':
    'A country code such as CN, with a state where it has one (DE-BY); none for Monday to Friday.',
  'policy.key.currency': 'Currency',
  'policy.key.budget': 'Approved budget',
  'policy.key.budget.hint': 'Cost is scored as a share of it.',
  'policy.key.planned-days': 'Planned length, working days',
  'policy.key.emergency-review-days': 'Review of an emergency, working days',
  'policy.key.approval-days': 'Approval lasts, days',
  'policy.key.approval-days.hint': 'One that nobody started upon by then is given anew.',
  'policy.key.assessment-days': 'Assessment lasts while deferred, days',
  'policy.key.plan-confirmation': 'The customer also confirms the plan, beside voting',
  'policy.key.emergency-expires': 'An emergency’s gate closes when its review is overdue for as long as it was given',
  'policy.key.acceptance': 'The customer accepts the result before it is closed',
} as const satisfies Record<`policy.${string}`, string>;
