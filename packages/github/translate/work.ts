/** Work: pull requests, groups in the merge queue, and who asks for a check again. */
import { Malformed } from '@countersign/core/failure.ts';
import { namedChanges, saidWords } from '../named/reference.ts';
import { GHOST, homeOf, isBot, personOf } from '../place.ts';
import { type Payload, type Pull, pullSchema } from '../schema.ts';
import type { Place, PullSeen, Told, Translation } from '../translation.ts';
import { ONBOARDING_BRANCH } from './branch.ts';
import { type Delivery, ignored } from './delivery.ts';

export function grouped(payload: Payload, place: Place): readonly Translation[] {
  const group = payload.merge_group;
  if (payload.action === 'destroyed' && group)
    return [{ kind: 'merge-group-over', place, head: group.head_sha, merged: payload.reason === 'merged' }];
  if (payload.action !== 'checks_requested' || !group) return ignored('no check is asked for');
  const base = group.base_ref.replace(/^refs\/heads\//, '');
  const name = group.head_ref.replace(/^refs\/heads\//, '');
  const number = lastOf(name, base);
  const baseSha = group.base_sha ? { baseSha: group.base_sha } : {};
  const pulls = number ? [number] : [];
  return [{ kind: 'merge-group', place, head: group.head_sha, ref: `refs/heads/${name}`, base, ...baseSha, pulls }];
}

/**
 * The last pull request of a group; the ones before it stand in the queue. `gh-readonly-queue/main/pr-104-<sha>`: the name of the branch goes
 * before, and may itself look like that of a group.
 */
function lastOf(name: string, base: string): number | undefined {
  const queue = `gh-readonly-queue/${base}/`;
  const number = name.startsWith(queue) ? /^pr-(\d+)-[0-9a-f]+$/.exec(name.slice(queue.length))?.[1] : undefined;
  return number ? Number(number) : undefined;
}

const EVENTS_OF_A_PULL = 'opened edited synchronize reopened closed ready_for_review converted_to_draft dequeued';
const FOLLOWED: readonly string[] = EVENTS_OF_A_PULL.split(' ');

export function pull({ payload, place }: Delivery): readonly Translation[] {
  const action = payload.action ?? '';
  if (!FOLLOWED.includes(action)) return ignored(`nothing follows from pull_request.${action}`);
  const read = pullSchema.safeParse(payload.pull_request);
  if (!read.success)
    throw new Malformed(`the pull request is not as GitHub describes it: ${read.error.issues[0]?.path.join('.')}`);
  const seen = pullOf(read.data, place);
  const opening = action === 'opened' ? { opening: true as const } : {};
  const merging = action === 'closed' && seen.merged ? { justMerged: true as const } : {};
  const telling = { ...told(payload, read.data), ...wrote(payload, read.data, seen, place) };
  const here: Translation = { kind: 'pull', place, pull: { ...seen, told: telling, ...merging, ...opening } };
  // Of a merge the group's own end tells, and what stands on its commit is evidence.
  const isTakenOut = action === 'dequeued' && !(payload.reason ?? '').includes('MERGED') && payload.reason !== 'MERGE';
  return isTakenOut ? [here, { kind: 'left-queue', place, number: seen.number }] : [here];
}

const TOLD: Readonly<Record<string, Told['what']>> = { opened: 'push', synchronize: 'push', reopened: 'reopening' };

/** Whether it is the author whose doing shows this head. */
function told({ action, sender, before, after }: Payload, { user, head }: Pull): Told {
  const by = user && user.id === sender?.id ? 'author' : 'other';
  return {
    by,
    ...(sender ? { who: personOf(sender) } : {}),
    what: TOLD[action ?? ''] ?? 'else',
    head: after ?? head.sha,
    ...(before ? { before } : {}),
  };
}

/** What an edit of the description added: whatever else is news in it came by an edit that is told of elsewhere, or nowhere. */
function wrote({ action, changes }: Payload, pull: Pull, { named }: PullSeen, place: Place): Pick<Told, 'wrote'> {
  if (action !== 'edited' || !changes?.body) return {};
  const before = new Set(saidWords(namedIn({ ...pull, body: changes.body.from ?? '' }, place)));
  const added = saidWords(named).filter((word) => !before.has(word));
  return added.length > 0 ? { wrote: added } : {};
}

const namedIn = (data: Pull, place: Place): PullSeen['named'] =>
  namedChanges({ body: data.body ?? '', title: data.title, branch: data.head.ref, home: homeOf(place, data) });

/** A pull request as its webhook and as its address show it. */
export function pullOf(data: Pull, place: Place): PullSeen {
  const rebases = data.base.repo?.allow_rebase_merge;
  return {
    id: data.node_id,
    number: data.number,
    head: data.head.sha,
    base: data.base.ref,
    ...(data.base.sha ? { baseSha: data.base.sha } : {}),
    ...(rebases === undefined ? {} : { rebases }),
    // Nobody is exempt under the name of a deleted account.
    author: data.user ? personOf(data.user) : GHOST,
    ...originOf(data),
    ...(isOffer(data) ? { offers: true } : {}),
    title: data.title,
    open: data.state === 'open',
    merged: Boolean(data.merged ?? data.merged_at),
    ...(data.merged_by ? { mergedBy: personOf(data.merged_by) } : {}),
    updatedAt: new Date(data.updated_at).toISOString(),
    named: namedIn(data, place),
  };
}

/** A fork's branch is nobody's whom this repository lets push; what a program opened it wrote, in whosever name. */
function originOf(pull: Pull): Pick<PullSeen, 'origin'> {
  if (pull.user && isBot(pull.user)) return { origin: 'agent' };
  return isFork(pull) ? { origin: 'fork' } : {};
}

function isFork({ head, base }: Pick<Pull, 'head' | 'base'>): boolean {
  return (
    head.repo === null || (head.repo !== undefined && base.repo?.id !== undefined && head.repo.id !== base.repo.id)
  );
}

function isOffer(pull: Pull): boolean {
  return pull.user?.type === 'Bot' && pull.head.ref === ONBOARDING_BRANCH && !isFork(pull);
}

/** The actions by which somebody asks for a check; of all others nothing follows, whoever did them. */
export const ASKED_OF_CHECKS: Readonly<Record<'check_run' | 'check_suite', readonly string[]>> = {
  check_run: ['requested_action', 'rerequested'],
  check_suite: ['rerequested'],
};

export function check(
  { payload, place, sender }: Delivery,
  event: keyof typeof ASKED_OF_CHECKS,
): readonly Translation[] {
  if (!ASKED_OF_CHECKS[event].includes(payload.action ?? '')) return ignored('no check is asked for');
  const head = payload.check_run?.head_sha ?? payload.check_suite?.head_sha;
  if (!head) return ignored('no commit in it');
  const pulls = (payload.check_run ?? payload.check_suite)?.pull_requests ?? [];
  const button = payload.requested_action?.identifier;
  return [
    {
      kind: 'check',
      place,
      head,
      pulls: pulls.map((one) => one.number),
      actor: personOf(sender),
      ...(button ? { button } : {}),
    },
  ];
}
