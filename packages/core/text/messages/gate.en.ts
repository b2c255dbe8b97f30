/** English sentences for why a gate is open or closed. Keys begin with `gate.`; `.remedy` says what would open it. */

/** Whatever keeps work from being claimed, somebody accepts it by name (`rules.md 6.4`). */
const ACCEPT_IT =
  '{peopleCount, plural, =0 {The owner, whoever owns a step, or the project manager accepts it} other {{people} accepts it}}: by “Accept work” on the page of {request}, with `/accept {work}` there, or with `/accept {request}` here.';

export const gateEn = {
  'gate.open': 'Open: nothing stands in the way',
  'gate.closed': 'Closed: {reason}',
  'gate.title.approved': 'Approved: implements {labels}',
  'gate.title.emergency-late': 'Emergency: {labels} may go on; its review is overdue',
  'gate.title.emergency': 'Emergency: {labels} may go on; its review follows',
  'gate.title.not-needed': 'No change request needed: {reason}',
  'gate.title.waiting': 'Waiting for {seats} on {labels}',
  'gate.title.on': '{label}: {reason}',
  'gate.title.on-more': '{label}: {reason} (and {count, plural, one {# more reason} other {# more reasons}})',
  'gate.title.not-covered': 'Not covered: {files}',
  'gate.title.files-below':
    '{count, plural, one {# file} other {# files}} under {folder} {count, plural, one {needs} other {need}} a change request',
  'gate.title.files': '{count, plural, =0 {this work needs} one {# file needs} other {# files need}} a change request',
  'gate.title.safety': 'Closed for safety: {reason}',
  'gate.observed':
    'The policy only observes this gate (`gates.merge.mode: observe`): it holds nothing back. Do not require this check in a ruleset meanwhile: GitHub counts a neutral check as passed.',
  'gate.observed.open': 'Observed: this would be let through: {reason}',
  'gate.observed.closed': 'Observed: this would be held back: {reason}',
  'gate.withdrawn':
    'What stood here was a verdict on a pull request, into a branch, at a time. It does not hold any more, so that nobody can use it for something else. When the pull request is opened again, or goes into a covered branch again, it is judged anew.',
  'gate.withdrawn.closed': 'Withdrawn: this pull request was closed without merging',
  'gate.withdrawn.uncovered': 'Withdrawn: it now merges into {base}, which the policy does not cover',
  'gate.withdrawn.merged': 'Withdrawn: it was merged into {base}, for which it was not judged',
  'gate.withdrawn.pushed': 'Withdrawn: no open pull request has this commit as its newest any more',
  'gate.withdrawn.left-queue': 'Withdrawn: this group left the merge queue without merging',
  'gate.withdrawn.only-observed': 'Withdrawn: the gate was only observed when this was merged',
  'gate.merged-past':
    'This was merged into {base} out of process. Its gate did not let it pass: “{reason}”. No change request that it names could take note of it, so it stands here.',
  'gate.seconds':
    'This was judged for {branches}. In the seconds after a pull request is sent to another covered branch, only a merge queue asks anew before it merges; without one, such a merge is recorded as out of process.',
  'gate.pulls': 'pull request {pulls}: {reason}',
  'gate.required': 'What is required',
  'gate.opens': 'What would open it',
  'gate.page': 'All details',
  'gate.cut': 'This is not all: the text was too long for this place.',
  'gate.button.recheck': 'Re-check',
  'gate.button.recheck.text': 'Look at all facts again',
  'gate.button.start': 'Start a request',
  'gate.button.start.text': 'Open a change request for this',
  'gate.button.accept': 'Accept for {request}',
  'gate.button.accept.text': 'Say that this is work on that request',
  'gate.button.explain': 'Why?',
  'gate.button.explain.text': 'Write down each reason here',
  'gate.merge-open': 'every change request that it names lets it merge: {labels}',
  'gate.merge-closed': 'not every change request that it names lets it merge: {labels}',
  'gate.not-covered-branch': 'the policy does not cover the branch {branch}',
  'gate.not-covered-required': 'the policy does not cover {base}, its ruleset does',
  'gate.not-covered-required.remedy':
    'Add the branch to `gates.merge.branches` in `.github/countersign.yml`, or take the check *Countersign* out of the ruleset.',
  'gate.not-covered-unread':
    'the policy does not cover {base}, and the rules of that branch could not be read: they may require this check',
  'gate.not-covered-unread.remedy':
    'Re-check in a few minutes. If it stays so, see whether the app may read the repository’s rules.',
  'gate.not-covered-files': 'the policy covers none of the changed files',
  'gate.exempt-author': 'the policy exempts work by {author}',
  'gate.exempt-author-commit':
    'the exemption of {author} does not hold: GitHub does not confirm commit {commit} as theirs',
  'gate.exempt-author-commit.remedy':
    'Name a change request with `Change: #12` (its number), or let {author} sign their commits and take out those of others.',
  'gate.exempt-author-unseen':
    'the exemption of {author} does not hold: GitHub made commit {commit} in that name, and nobody saw who pushed it',
  'gate.exempt-author-unseen.remedy':
    'Have {author} push the branch anew (`@dependabot recreate`, for example), or name a change request with `Change: #12` (its number).',
  'gate.exempt-author-pushed': 'the exemption of {author} does not hold: somebody else pushed to this branch',
  'gate.exempt-author-pushed.remedy':
    'Name a change request with `Change: #12` (its number), or let {author} open a new pull request.',
  'gate.exempt-author-other': 'the exemption of {author} does not hold: another account has this name by now',
  'gate.exempt-author-other.remedy':
    'Name a change request with `Change: #12` (its number), or have the policy exempt whoever has the name now: take it out, and put it in again.',
  'gate.exempt-author-many':
    'the exemption of {author} does not hold: {count, plural, other {# commits}} are more than can be looked at',
  'gate.exempt-author-many.remedy': 'Name a change request with `Change: #12` (its number), or split the work.',
  'gate.exempt-author-unread': 'whether all commits are by {author}, who is exempt, could not be read',
  'gate.exempt-author-unread.remedy': 'Re-check in some minutes, or name a change request.',
  'gate.exempt-bump': 'the policy lets {author} raise the versions of what workflows use, and nothing else is changed',
  'gate.exempt-onboarding': 'it offers the policy, as Countersign left it',
  'gate.bump-more':
    'the policy lets {author} raise the versions of what workflows use, but this changes something else or no plain version',
  'gate.bump-more.remedy':
    'Take out what is more than a newer version (`@v1` to `@v2`; a commit stays a commit, with its newer version beside it), squash several commits into one, or name a change request in which the paths of the workflows stand.',
  'gate.link-needs-request':
    '{files} {filesCount, plural, one {is a symbolic link or a submodule} other {are symbolic links or submodules}}: what {filesCount, plural, one {it brings} other {they bring}}, no exempt path lets pass',
  'gate.link-needs-request.remedy':
    'Put a plain file in {filesCount, plural, one {its} other {their}} place, or write `Change: #12` (with its number) into this description.',
  'gate.path-needs-request': 'it changes {files}, and names no change request in which that stands',
  'gate.path-needs-request.remedy':
    'Write each path, letter by letter, into the text after the change or a step of the plan of a change request, and `Change: #12` (with its number) into this description: {files}.',
  'gate.path-unnamed':
    '{filesCount, plural, one {{files} is} other {{files} are}} changed here, and {filesCount, plural, one {does} other {do}} not stand in {labels}',
  'gate.path-unnamed.remedy':
    'Write {files}, letter by letter, into the text after the change or a step of the plan of {labels}; the board then votes on what is new. Give each a line of its own below “Affected files:”, or a sentence that begins with what is done: “Update …”, “Use Node 24 in …”. A pattern or a longer path names no file. Or take {filesCount, plural, one {it} other {them}} out of this pull request, and into one with a request of its own.',
  'gate.path-unclear':
    '{filesCount, plural, one {{files} is} other {{files} are}} changed here; {label} names {filesCount, plural, one {it} other {them}}, and nobody can tell from this line that {filesCount, plural, one {it changes} other {they change}}: {line}',
  'gate.path-unclear.remedy':
    'If {label} is to change {files}, list {filesCount, plural, one {it} other {them}} below “Affected files:” in the text after the change, or write a sentence or a step that begins with what is done: “Update …”, “Use Node 24 in …”. The board then votes on what is new. What leaves something as it is, asks, doubts, quotes or stands at a box without a tick changes no file.',
  'gate.path-undecided':
    '{files} {filesCount, plural, one {stands} other {stand}} in {label}, on whose text no board has decided: it is an emergency that waits for its review',
  'gate.path-undecided.remedy':
    'Have {label} reviewed and ratified first (by “End the emergency’s review” on its page, or with `/ratify`), or name a change request that its board has approved, and in which {files} {filesCount, plural, one {stands} other {stand}}. What cannot wait for that, an administrator merges past the check; it is recorded as out of process.',
  'gate.path-named': '{label} names {files}',
  'gate.not-linked': 'the policy only asks of work that names a change request',
  'gate.needs-change-request': 'it names no change request',
  'gate.needs-change-request.remedy':
    'Write `Change: #12` (with its number) in the description, or start a new change request.',
  'gate.only-mentioned': 'it only mentions {labels}: it does not say which change request it implements',
  'gate.only-mentioned.remedy':
    'If it implements one of them, write `Change: #12` (with its number) on a line of the description, or `Closes #12` alone on a line; else start a new change request.',
  'gate.policy-missing': 'there is no policy on the default branch',
  'gate.policy-missing.remedy':
    'Merge the onboarding pull request. Where a policy stood before, a pull request that brings back `.github/countersign.yml`, and changes nothing else, is decided by the chair and a second of the last valid version; an administrator can also merge past this check.',
  'gate.policy-broken': 'the policy has mistakes: {problems}',
  'gate.policy-broken.remedy':
    'A pull request into the default branch that corrects `.github/countersign.yml`, and changes nothing else, is decided by the chair and a second of the last valid version; an administrator can also merge past this check.',
  'gate.mend-open': 'the chair and a second of the last valid policy agreed to this policy file',
  'gate.mend-closed': 'this mends the policy file, and is decided under the last policy that was valid',
  'gate.mend-closed.remedy': 'The chair and a second of that policy agree here.',
  'gate.mend-valid':
    'it changes only the policy file, which is valid here; it is decided under the last valid version ({version}, on record since {since}), and for this file alone',
  'gate.mend-chair': 'the chair of the last valid policy has not agreed to what stands here',
  'gate.mend-chair.remedy':
    '{peopleCount, plural, =0 {Nobody but its author acts as the chair of that policy} other {{people} writes `/approve` here, once this text is what it should be}}; the other way is that an administrator merges past this check. A further commit, or another branch to merge into, is asked about anew.',
  'gate.mend-chair-agreed': 'chair: {by} agreed on {at}',
  'gate.mend-second': 'no second of the last valid policy has agreed to what stands here',
  'gate.mend-second.remedy':
    '{peopleCount, plural, =0 {Nobody else of that policy’s board may second, who is neither its author nor its chair} other {{people} writes `/approve` here}}; the other way is that an administrator merges past this check.',
  'gate.mend-second-agreed': 'second: {by} agreed on {at}',
  'gate.mend-unseen':
    'somebody else than its author pushed to it, or nobody was seen to, so nobody can tell who wrote it',
  'gate.mend-unseen.remedy':
    'Whoever wrote it opens a pull request with commits of their own alone; or an administrator merges past this check.',
  'gate.mend-invalid':
    'the policy file of this pull request is not valid either{problemsCount, plural, =0 {: it is missing, or no file} other {: {problems}}}',
  'gate.mend-invalid.remedy':
    'Correct the file here; then the chair and a second of the last valid policy are asked. The other way is that an administrator merges past this check.',
  'gate.mend-behind':
    'what would be merged is not surely the policy file as it stands here: its base has changed it meanwhile, or merges are among the commits',
  'gate.mend-behind.remedy':
    'Put the file onto the newest commit of its base in one commit; then the chair and a second of the last valid policy are asked. The other way is that an administrator merges past this check.',
  'gate.mend-never': 'no valid policy ever stood here, so nobody may decide on this one',
  'gate.mend-never.remedy': 'An administrator merges past this check.',
  'gate.mend-gone':
    'the text of the last valid policy ({version}) is on record no more, so nobody knows who may decide on this one',
  'gate.mend-gone.remedy': 'An administrator merges past this check.',
  'gate.onboarding-first': 'no policy ever stood here, and this is the pull request by which Countersign offers one',
  'gate.policy-unreadable': 'the policy could not be read',
  'gate.policy-unreadable.remedy':
    'Re-check in a few minutes; if it stays so, check that Countersign may read the repository.',
  'gate.policy-lost': 'the version of the policy that its board was asked under ({version}) is not on record',
  'gate.policy-lost.remedy':
    'If it was approved: edit its text, and it goes back to assessment under the present policy. If it waits for its board: withdraw it and file it anew.',
  'gate.policy-erased': 'the text of the policy’s version {version} was erased',
  'gate.policy-erased.remedy':
    'If it is the present policy: put another text in force. If it was approved under it: edit the request’s text, and it goes back to assessment under the present policy. If it waits for its board: withdraw it and file it anew.',
  'gate.record-lost': 'the record was lost: {label} is shown here, and nothing of it is on record',
  'gate.record-lost.remedy':
    'Whoever runs the server restores a backup (`npm run countersign -- restore <file>`), or says that the record begins anew (`accept-loss`).',
  'gate.record-behind':
    'the record is a former one: {label} is shown here at version {shows}, and version {has} is on record',
  'gate.record-behind.remedy':
    'Whoever runs the server restores a later backup, or has what happened since looked at again: `npm run countersign -- reconcile --since <time of the backup>`. While that is read, this stays closed.',
  'gate.record-unread':
    'whether the record is whole is not known: the tracker does not give the comments by which that is told',
  'gate.record-unread.remedy':
    'It is asked again every half minute. If it stays so, check that Countersign may read the issues and comments of the repository.',
  'gate.work-parked': 'an event of this work could not be handled',
  'gate.work-parked.remedy':
    'Whoever runs the server finds it with `npm run countersign -- parked` and has it tried again with `replay`. A mistake of ours is mended by a newer version: after the update, `replay --all`.',
  'gate.work-waiting': 'an event of this work waits: the tracker does not give what it needs',
  'gate.work-waiting.remedy': 'It is tried again by itself, and this check with it.',
  'gate.facts-unreadable': 'the changed files could not be read',
  'gate.facts-unreadable.remedy': 'Re-check in a few minutes.',
  'gate.files-too-many': 'the repository has too many files for a whole list of what changed',
  'gate.files-too-many.remedy':
    'Name a change request: then only workflows and the policy have to be known. Or split the work into pull requests of less than 300 files.',
  'gate.files-moved': 'its base may have moved or removed what this changes',
  'gate.files-moved.remedy':
    'Bring the branch up to date with its base, or name a change request: then only what is moved to workflows and the policy has to be known.',
  'gate.files-tangled': 'the branch and its base met more than once, so what a merge would change is not what differs',
  'gate.files-tangled.remedy':
    'Bring the branch up to date with its base, put its work onto it in a commit of its own, or name a change request.',
  'gate.files-too-many-commits': 'it has more commits than can each be asked for their files',
  'gate.files-too-many-commits.remedy':
    'Squash them into fewer, or name a change request. Where the repository does not allow rebase merging, commits are not asked one by one.',
  'gate.queue-unreadable': 'the merge queue could not be read',
  'gate.queue-unreadable.remedy':
    'Check that Countersign may read merge queues, and re-check; or put the pull request into the queue again.',
  'gate.commit-unclaimed': 'commit {commit} of this merge group belongs to no pull request in the queue',
  'gate.commit-unclaimed.remedy':
    'Take the pull requests out of the queue and put them in again, so that GitHub builds the group anew.',
  'gate.queued-head-moved': '{label} was pushed to after it was queued',
  'gate.queued-head-moved.remedy': 'Put {label} into the queue again.',
  'gate.queued-closed': '{label} was closed while it waited in the queue',
  'gate.queued-closed.remedy': 'Take it out of the queue, or reopen it.',
  'gate.change': 'change request {label}',
  'gate.change-deleted':
    '{label} is not to be seen in the tracker since {at}: it was deleted, moved, made something else or hidden there, so nobody can check what was approved',
  'gate.change-deleted.remedy':
    'Where it is only hidden, have it shown again; else file the change anew. The record of {label} stays.',
  'gate.mentioned': 'it speaks of {label}, which must not be merged yet',
  'gate.mentioned.remedy': 'If it has nothing to do with {label}, write the number as code: `#12`.',
  'gate.named-before': 'it named {label} before; taking the name away opens nothing',
  'gate.named-before.remedy':
    'Name the change request that it implements. Where {label} was named by mistake and there is none, open a new pull request.',
  'gate.named-many': 'it named so many change requests before that nobody can tell which of them hold it back',
  'gate.named-many.remedy': 'Name the change request that it implements. Where there is none, open a new pull request.',
  'gate.change-unknown': '{label} is not a change request',
  'gate.change-unknown.remedy': 'Correct the number in the description, or make {label} a change request.',
  'gate.elsewhere-open': '{label} is approved in Jira',
  'gate.elsewhere-closed': '{label} in Jira does not allow this yet',
  'gate.elsewhere-closed.remedy': 'Open {label} in Jira; its Countersign panel says what is missing.',
  'gate.elsewhere-unclaimed': '{label} is approved in Jira, and nobody there has accepted this as work on it',
  'gate.elsewhere-unclaimed.remedy':
    'The owner of {label}, the owner of one of its steps or its project manager accepts it in Jira, with “Accept work” in the Countersign panel; that starts the request, too.',
  'gate.elsewhere-unstarted': '{label} is approved in Jira, and not started',
  'gate.elsewhere-unstarted.remedy':
    'The owner of {label} presses “Start the work” in its Countersign panel, which says what holds it back, if anything does.',
  'gate.elsewhere-unreachable': 'Jira did not say whether {label} is approved',
  'gate.elsewhere-unreachable.remedy': 'It is asked again every minute; closed until there is an answer.',
  'gate.elsewhere-refused': 'Jira refused this server’s question about {label}',
  'gate.elsewhere-refused.remedy':
    'Whoever runs the server compares `JIRA_GATE_SECRET` with the Jira app’s `COUNTERSIGN_GATE_SECRET`, and its clock.',
  'gate.elsewhere-unlisted': '{label} is of a Jira project that this repository’s policy does not name',
  'gate.elsewhere-unlisted.remedy': 'Add the project’s key to `gates: merge: jira:` in `.github/countersign.yml`.',
  'gate.change-moved': '{label} was moved to another repository or project',
  'gate.change-moved.remedy':
    'It opens nothing here any more. Name a request of this repository, or have {label} moved back and decided anew here.',
  'gate.change-elsewhere': '{label} is in a place that this gate cannot ask',
  'gate.change-elsewhere.remedy': 'Name a change request of this repository.',
  'gate.approved-and-started': 'approved on {at}, and the work has begun',
  'gate.claim-accepted': '{by} accepted {work} as work on it on {at}',
  'gate.claim-own': '{author} may say that {work} is work on it',
  'gate.claim-before': '{work} was under way before anybody had to accept it',
  'gate.claim-needed': 'nobody who may say so has said that {work} by {author} is work on {request}',
  'gate.claim-needed.remedy': ACCEPT_IT,
  'gate.claim-agent': '{work} was written by a program, {author}, and nobody has accepted it as work on {request}',
  'gate.claim-agent.remedy': ACCEPT_IT,
  'gate.claim-fork': '{work} by {author} comes from a fork, and nobody has accepted it as work on {request}',
  'gate.claim-fork.remedy': ACCEPT_IT,
  'gate.claim-pushed': 'somebody other than {author} pushed to {work}, so it has to be accepted by name',
  'gate.claim-pushed.remedy': ACCEPT_IT,
  'gate.claim-named':
    'somebody other than {author} wrote into {work} that it is work on {request}, so {author} has not said so',
  'gate.claim-named.remedy': ACCEPT_IT,
  'gate.claim-unseen': 'nobody saw who pushed the newest commit of {work}',
  'gate.claim-unseen.remedy': ACCEPT_IT,
  'gate.claim-lapsed': '{by}, who accepted {work} as work on {request}, may not say so any more',
  'gate.claim-lapsed.remedy': ACCEPT_IT,
  'gate.claim-unreadable': 'whether {author} may say that {work} is work on {request} could not be read',
  'gate.claim-unreadable.remedy': ACCEPT_IT,
  'gate.claim-unlinked': 'it is not on record as work on {label} yet',
  'gate.claim-unlinked.remedy': 'Re-check in a minute.',
  'gate.not-started': 'it is approved, but work has not begun',
  'gate.not-started.remedy':
    'The owner presses “Start the work” on the request’s page, or writes `/start`; if that is refused, the answer says why.',
  'gate.not-decided': 'it is not decided yet ({stage})',
  'gate.not-decided.remedy': 'Its next step is shown in the change request.',
  'gate.stage-final': 'it is {stage}, so nothing can be built on it',
  'gate.stage-final.remedy': 'Name an approved change request, or start a new one.',
  'gate.emergency-record': 'emergency {incident}, opened by {by}; its review is due {due}',
  'gate.emergency-late':
    'its review has been overdue since {due}{endsCount, plural, =0 {} other {; the gate closes {ends}}}; {peopleCount, plural, =0 {nobody may ratify it: the policy names no chair who did not start it} other {{people} may ratify it}}',
  'gate.emergency-expired':
    'the emergency’s review has been overdue since {due}, for longer than the whole time that it had',
  'gate.emergency-expired.remedy':
    '{peopleCount, plural, =0 {Name a chair in the policy who did not start it; then the} other {The}} board votes on it and {peopleCount, plural, =0 {the chair} other {{people}}} ends it: by “End the emergency’s review” on the request’s page, or with `/ratify`. Work that rolls it back names another change request, which opens the gate for it.',
  'gate.emergency-not-ratified': 'the emergency was not ratified',
  'gate.emergency-not-ratified.remedy':
    'Roll back what it changed: the work for that names another change request, which opens the gate for it.',
  'gate.content-approved': 'its content is the one that was approved',
  'gate.edit-unrecordable': 'an edit by {by} on {at} could not be put on record, so nobody can check what stands there',
  'gate.edit-unrecordable.remedy':
    'Shorten or simplify the text in the tracker, or undo the edit; then the board is asked.',
  'gate.content-changed': 'what was approved has changed since{facetsCount, plural, =0 {} other {: {facets}}}',
  'gate.content-changed.remedy': 'Undo the edit, or let the board vote on it again.',
  'gate.not-as-recorded': 'what it says now is not what is on record: it was edited a moment ago',
  'gate.not-as-recorded.remedy': 'Try again when the edit is on record, usually within seconds.',
  'gate.issue-unreadable': 'what it says now could not be read',
  'gate.issue-unreadable.remedy': 'Try again in a minute.',
  'gate.items-fresh': 'the requirements that it touches are as they were',
  'gate.items-changed': '{items} changed meanwhile',
  'gate.items-changed.remedy':
    'The owner asks for review on the new text: by “Ask for review” on the request’s page, or with `/review`.',
  'gate.items-unreadable': '{items} could not be read',
  'gate.items-unreadable.remedy': 'Check that they exist and that Countersign may read them, then re-check.',
  'gate.approval-fresh': 'the approval of {at} is still valid',
  'gate.approval-expired': 'the approval of {at} has expired',
  'gate.approval-expired.remedy': 'Let the board vote again.',
  'gate.no-concern': 'no concern is open',
  'gate.open-concern':
    '{concernsCount, plural, one {concern {concerns} is} other {concerns {concerns} are}} open, raised by {by}',
  'gate.open-concern.remedy':
    '{by} or the chair can resolve it: by “Resolve” on the request’s page, or with `/resolve`, its number and a reason.',
  'gate.plan-unconfirmed': 'the {seat} has not confirmed the plan as it stands now',
  'gate.plan-unconfirmed.remedy': 'The {seat} confirms it: by a button on the request’s page, or with `/confirm`.',
  'gate.conditions-met': 'no condition stands in the way',
  'gate.condition-open':
    '{conditionsCount, plural, one {condition {conditions} is} other {conditions {conditions} are}} not met (owner: {owners})',
  'gate.condition-open.remedy': '{owners} meets it, and someone else confirms it.',
  'gate.not-held': 'nobody has put it on hold',
  'gate.on-hold': '{by} has put it on hold: {reason}',
  'gate.on-hold.remedy': '{by}, the chair or the change manager can end that.',
  'gate.no-freeze': 'no freeze is in force',
  'gate.freeze': 'changes are frozen until {until}: {reason}',
  'gate.freeze.remedy': 'It opens by itself when the freeze ends.',
  'gate.votes-pass': 'every seat is filled by a vote that counts',
  'gate.votes-missing': 'not every seat is filled{seatsCount, plural, =0 {} other {; missing: {seats}}}',
  'gate.votes-missing.remedy': 'The seats that are missing vote.',
  'gate.seat-filled': '{seat}: {by} approved on {at}',
  'gate.seat-filled-for': '{seat}: {by} for {principal} approved on {at}',
  'gate.seat-waiting': '{seat}: no vote yet',
  'gate.seat-waiting.remedy':
    'The {seat} votes: by “Approve” or “Vote against” on the request’s page, or with `/approve` or `/reject`{candidatesCount, plural, =0 {} other { (who may: {candidates})}}.',
  'gate.seat-abstained': '{seat}: {by} abstained, and nobody else may fill this seat',
  'gate.seat-abstained.remedy': 'Either {by} votes after all, or the policy names one more person for the role {seat}.',
  'gate.seat-voided': '{seat}: the vote of {by} no longer counts ({why})',
  'gate.seat-voided.remedy': 'The {seat} votes again on what stands now.',
  'gate.gone.voided': 'it was voided; the change request says by what',
  'gate.gone.edited': 'what it was given for was edited',
  'gate.gone.ineligible': 'the voter may not fill the seat any more',
  'gate.gone.item-changed': 'a requirement changed since',
  'gate.seat-migrate':
    '{seat}: nobody may fill this seat under both the policy that it went to its board with and the one that stands now',
  'gate.seat-migrate.remedy':
    'A change manager of the policy that stands now presses “Use the policy of now” on the request’s page, or writes `/migrate` there, sees who gains and loses a seat, and confirms.',
  'gate.seat-unfillable': '{seat}: nobody may fill this seat',
  'gate.seat-unfillable.remedy':
    'Name more people for the role {seat} in the policy; nobody fills two seats, and requester and authors fill none.',
  'gate.seat-contact':
    '{seat}: {contacts} cannot sign: {why, select, provider {the mail address is the provider’s own} unsent {this server sends no mail} inside {this tracker lets nothing leave the site, so there are no links to sign by} unfit {only accounts hold that role} other {nobody has confirmed yet that the mail address is theirs}}',
  'gate.seat-contact.remedy':
    '{why, select, provider {Write an address of the customer’s own domain in the policy, or correct provider-domains.} unsent {Have whoever runs the server set SMTP_URL and MAIL_FROM.} inside {What {contacts} sign outside is recorded by “Record what was signed outside”, and counts once another person of the provider agrees. An account for the role does as well.} unfit {Name an account for the role; or take the seat out under seats.} other {Somebody of the customer’s who has the role already, or two people who answer for the project and did not write that line, confirm {contacts} on the page of contacts, which the page of the policy links to. An account for the role, named in the policy, does as well.}}',
  'gate.seat-unreadable': '{seat}: who holds the role could not be read ({unreadable})',
  'gate.seat-unreadable.remedy':
    'Check that Countersign may read the organisation’s teams. An account that the policy names may be deactivated or gone: then change the policy. Re-check afterwards.',
  'gate.here.seat-unreadable.remedy':
    'An account that the policy names is deactivated or gone, or its group cannot be read: a project administrator changes it under Project settings → Change control.',
  'gate.rejection': '{by} voted against it as {seat}{reasonCount, plural, =0 {} other {: {reason}}}',
  'gate.rejection.remedy': '{by} can change the vote; otherwise the chair closes the matter.',
  'gate.jira.unreadable':
    'Countersign could not read what it needs to decide, so this stays closed. Try again in a minute.',
  'gate.jira.not-now': 'Countersign could not read what it needs. Run the rule again in a minute.',
  'gate.jira.not-set-up':
    'Countersign is not set up in this project. A Jira administrator opens ⚙ → Apps → Countersign and runs the set-up.',
  'gate.jira.unknown-status':
    'Countersign does not know this status, so this stays closed. A Jira administrator runs the set-up again.',
  'gate.jira.not-recorded':
    'This change request is not on record yet. Open its Countersign panel once, then try again.',
  'gate.jira.record-lost':
    'Jira still shows that this change request stood at version {version, number, ::group-off} ({stage}), and Countersign holds nothing of it: its record is lost, as after a restore of older data or on a copy of the site. So everything stays closed, and no edit of the issue begins it anew. A Jira administrator has Forge’s storage restored; where that cannot be done, a project administrator begins a new record in its Countersign panel, which says that the former one is lost.',
  'gate.jira.in-panel': 'What is pressed stands in the issue’s Countersign panel.',
  'gate.jira.which-issue': 'Which issue? Name it by its key, such as SHIP-12.',
  'gate.jira.not-seen': 'There is no such issue, or you may not see it.',
  'gate.jira.no-request': '{key} is not a change request; Countersign holds nothing back for it.',
  'gate.jira.board': 'Only the board’s votes decide this. The request is {stage}; vote in its Countersign panel.',
  'gate.jira.no-such-move':
    'A request that is {from} cannot become {to} this way. Its Countersign panel shows what can be done next.',
} as const satisfies Record<`gate.${string}`, string>;
