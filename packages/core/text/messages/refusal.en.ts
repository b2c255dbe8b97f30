/** English sentences for why something was not done and what would help. Keys begin with `refusal.`; each has its `.remedy`, and where that names a command or a file a `.press` for places with controls. */
export const refusalEn = {
  'refusal.reason': '{what} (rule {rule}) {remedy}',
  'refusal.no-such-request': 'There is no change request here.',
  'refusal.no-such-request.remedy': 'Open one with the change request form.',
  'refusal.policy-broken': 'The policy has mistakes, so nothing can be decided by it.',
  'refusal.policy-broken.remedy': 'Once `.github/countersign.yml` is corrected, try again.',
  'refusal.policy-broken.press': 'A project administrator mends it under {seeSettings}; then try again.',
  'refusal.policy-unavailable': 'The policy could not be read, so nothing can be decided by it.',
  'refusal.policy-unavailable.remedy':
    'Please try again in a few minutes; if it stays so, check that `.github/countersign.yml` is on the default branch.',
  'refusal.policy-unavailable.press':
    'Please try again in a few minutes; if it stays so, a project administrator looks under {seeSettings}.',
  'refusal.policy-lost':
    'The version of the policy that its board was asked under ({version}) is not on record, so nothing can be decided by it.',
  'refusal.policy-lost.remedy':
    'If it was approved: edit its text, and it goes back to assessment under the present policy. If it waits for its board: withdraw it with `/withdraw` and a reason, and file it anew.',
  'refusal.policy-lost.press':
    'If it was approved: edit its text, and it goes back to assessment under the present policy. If it waits for its board: withdraw it with “{pressWithdraw}”, and file it anew.',
  'refusal.policy-erased': 'The text of the policy’s version {version} was erased, so nothing can be decided by it.',
  'refusal.policy-erased.remedy':
    'If it is the present policy: commit another text. If the request was approved under it: edit its text, and it goes back to assessment under the present policy. If it waits for its board: withdraw it with `/withdraw` and a reason, and file it anew.',
  'refusal.policy-erased.press':
    'If it is the present policy: a project administrator saves another under {seeSettings}. If the request was approved under it: edit its text, and it goes back to assessment under the present policy. If it waits for its board: withdraw it with “{pressWithdraw}”, and file it anew.',
  'refusal.already-open': '{label} is already a change request.',
  'refusal.already-open.remedy': 'Edit it to change what it asks for.',
  'refusal.not-in-this-stage': 'This is not possible while the change request is {stage}.',
  'refusal.not-in-this-stage.remedy': 'It is possible when it is {stages}. `/explain` says what comes next.',
  'refusal.not-in-this-stage.press': 'It is possible when it is {stages}; “{seeNext}” says what comes next.',
  'refusal.already-final': 'This change request is {stage}, which is final.',
  'refusal.already-final.remedy': 'Open a new change request that points back to this one.',
  'refusal.nothing-changed': 'This is how it already stands, so there is nothing to record.',
  'refusal.nothing-changed.remedy': 'Nothing needs to be done.',
  'refusal.missing-fields': 'Some fields are still empty: {fields}.',
  'refusal.missing-fields.remedy': 'Fill them in at the top of this issue, then write `/submit`.',
  'refusal.missing-fields.press': 'Fill them in on this issue, then press “{pressSubmit}”.',
  'refusal.no-affected-item': 'It does not say yet which requirement would change.',
  'refusal.no-affected-item.remedy': 'Name at least one requirement (such as `#7`), or choose “new requirement”.',
  'refusal.no-affected-item.press':
    'Link at least one requirement to this issue, or write “new requirement” into its field.',
  'refusal.nothing-to-baseline': 'No requirement is on record here that a baseline could hold.',
  'refusal.nothing-to-baseline.remedy':
    'Mark at least one issue as a requirement, with the label or the type that the policy names; in Jira no baselines are made yet.',
  'refusal.items-without-text': 'Nothing is said yet of some requirements: {items}.',
  'refusal.items-without-text.remedy':
    'Write the text of each below a heading with its number, that of a new one below “new requirement”, then write `/submit`. What stands above the first such heading is said of all.',
  'refusal.items-without-text.press':
    'Write the text of each below a heading with its key, that of a new one below “new requirement”, then press “{pressSubmit}”. What stands above the first such heading is said of all.',
  'refusal.unreadable-items': 'These requirements could not be read: {items}. What cannot be read cannot be agreed on.',
  'refusal.unreadable-items.remedy': 'Check that they exist and that Countersign may read them, then try again.',
  'refusal.not-requester': 'Only the requester, {requester}, can do this.',
  'refusal.not-requester.remedy': 'Ask {requester} to do it.',
  'refusal.needs-role': 'This needs the role of {roles}.',
  'refusal.needs-role.remedy': 'Ask someone who holds it; the policy says who that is.',
  'refusal.role-unreadable': 'It could not be read who holds the role that this needs, and nothing is assumed.',
  'refusal.role-unreadable.remedy':
    'Try again in a few minutes; if it stays so, check that Countersign may read the organisation’s teams.',
  'refusal.role-unreadable.press':
    'Try again in a few minutes; if it stays so, an administrator checks that Countersign may read the groups.',
  'refusal.no-owner': 'A change request needs one accountable owner, and nobody is named.',
  'refusal.no-owner.remedy': 'Name one: `/triage owner @login`.',
  'refusal.no-owner.press': 'Nobody may own it: a project administrator names somebody under {seeSettings}.',
  'refusal.already-owner': '{owner} is its owner already.',
  'refusal.already-owner.remedy': 'Name somebody else, if it is to be handed over.',
  'refusal.unknown-impact':
    'The impact is not assessed in full: {dimensions} {dimensionsCount, plural, one {is} other {are}} unknown.',
  'refusal.unknown-impact.remedy':
    'Assess what is missing, for example {assessExample}; “none” with a reason is an answer too.',
  'refusal.unknown-impact.press': 'Assess what is missing under “{seeImpact}”; “none” with a reason is an answer too.',
  'refusal.infeasible': 'The assessment says that this cannot be done as it is written.',
  'refusal.infeasible.remedy':
    'Change the request or its feasibility, or let its requester withdraw it with `/withdraw`.',
  'refusal.infeasible.press':
    'Change the request or its feasibility (under “{seeImpact}”), or let its requester withdraw it with “{pressWithdraw}”.',
  'refusal.incomplete-plan': 'The plan is not complete: {gaps}.',
  'refusal.incomplete-plan.remedy': 'Complete it with `/plan`, then ask for review again.',
  'refusal.incomplete-plan.press': 'Complete it with “{pressPlan}”, then press “{pressReview}” again.',
  'refusal.missing-alternatives': 'A change of class {class} needs its alternatives; what is missing: {gaps}.',
  'refusal.missing-alternatives.remedy':
    'Write them with `/alternative`: at least two, “do nothing” among them, one recommended.',
  'refusal.missing-alternatives.press':
    'Write them with “{pressAlternatives}”: at least two, “do nothing” among them, one recommended.',
  'refusal.unfillable-seat':
    'There are not enough people who may fill these seats: {seats}.{unreadableCount, plural, =0 {} other { These could not be read: {unreadable}.}}',
  'refusal.unfillable-seat.remedy':
    'Name more people for these roles in the policy; nobody fills two seats, and the requester and authors fill none.',
  'refusal.seat-without-account':
    '{contacts} cannot sign yet, and nobody else fills the seat of {seats}: {why, select, provider {the mail address is the provider’s own} unsent {this server sends no mail} inside {this tracker lets nothing leave the site, so there are no links to sign by} unfit {only accounts hold that role} other {nobody has confirmed yet that the mail address is theirs}}.',
  'refusal.seat-without-account.remedy':
    '{why, select, provider {Write an address of the customer’s own domain in the policy, or correct provider-domains.} unsent {Have whoever runs the server set SMTP_URL and MAIL_FROM.} inside {What {contacts} sign outside is recorded by “Record what was signed outside”, and counts once another person of the provider agrees. An account for the role does as well.} unfit {Name an account for the role; or take the seat out under seats.} other {Somebody of the customer’s who has the role already, or two people who answer for the project and did not write that line, confirm {contacts} on the page of contacts, which the page of the policy links to. An account for the role, named in the policy, does as well.}}',
  'refusal.no-seat-for-you': 'You hold none of the roles that vote here ({seat}).',
  'refusal.no-seat-for-you.remedy':
    '{openCount, plural, =0 {You can still say what you think: `/concern` and your text.} other {You can vote as {open}: {openExample}.}}',
  'refusal.no-seat-for-you.press':
    '{openCount, plural, =0 {You can still say what you think with “{pressConcern}”.} other {You can vote as {open}: choose that seat beside your vote.}}',
  'refusal.nothing-to-migrate': 'It is decided under the policy that stands now.',
  'refusal.nothing-to-migrate.remedy': 'There is no other to bring it under.',
  'refusal.migration-to-confirm':
    'It would be decided under version {version} of the policy. {gainsCount, plural, =0 {Nobody gains a seat} other {Gaining a seat: {gains}}}; {losesCount, plural, =0 {nobody loses one} other {losing one: {loses}}}.',
  'refusal.migration-to-confirm.remedy': 'If that is right, write {migrateExample}.',
  'refusal.migration-to-confirm.press': 'If that is right, press “{pressMigrate}” and confirm.',
  'refusal.class-not-given': 'Whoever you stand in for has not given you votes of this class.',
  'refusal.class-not-given.remedy': 'They vote themselves, or name you for larger changes.',
  'refusal.away-over': 'You would be away until {until}, which is over, or before it begins.',
  'refusal.away-over.remedy': 'Name the first and the last day, like `/away 2035-01-15 to 2035-01-26`.',
  'refusal.away-over.press': 'Name a last day that is to come.',
  'refusal.not-your-seat':
    'You do not vote as {seats} yourself, so nobody can for you: what was handed on is not handed on again.',
  'refusal.not-your-seat.remedy': 'Name seats that you fill by your own role.',
  'refusal.stand-in-yourself': 'Nobody stands in for themselves.',
  'refusal.stand-in-yourself.remedy': 'Name somebody else, or nobody.',
  'refusal.no-such-signer': '“{signer}” is nobody who could have signed for the customer here.',
  'refusal.no-such-signer.remedy':
    '{knownCount, plural, =0 {Name somebody for the customer in the policy first.} other {Name one of these: {known}. A contact whose address nobody has confirmed yet is confirmed first.}}',
  'refusal.signed-ahead': 'Nobody has signed on {on} yet.',
  'refusal.signed-ahead.remedy': 'Give the day that stands beside the signature.',
  'refusal.witness-other-side':
    'What the customer signed outside is attested by two of the provider’s people, and you are none of them.',
  'refusal.witness-other-side.remedy': 'Have somebody of the provider say it. As the customer you sign yourself.',
  'refusal.witness-maker': 'You made this request what it is, so you attest no signature under it.',
  'refusal.witness-maker.remedy': 'Have somebody of the provider say it who neither filed nor wrote it.',
  'refusal.witness-gone':
    '{by} recorded it and can attest it no more: they hold no role of the provider by now, or made this request what it is.',
  'refusal.witness-gone.remedy': 'Have it recorded anew by somebody of the provider who neither filed nor wrote it.',
  'refusal.signed-themselves': '{signer} has spoken of this themselves, so nobody speaks for them.',
  'refusal.signed-themselves.remedy':
    'They alone vote again, or take their vote back. Somebody else of the customer can sign as well.',
  'refusal.act-waits': 'What {by} proposed to the board waits for its second, and this would take its place.',
  'refusal.act-waits.remedy':
    'Wait until it is decided, or have somebody of the board or the change manager record it.',
  'refusal.stand-in-program': 'A program votes for nobody.',
  'refusal.stand-in-program.remedy': 'Name a person.',
  'refusal.stand-in-other-side':
    'They cannot stand in for you: the customer’s vote is given by the customer’s people alone, and the provider’s by the provider’s.',
  'refusal.stand-in-other-side.remedy': 'Name somebody who holds a role of your side.',
  'refusal.not-away': 'You are not away.',
  'refusal.not-away.remedy': 'Nothing needs to be done.',
  'refusal.no-vote-of-yours': 'You have no vote here that counts.',
  'refusal.no-vote-of-yours.remedy': 'Only one’s own vote of this round, as long as it counts, can be taken back.',
  'refusal.not-a-seat-here': 'This change request has no seat for the {seat}.',
  'refusal.not-a-seat-here.remedy': 'Its seats are: {seats}.',
  'refusal.barred-requester':
    'Whoever requests a change does not approve it, so you can’t fill a seat of the provider.',
  'refusal.barred-requester.remedy':
    '{openCount, plural, =0 {Someone else who holds the role votes; you can answer questions and raise a `/concern`.} other {You can vote as {open}: {openExample}.}}',
  'refusal.barred-requester.press':
    '{openCount, plural, =0 {Someone else who holds the role votes; you can answer questions and press “{pressConcern}”.} other {You can vote as {open}: choose that seat beside your vote.}}',
  'refusal.barred-on-behalf': 'This change was requested for you, so you can’t fill a seat of the provider.',
  'refusal.barred-on-behalf.remedy':
    '{openCount, plural, =0 {Someone else who holds the role votes; you can confirm that the request is understood: `/confirm`.} other {You can vote as {open}: {openExample}.}}',
  'refusal.barred-on-behalf.press':
    '{openCount, plural, =0 {Someone else who holds the role votes; yours is “{pressUnderstood}”.} other {You can vote as {open}: choose that seat beside your vote.}}',
  'refusal.barred-author': 'You wrote part of the text that is decided on, so you can’t approve it for the provider.',
  'refusal.barred-author.remedy':
    '{openCount, plural, =0 {Someone else who holds the role votes; you can assess impacts and raise a `/concern`.} other {You can vote as {open}: {openExample}.}}',
  'refusal.barred-author.press':
    '{openCount, plural, =0 {Someone else who holds the role votes; you can assess impacts and press “{pressConcern}”.} other {You can vote as {open}: choose that seat beside your vote.}}',
  'refusal.barred-unknown':
    'A program wrote part of what is decided on, and nobody has said for whom, so nobody approves it for the provider yet.',
  'refusal.barred-unknown.remedy':
    '{openCount, plural, =0 {The requester or the change manager says for whom: `/made-for @mei`. Neither they nor who is named vote for the provider then.} other {You can vote as {open}: {openExample}.}}',
  'refusal.barred-unknown.press':
    '{openCount, plural, =0 {The requester or the change manager says for whom with “{pressMadeFor}”. Neither they nor who is named vote for the provider then.} other {You can vote as {open}: choose that seat beside your vote.}}',
  'refusal.barred-program': 'The policy lists this account as a program, and programs fill no seat.',
  'refusal.barred-program.remedy': 'Somebody who holds the role votes with an account of their own.',
  'refusal.provider-staff': 'You can’t fill the customer’s seat: it is reserved for the customer’s people.',
  'refusal.provider-staff.remedy':
    '{openCount, plural, =0 {Ask the customer to vote here.} other {You can vote as {open}: {openExample}.}}',
  'refusal.provider-staff.press':
    '{openCount, plural, =0 {Ask the customer to vote here.} other {You can vote as {open}: choose that seat beside your vote.}}',
  'refusal.ambiguous-seat': 'You could fill more than one seat: {seats}. One person fills one.',
  'refusal.ambiguous-seat.remedy': 'Say which, for example {seatsExample}.',
  'refusal.ambiguous-seat.press': 'Choose the seat beside your vote.',
  'refusal.reason-needed': 'This needs a reason, because others have to understand it later.',
  'refusal.reason-needed.remedy': 'Write it behind the command: {command}.',
  'refusal.reason-needed.press': 'Write it into the field “{seeReason}”, then send it again.',
  'refusal.no-rejection-yet': 'Nobody on the board has voted against it, so the chair cannot close the matter alone.',
  'refusal.no-rejection-yet.remedy': 'Vote with `/reject` in your seat and say why, or wait for the others’ votes.',
  'refusal.no-rejection-yet.press': 'Press “{pressAgainst}” in your seat and say why, or wait for the others’ votes.',
  'refusal.no-such-concern': 'There is no open concern {id}.',
  'refusal.no-such-concern.remedy':
    '{openCount, plural, =0 {No concern is open; nothing needs to be done.} other {Open: {open}.}}',
  'refusal.no-such-proposal': 'There is no open proposal {id}.',
  'refusal.no-such-proposal.remedy':
    '{openCount, plural, =0 {No proposal is open; nothing needs to be done.} other {Open: {open}.}}',
  'refusal.not-your-concern': 'Concern {id} was raised by {by}, and it is theirs to resolve.',
  'refusal.not-your-concern.remedy': 'Ask {by}, or the chair, who can resolve it with a reason.',
  'refusal.no-such-condition': 'There is no condition {id}.',
  'refusal.no-such-condition.remedy':
    '{knownCount, plural, =0 {No condition was set.} other {Conditions here: {known}.}}',
  'refusal.own-condition': 'Condition {id} is yours, and someone else checks that it is met.',
  'refusal.own-condition.remedy': 'Ask the verifier or another member of the board to confirm it.',
  'refusal.already-met': 'Condition {id} is already met.',
  'refusal.already-met.remedy': 'Nothing needs to be done.',
  'refusal.nothing-to-second': 'There is no act of the board that waits for its second.',
  'refusal.nothing-to-second.remedy':
    'The chair proposes first what the board is to do; `/help` lists what can be done now.',
  'refusal.nothing-to-second.press': 'The chair proposes first: “{pressDefer}”, “{pressCancel}” or another act.',
  'refusal.other-act':
    'What you agreed to does not stand any more: the board acted, the chair proposed something else, or the request was edited.',
  'refusal.other-act.remedy': 'Look at what is proposed now and agree to that, or ask the chair to propose it again.',
  'refusal.second-yourself': 'You proposed this yourself; it needs another member of the board.',
  'refusal.second-yourself.remedy': 'Ask another seat holder to write `/second`.',
  'refusal.second-yourself.press': 'Ask another seat holder to press “{pressSecond}”.',
  'refusal.until-or-trigger': 'A change request is deferred until a date or until something happens.',
  'refusal.until-or-trigger.remedy': 'Say which, for example `/defer until 2035-03-01` and the reason.',
  'refusal.until-or-trigger.press': 'Choose a day, or say what it waits for.',
  'refusal.would-change-needed': 'What would change the answer is missing.',
  'refusal.would-change-needed.remedy':
    'Write it on the line below the command: `would-change: half the price`, or `would-change: nothing`.',
  'refusal.would-change-needed.press': 'Say what would change the answer, or that nothing would.',
  'refusal.past-date': '{until} is not to come: it would be back at once.',
  'refusal.past-date.remedy': 'Name a later day, or what it waits for.',
  'refusal.not-lower': 'The class is {class}; this would not lower it.',
  'refusal.not-lower.remedy': 'Name a smaller class, or leave it.',
  'refusal.not-higher': 'The class is {class}; this would not raise it.',
  'refusal.not-higher.remedy': 'Name a higher class, or leave it as it is.',
  'refusal.not-higher.press':
    'Name a larger class; to lower it, the chair says why with “{pressLower}”, and the board seconds.',
  'refusal.not-approved': 'This change request is not approved; it is {stage}.',
  'refusal.not-approved.remedy': 'Work may start once the board has approved it. `/explain` says what is missing.',
  'refusal.not-approved.press': 'Work may start once the board has approved it. “{seeNext}” says what is missing.',
  'refusal.votes-lost': 'What was approved stands, but not every vote for it counts any more: {seats}.',
  'refusal.votes-lost.remedy': 'They vote again, or whoever holds the role now; `/explain` says what ended each vote.',
  'refusal.votes-lost.press':
    'They vote again, or whoever holds the role now; what ended each vote stands under “{seeVotes}”.',
  'refusal.not-as-recorded': 'What it says now is not what is on record: it was edited a moment ago.',
  'refusal.not-as-recorded.remedy': 'Try again when the edit is on record, usually within seconds.',
  'refusal.issue-unreadable': 'What it says now could not be read, so nothing rests on it.',
  'refusal.issue-unreadable.remedy': 'Try again in a minute.',
  'refusal.content-not-approved': 'What stands here now is not what was approved.',
  'refusal.content-not-approved.remedy': 'Undo the edit, or let the board vote again.',
  'refusal.condition-blocks': 'The board’s conditions come first: {conditions}.',
  'refusal.condition-blocks.remedy':
    'When they are met, someone other than their owner confirms it: {conditionExample}.',
  'refusal.condition-blocks.press':
    'When they are met, someone other than their owner presses “{pressMet}” under “{seeVotes}”.',
  'refusal.open-concerns': 'A concern is open: {concerns}.',
  'refusal.open-concerns.remedy':
    'Whoever raised it, or the chair with a reason, resolves it with `/resolve` and its number, for example `/resolve C1 reason`.',
  'refusal.open-concerns.press': 'Whoever raised it, or the chair with a reason, resolves it under “{seeVotes}”.',
  'refusal.on-hold': '{by} has put this on hold: {reason}',
  'refusal.on-hold.remedy': '{by}, the chair or the change manager can end that with `/release`.',
  'refusal.on-hold.press': '{by}, the chair or the change manager can press “{pressRelease}”.',
  'refusal.not-on-hold': 'This change request is not on hold.',
  'refusal.not-on-hold.remedy': 'Nothing needs to be done.',
  'refusal.freeze-window': 'Changes are frozen until {until}: {reason}',
  'refusal.freeze-window.remedy': 'Try again then; only emergencies go on meanwhile.',
  'refusal.no-plan': 'There is no plan yet.',
  'refusal.no-plan.remedy': 'Write one with `/plan`.',
  'refusal.no-plan.press': 'Write one with “{pressPlan}”.',
  'refusal.no-such-work': 'No pull request called {work} says that it implements this request.',
  'refusal.no-such-work.remedy':
    '{knownCount, plural, =0 {Have its author write a line `Change: #12` (with this request’s number) in its description first.} other {These do: {known}.}}',
  'refusal.no-such-work.press':
    '{knownCount, plural, =0 {Its author has to name this request in its description first.} other {These do: {known}.}}',
  'refusal.work-over': '{work} is merged already.',
  'refusal.work-over.remedy': 'There is nothing left to accept.',
  'refusal.work-moved':
    '{work} has become another since: after you said so, or within the same second, it was pushed to or named this request anew.',
  'refusal.work-moved.remedy': 'Look at what it is now, and accept that.',
  'refusal.no-such-step': 'The plan has no step {step}.',
  'refusal.no-such-step.remedy': 'Its steps are: {known}.',
  'refusal.step-already-settled': 'Step {step} is already settled.',
  'refusal.step-already-settled.remedy': 'Nothing needs to be done.',
  'refusal.open-steps':
    '{stepsCount, plural, one {One step of the plan is} other {# steps of the plan are}} still open: {steps}.',
  'refusal.open-steps.remedy': 'Finish each with `/done` and its number, or leave it out with `/drop` and a reason.',
  'refusal.open-steps.press': 'Finish each with “{pressDone}”, or leave it out with “{pressDrop}” and a reason.',
  'refusal.no-such-criterion': 'The plan has no acceptance criterion “{criterion}”.',
  'refusal.no-such-criterion.remedy':
    '{knownCount, plural, =0 {The plan names no acceptance criteria.} other {Use the number or the words of one of these: {known}.}}',
  'refusal.no-such-criterion.press':
    '{knownCount, plural, =0 {The plan names no acceptance criteria.} other {Choose one of these: {known}.}}',
  'refusal.missing-evidence': 'Evidence is missing for: {criteria}.',
  'refusal.missing-evidence.remedy': 'Give it with `/evidence`, the criterion’s number and a link or a sentence.',
  'refusal.missing-evidence.press': 'Give a link or a sentence for each with “{pressEvidence}”.',
  'refusal.missing-actuals': 'What the change really took is not recorded yet.',
  'refusal.missing-actuals.remedy': 'Write it, for example `/actuals 5 days, CNY 40,000`.',
  'refusal.missing-actuals.press': 'Write it with “{pressActuals}”.',
  'refusal.needs-acceptance': 'The customer has not accepted the result yet.',
  'refusal.needs-acceptance.remedy': 'Ask the customer to write `/confirm`.',
  'refusal.needs-acceptance.press': 'Ask the customer to press “{pressAccept}”.',
  'refusal.implementer-verifies': 'You worked on this change, so someone else verifies it.',
  'refusal.implementer-verifies.remedy': 'Ask another verifier.',
  'refusal.not-ratified': 'This began as an emergency, and the board has not reviewed it yet (due {due}).',
  'refusal.not-ratified.remedy': 'Assess it and let the board vote; then write `/ratify`.',
  'refusal.not-ratified.press': 'Assess it and let the board vote; then press “{pressRatify}”.',
  'refusal.own-emergency': 'An emergency takes two people: you cannot open and release it alone.',
  'refusal.own-emergency.remedy': 'Ask someone else who holds the emergency authority.',
  'refusal.no-emergency': 'This change request is no emergency, so there is nothing to ratify.',
  'refusal.no-emergency.remedy': 'Its board decides by its votes; `/help` lists what can be done now.',
  'refusal.no-emergency.press': 'Its board decides by its votes.',
  'refusal.already-ratified': 'This emergency has already been reviewed.',
  'refusal.already-ratified.remedy': 'Nothing needs to be done.',
  'refusal.votes-missing': 'Votes are still missing: {seats}.',
  'refusal.votes-missing.remedy': 'When each of them has voted, try again.',
  'refusal.unchanged-since-rejection':
    'It is still the text that was rejected.{wouldCount, plural, =0 {} other { What would change the answer: {would}}}',
  'refusal.unchanged-since-rejection.remedy': 'Change the request first, then take it up again.',
  'refusal.edited-meanwhile': 'The request is not as it was when you wrote: it was edited meanwhile.',
  'refusal.edited-meanwhile.remedy': 'Read it as it is now, then say it again.',
  'refusal.not-seen':
    'When you wrote, the status comment did not show the present {facets} yet, so your word does not count.',
  'refusal.not-seen.remedy': 'Read the status comment, then say it again.',
  'refusal.another-round':
    'What you wrote does not count: the status comment still showed a round of votes that has ended since, because the request was sent back, moved or submitted anew.',
  'refusal.another-round.remedy': 'Read the status comment, then say it again.',
  'refusal.edit-unrecordable':
    'What {by} last saved could not be put on record, so nobody can decide on what stands there.',
  'refusal.edit-unrecordable.remedy': 'Shorten or simplify the text, or undo the edit, then try again.',
  'refusal.nothing-to-confirm': 'Nothing is left for you to confirm while the change request is {stage}.',
  'refusal.nothing-to-confirm.remedy':
    'The requester confirms the request before review, the customer the plan during review and the result during verification.',
  'refusal.unknown-successor': '{target} is no open change request here, so it cannot take this one’s place.',
  'refusal.unknown-successor.remedy': 'Name one that is open, or file it first.',
  'refusal.items-uncovered': '{target} does not touch {items}, which this request does.',
  'refusal.items-uncovered.remedy':
    'Add them to {target}, or let them go by name: `/supersede by {target} dropping {items}: reason`.',
  'refusal.items-uncovered.press':
    'Add them to {target}, or choose under “{seeLetGo}” which of them you let go, and say why.',
  'refusal.bad-successor': '{target} is this change request itself.',
  'refusal.bad-successor.remedy': 'Name another change request.',
} as const satisfies Record<`refusal.${string}`, string>;
