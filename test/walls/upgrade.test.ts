/** Holds the upgrade notes to the reasons for which a gate is closed: whatever closes what an older version let pass is told there. */
import { type Closing, type GateCode, isClosing, REASONS } from '@countersign/core/gate/verdict.ts';
import { expect, test } from 'vitest';
import { textOf } from './source.ts';

/** The first version closed for it, too. */
const AS_BEFORE = 'as before';

/** Words of the upgrade notes that tell of each reason. */
const TOLD: Readonly<Record<Closing, string>> = {
  'not-covered-required': 'Where a ruleset requires it there, the check fails and says so',
  'not-covered-unread': 'Where a ruleset requires it there, the check fails and says so',
  'exempt-author-commit': 'needs commits that GitHub confirms as that author',
  'exempt-author-unseen': 'is believed only of what its author was seen to push',
  'exempt-author-pushed': 'All commits of somebody else’s push end the exemption',
  'exempt-author-other': 'holds nothing by it',
  'exempt-author-many': 'at most 250',
  'exempt-author-unread': 'needs commits that GitHub confirms as that author',
  'bump-more': 'bumps of actions close until the policy lists who may make them',
  'link-needs-request': 'A symbolic link or a submodule below an exempt path needs a request',
  'path-needs-request': 'needs a request in which the path of each stands literally',
  'path-unnamed': 'A path names a guarded file only where the text says that the file changes',
  'path-unclear': 'the check shows that line',
  'path-undecided': 'names none before it is ratified',
  'needs-change-request': AS_BEFORE,
  'only-mentioned': 'opens nothing and is no work on record',
  'mend-chair': 'opens by the word of the chair and a second',
  'mend-second': 'opens by the word of the chair and a second',
  'mend-unseen': 'opens by the word of the chair and a second',
  'mend-invalid': 'opens by the word of the chair and a second',
  'mend-behind': 'opens by the word of the chair and a second',
  'mend-never': 'opens by the word of the chair and a second',
  'mend-gone': 'opens by the word of the chair and a second',
  'policy-missing': AS_BEFORE,
  'policy-broken': AS_BEFORE,
  'policy-unreadable': 'A policy that cannot be read after a second try closes what is green',
  'policy-lost': 'A version of the policy that is lost closes the requests',
  'policy-erased': 'what rests on it is closed and says so',
  'record-lost': 'a record that was lost, or is older than GitHub shows, is noticed',
  'record-behind': 'a record that was lost, or is older than GitHub shows, is noticed',
  'record-unread': 'Where GitHub refuses its comments to the app, the gates of that repository are closed',
  'work-parked': 'What is parked closes its gates from now on',
  'work-waiting': 'waits for more than a minute, closes the checks that rest on it',
  'facts-unreadable': AS_BEFORE,
  'files-too-many': 'a tree that GitHub cuts off closes',
  'files-moved': 'closed until its branch is up to date where its base has moved',
  'files-tangled': 'or both met more than once',
  'files-too-many-commits': 'each of its commits counts, up to 50',
  'queue-unreadable': 'The app needs *merge queues: read*',
  'commit-unclaimed': 'one that belongs to none closes',
  'queued-head-moved': 'In a merge queue every commit is asked for its pull request',
  'queued-closed': 'A pull request that was closed while it waits in the queue closes its group',
  mentioned: 'still closes while that request may not be merged',
  'named-before': 'is held by it until it names another, also once the name was taken out',
  'named-many': 'so is one that named fifty or more',
  'change-unknown': AS_BEFORE,
  'change-moved': 'A request that is transferred closes what names it in the repository that it left',
  'change-elsewhere': AS_BEFORE,
  'elsewhere-closed': AS_BEFORE,
  'elsewhere-unclaimed':
    'a pull request that names a key is put on the request’s record when it first asks, and accepted',
  'elsewhere-unstarted': 'takes `unclaimed` and `unstarted`',
  'elsewhere-unreachable': AS_BEFORE,
  'elsewhere-refused': AS_BEFORE,
  'elsewhere-unlisted': AS_BEFORE,
  'change-deleted': 'An approved request whose issue is gone',
  'edit-unrecordable': AS_BEFORE,
  'not-started': AS_BEFORE,
  'claim-needed': 'asks the owner, the owner of a step or the project manager to accept each pull request by name',
  'claim-agent': 'Pull requests of programs and from forks are accepted by name',
  'claim-fork': 'Pull requests of programs and from forks are accepted by name',
  'claim-pushed': 'So is what another account pushed to',
  'claim-named': 'what another account wrote into the description of somebody’s pull request is accepted by name',
  'claim-unseen': 'What is pushed upon a commit that nobody was seen to push waits, too',
  'claim-lapsed': 'An acceptance counts while its giver may still give it',
  'claim-unreadable': 'An acceptance counts while its giver may still give it',
  'claim-unlinked': 'a link by somebody who may not claim no longer starts one',
  'not-decided': AS_BEFORE,
  'stage-final': AS_BEFORE,
  'emergency-expired': 'The gate of an emergency closes when its review is overdue',
  'emergency-not-ratified': AS_BEFORE,
  'content-changed': AS_BEFORE,
  'not-as-recorded': AS_BEFORE,
  'issue-unreadable': AS_BEFORE,
  'items-changed': AS_BEFORE,
  'items-unreadable': AS_BEFORE,
  'approval-expired': AS_BEFORE,
  'open-concern': AS_BEFORE,
  'plan-unconfirmed': AS_BEFORE,
  'condition-open': AS_BEFORE,
  'on-hold': AS_BEFORE,
  freeze: AS_BEFORE,
  'votes-missing': AS_BEFORE,
  'seat-waiting': AS_BEFORE,
  'seat-abstained': AS_BEFORE,
  'seat-voided': AS_BEFORE,
  'seat-unfillable': AS_BEFORE,
  'seat-contact': 'A role that only people without an account have',
  'seat-migrate': 'whoever was taken out since has to be replaced, by `/migrate`',
  'seat-unreadable': AS_BEFORE,
  rejection: AS_BEFORE,
};

const oneLine = (text: string) => text.replaceAll("'", '’').replace(/\s+/g, ' ');
const notes = oneLine(textOf('docs/upgrade.md'));

test('Every reason for which a gate is closed is told in the upgrade notes, or closed before', () => {
  const codes = (Object.keys(REASONS) as GateCode[]).filter(isClosing);
  expect(Object.keys(TOLD).sort()).toEqual([...codes].sort());
  const untold = Object.entries(TOLD).filter(([, words]) => words !== AS_BEFORE && !notes.includes(oneLine(words)));
  expect(untold).toEqual([]);
});
