/** English sentences for answers to commands. Keys begin with `command.`. */
export const commandEn = {
  'command.understood': 'Done, as @{person} asked.',
  'command.unknown-command':
    '{meant, select, none {There is no “/{word}”. /help lists what can be written now.} other {There is no “/{word}”. Did you mean “/{meant}”?}}',
  'command.accept-meant':
    '“/{word}” takes no pull request in, so nothing was recorded. To accept {work} as work on the request, write “/accept {work}” on a line of its own.',
  'command.nearly-command':
    '“{typed}” was not read as a command. Write “/{meant}”, a blank after it, and then the rest.',
  'command.out-of-place':
    '“{typed}” stands in a quotation, a list, a table, a footnote, a heading or a fold, behind something that was never closed, or in a colour that is hardly seen, where no command is read; nothing was done. Write it as a line of its own, with an empty line above.',
  'command.no-plain-word':
    '“/{word}” is done at once, and what you wrote with it begins with “{doubt}”; nothing was done. Write the command alone once it holds.',
  'command.hold-ends':
    'The word after /hold is the reason for a hold, and “{given}” sounds as if one should end; nothing was done. To take a hold off, write /release.',
  'command.needs-argument':
    '{what, select, text {Something is missing: the command needs a text.} reason {Something is missing: please say why.} owner {Please name who is responsible, with @.} person {Please name whom it is made for, with @.} issue {Please name the issue, like #12.} work {Please name the pull request, like #21.} dimension {Please name the dimension: schedule, cost, quality, risk or feasibility.} steps {A plan needs its steps below the command.} options {Please list the alternatives below the command.} question {Please write the question.} schedule {Please say how the schedule moves, in working days, or “none: why”.} cost {Please say what it costs, or “none: why”.} quality {Please say what becomes of quality, or “none: why”.} risk {Please name the risks with probability and impact, or “none: why”.} feasibility {Please say whether it can be done.} incident {Please name the incident and the reason.} until {Please say until which day, like 2026-12-10.} id {Please name which one, for example 1 or C1.} other {Please say what the {what} is, or “none: why”.}}',
  'command.unknown-word':
    '{meant, select, none {“{given}” could not be read here.} other {“{given}” could not be read here. Did you mean “{meant}”?}} {allowedCount, plural, =0 {} other {Possible: {allowed}.}}',
  'command.unknown-seat':
    '{meant, select, none {There is no seat “{given}”.} other {There is no seat “{given}”. Did you mean “{meant}”?}} Seats: {allowed} ({allowedCount, number}).',
  'command.two-commands':
    'There is a second command, {other}, on the line of a vote; neither was done. Write one command a line.',
  'command.no-plain-yes':
    'An approval is a plain yes, and “{words}” may say more than that, so it was not counted. If you agree, write /approve alone, or add your reason after “because”. What has to come first is a /condition, a no is /reject, and /retract takes back a vote.',
  'command.no-vote-yet':
    'Your vote is awaited here, and words alone are none: nothing was recorded. If you agree, write /approve on a line of its own; what has to come first is a /condition, and a no is /reject with its reason. This is said once.',
  'command.unknown-dimension':
    '{meant, select, none {“{given}” is no dimension of impact.} other {“{given}” is no dimension of impact. Did you mean “{meant}”?}} There are {allowedCount, number}: {allowed}.',
  'command.unknown-class':
    '{meant, select, none {“{given}” is no class.} other {“{given}” is no class. Did you mean “{meant}”?}} There are {allowedCount, number}: {allowed}.',
  'command.unknown-person': 'Nobody named {name} was found.',
  'command.bad-number': '“{given}” names no number of working days. Write it with its unit, like +6d.',
  'command.bad-date': '“{given}” is not an exact date. Write it as year-month-day, like 2026-12-22.',
  'command.no-day':
    '“{given}” names no exact day, so no deadline could be kept; nothing was recorded. Write the day as year-month-day, like “by 2026-12-22”; with a day, further words of time stay part of the text.',
  'command.several-days':
    'This names several days ({days}), and one deadline can be kept; nothing was recorded. Write “by” before the day that is meant, and only before that.',
  'command.several-stages':
    'This names several stages ({stages}), and a condition holds back one; nothing was recorded. Name the first of them, or write a condition for each.',
  'command.bad-money':
    '“{given}” is not an amount that can be read{problem, select, no_currency {: it names no currency} unknown_currency {: its currency is not known} ambiguous_currency {: its currency can mean several, so write its code, like USD} too_many_decimals {: it has too many decimals for its currency} two_currencies {: it names two currencies} negative {: it is below zero} too_large {: it is too large to count exactly} other {}}.',
  'command.not-known':
    '“{given}” does not say that there is no impact, and what is not known yet is not “none”: nothing was recorded, and it stays open. Assess it once it is known; where there is no impact, write “none: why”.',
  'command.several-figures':
    '“{given}” leaves open which figure is meant, and one is needed. Write the likely one; of a schedule, the worst case stands behind p90: +3d p90 5d.',
  'command.no-working-days':
    '“{given}” is not told in working days: months, hours and days off differ. Write working days like +6d, or weeks of five working days like 2w.',
  'command.step-ends-first':
    'Step {step} ends on {end}, before it begins on {start}; the plan was not recorded. Correct one of the two.',
  'command.no-period':
    '“{given}” comes back, and nothing says how often. Write it with a period, like “CNY 6,000 a year” or “CNY 500 a month”.',
  'command.dimension-twice':
    '“{given}” says a second time what stands above; nothing was recorded. Keep one of the two.',
  'command.risks-counted':
    'It says {given, number} risks and lists {found, number}; nothing was recorded. Write each risk on a line of its own, or leave out the number.',
  'command.controls-counted':
    'It says {given, number} control measures and lists {found, number}; nothing was recorded. Write each on a line of its own with “control:” in front, or leave out the number.',
  'command.estimate-late-first': 'The worst case cannot be less than the likely one ({days, number} d).',
  'command.estimate-milestone-earlier':
    'The milestone “{name}” moves to an earlier day, while the schedule is delayed by {days, number} d. Correct one of the two.',
  'command.estimate-milestone-later':
    'The milestone “{name}” moves to a later day, while the schedule gains time ({days, number} d). Correct one of the two.',
  'command.estimate-milestone-twice': 'The milestone “{name}” is named twice. Keep the one that holds.',
  'command.estimate-contract-earlier':
    'A contract milestone cannot be missed while the schedule gains time ({days, number} d). Correct one of the two.',
  'command.estimate-share-fraction': 'Shares are whole percents, without fractions, and add up to 100.',
  'command.estimate-share-negative': 'A share cannot be below 0 %.',
  'command.estimate-share-sum': 'The shares add up to {sum, number} %, and have to be 100 %.',
  'command.estimate-share-of-nothing':
    'Shares are named, but nothing that is paid: no amount and no effort. Write what it costs, or leave the shares out.',
  'command.estimate-effort-negative':
    'Effort cannot be below zero. Write what the work takes; what is saved goes into the amount, like -CNY 5,000.',
  'command.estimate-only-looks':
    '“Only how it looks changes” does not go together with an attribute that gets worse, changed acceptance criteria or a requirement that is not met. Take one of them out.',
  'command.estimate-better-and-worse': 'The same attribute gets better and worse. Keep the one that holds.',
  'command.estimate-mitigated-not-worse':
    'Only what gets worse can be mitigated. Say that it gets worse, or leave “mitigated” out.',
  'command.estimate-control-twice': 'The control measure “{text}” is named twice. Keep one.',
  'command.estimate-residual-larger':
    'What remains of a risk ({residual, number}) cannot be more than it was: probability × impact is {score, number}.',
  'command.estimate-residual-range':
    'What remains of a risk is a whole number from 0 to 25; {residual, number} is none.',
  'command.estimate-risk-twice': 'The risk “{text}” is named twice. Keep the one that holds.',
  'command.bad-yaml': 'The lines below the command could not be read. Indent with spaces, one “key: value” a line.',
  'command.block-not-read':
    'Below /{word} stands “{given}”, which is not read there: nothing was recorded. Write what belongs to the command on its line, or on lines right below it; a table, and what follows code, is never read.',
  'command.block-passed-over':
    'The command was taken. What stands below it, beginning with “{given}”, was not read: /{word} has no place for it. If it belongs on record, say it by the command that it is for; /help lists them.',
  'command.too-long': 'This comment is longer than {limit, number} characters; nothing in it was done.',
  'command.line-too-long':
    'This is longer than {limit, number} characters, and nothing in it was read. Keep the command short, and write the rest into the issue or a comment of its own.',
  'command.too-tangled':
    'This comment is too tangled to be read: it has more than {limit, number} parts, parts within parts that nobody reads, or marks such as *, [ and < that open and never close. Nothing in it was done. Write “{typed}” in a comment of its own.',
  'command.too-many':
    '{what, select, commands {More than {limit, number} commands in one comment; none of them was done.} other {More than {limit, number} {what}.}}',
  'command.for-few':
    'A command counts on record for everybody, so none is taken from a comment that only some may read. Write it in an open comment, or use the panel.',
  'command.form-twice': '“{field}” is answered twice. Keep one answer; until then neither is taken.',
  'command.form-too-long':
    'The answer to “{field}” is longer than {limit, number} characters. Shorten it, or attach a file.',
  'command.form-option': '“{answer}” is not one of the answers to “{field}”.',
  'command.form-no-such-item': 'There is no issue #{number} in this repository.',
  'command.form-not-a-requirement':
    '#{number} is not marked as a requirement (label “{label}”). It is taken all the same; mark it, or name another.',
  'command.form-strange-item': '“{part}” is not an issue of this repository. Write its number, or “new requirement”.',
  'command.form-unsure-item':
    '“{part}” may name more requirements than were read. Write each of them by its number, on a line of its own.',
  'command.form-no-link':
    '“{part}” names no requirement here. Link the requirement with “affects”, “introduces” or “retires”, or write “new requirement”.',
  'command.form-gone':
    'Jira has no field for {fields} any more, so nobody can answer it. A Jira administrator opens ⚙ → Apps → Countersign and runs the set-up again.',
  'command.form-unread':
    '“{field}” was not read: something other than plain words stands there, such as a table, a quotation, a picture or raised letters. Write it as words or a list.',
  'command.form-unrecordable':
    'This edit could not be put on record: it is too long, or holds something that cannot be kept. Until a text that can be is saved, no vote counts and the gates are closed.',
  'command.form-other-cause': '“Other” needs the cause in words.',
  'command.form-missing':
    'This issue is marked as a change request but does not follow the form. Answer under the form’s headings.',
  'command.form-nested':
    'What stands in “{field}” nests more than {limit, number} levels deep, which nobody reads. It is governed letter by letter: any edit of it ends votes. Write it more plainly.',
  'command.form-tangled':
    'This issue is too tangled to be read: it has more than {limit, number} parts, or marks such as *, [ and < that open and never close. None of its answers was taken. Write it more plainly, or move large tables and the like into an attached file.',
  'command.found-late':
    'This was written while nothing of it reached Countersign. Since then it was edited, or what it speaks of has changed, so that nobody knows what was meant. Please say it again.',
  'command.unknown-key':
    'Line {number, number} below the command: “{given}” is not known, and nothing was recorded.{meant, select, none {} other { Do you mean “{meant}”?}} Possible: {allowed}.',
  'command.key-twice':
    'Line {number, number} below the command: “{given}” says “{meant}” a second time, and nothing was recorded. Keep one of them.',
  'command.ignored-edit':
    'A command takes effect when its comment is written: an edit neither does one nor takes one back. Write a new comment.',
} as const satisfies Record<`command.${string}`, string>;
