/** Webhook → what it means to us (`translation.ts`). Pure: everything beyond the payload comes in as facts. Vendor types end here. */
import { Malformed } from '@countersign/core/failure.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { storableJson } from '@countersign/core/text/storable.ts';
import { pathOf, personOf, placeOf, WEB_FLOW } from '../place.ts';
import { type Payload, payloadSchema } from '../schema.ts';
import type { MadeFor, Place, Translation, TranslationFacts } from '../translation.ts';
import { comment } from './comment.ts';
import { type Delivery, ignored } from './delivery.ts';
import { isHeard } from './event.ts';
import { issue, ownHand } from './issue.ts';
import { check, grouped, pull } from './work.ts';

/** Where the policy lives in a repository. */
export const POLICY_PATH = '.github/countersign.yml';

/**
 * Reads the fields that we rely on.
 * @throws Malformed when the payload lacks what GitHub promises for every delivery.
 */
export function readPayload(payload: unknown): Payload {
  const read = payloadSchema.safeParse(storableJson(payload as Json));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Malformed(`the payload is not as GitHub describes it: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** What a delivery means, as a list that is empty never: what is not for us says why. */
export function translate(event: string, payload: Payload, facts: TranslationFacts): readonly Translation[] {
  const { repository, sender } = payload;
  if (event === 'ping') return ignored('a ping');
  if (event === 'installation' || event === 'installation_repositories') return installed(payload);
  if (event === 'organization' && payload.action === 'renamed') return accountRenamed(payload);
  if (['membership', 'team', 'team_add', 'member', 'organization'].includes(event)) return people(event, payload);
  if (!repository) return ignored(`${event} belongs to no repository`);
  if (!payload.installation) return ignored(`${event} belongs to no installation of ours`);
  const place = placeOf(payload, repository);
  if (event === 'push') return pushed(payload, place);
  // Another default branch has another policy file, and other branches are covered by it.
  if (event === 'repository' && payload.changes?.default_branch)
    return [{ kind: 'facts', place, changed: { kind: 'policy', at: `refs/heads/${repository.default_branch}` } }];
  if (event === 'repository')
    switch (payload.action) {
      case 'renamed':
        return [{ kind: 'renamed', place }];
      case 'transferred':
        return [{ kind: 'handed-over', place }];
      default:
        return ignored('the repository stays where it is');
    }
  if (event === 'merge_group') return grouped(payload, place);
  if (!sender) return ignored('nobody is named as the sender');
  const ours = sender.login.toLowerCase() === facts.self.toLowerCase();
  const delivery: Delivery = { payload, place, sender, facts };
  if (ours && event === 'issues' && payload.issue && facts.requirement) return ownHand(delivery, payload.issue);
  // The one pull request that we open waits for its check as any other does.
  if (ours && event !== 'pull_request') return ignored('we caused it ourselves');
  switch (event) {
    case 'issues':
      return payload.issue ? issue(delivery, payload.issue) : ignored('no issue in it');
    case 'issue_comment':
      return payload.issue ? comment(delivery, payload.issue) : ignored('no issue in it');
    case 'pull_request':
      return pull(delivery);
    case 'check_run':
    case 'check_suite':
      return check(delivery, event);
    default:
      return ignored(`nothing follows from ${event}`);
  }
}

/**
 * Why nothing will follow from a delivery, when that can be told without any fact: what we caused ourselves, and what is not for us.
 * @returns `undefined` when it has to be looked at in its turn, also when it is not as GitHub describes it.
 */
export function ignorable(event: string, payload: unknown, self: string): string | undefined {
  if (event === 'ping') return 'a ping';
  if (!isHeard(event)) return `nothing follows from ${event}`;
  const read = payloadSchema.safeParse(payload);
  if (!read.success) return undefined;
  const ours = read.data.sender?.login.toLowerCase() === self.toLowerCase();
  // What our hand wrote into an issue may have been asked for: that is known to the record alone.
  if (event === 'issues' && read.data.action === 'edited') return undefined;
  // What people write is read with the policy's eyes; only our own echo is known from the outside.
  if (['issues', 'issue_comment', 'pull_request'].includes(event) && !ours) return undefined;
  const why = translate(event, read.data, { ...NO_FACTS, self });
  return why.every((one) => one.kind === 'ignored') ? why.map((one) => one.why).join('; ') : undefined;
}

/** What is known before anything was read. */
export const NO_FACTS: TranslationFacts = {
  people: new Map(),
  issues: new Map(),
  locale: 'en',
  currency: 'USD',
  profile: 'standard',
  bots: [],
  requirementLabel: 'requirement',
  controlled: { title: true, except: [] },
  known: false,
  self: '',
};

function installed(payload: Payload): readonly Translation[] {
  const { action = '', installation, sender } = payload;
  if (!['created', 'added', 'unsuspend', 'new_permissions_accepted'].includes(action))
    return ignored('the installation ends or pauses');
  const account = installation?.account?.id;
  const repositories = payload.repositories_added ?? payload.repositories ?? [];
  // What was paused is the whole installation, and GitHub names none of its repositories.
  const isPause = action === 'unsuspend' || (action === 'new_permissions_accepted' && repositories.length === 0);
  if (account !== undefined && installation && isPause)
    return [
      {
        kind: 'let-in-again',
        place: { tenant: `github:${account}`, project: '', installation: installation.id, owner: '', repo: '' },
      },
    ];
  if (account === undefined || repositories.length === 0) return ignored('no repository in it');
  return repositories.map(({ node_id, full_name }): Translation => {
    const path = pathOf(full_name);
    return {
      kind: 'installed',
      by: sender?.login ?? path.owner,
      among: repositories.length,
      place: {
        tenant: `github:${account}`,
        project: node_id,
        installation: installation?.id ?? 0,
        ...path,
      },
    };
  });
}

/** Roles come from teams: a change of their members changes who may decide, in every repository of the account. */
function people(event: string, payload: Payload): readonly Translation[] {
  const { repository, team, organization } = payload;
  if (!repository && !organization) return ignored(`${event} belongs to no organisation`);
  if (!payload.installation) return ignored(`${event} belongs to no installation of ours`);
  const place: Place = repository
    ? placeOf(payload, repository)
    : {
        tenant: `github:${organization?.id}`,
        project: '',
        installation: payload.installation?.id ?? 0,
        owner: organization?.login ?? '',
        repo: '',
      };
  return [{ kind: 'facts', place, changed: { kind: 'team', slug: team?.slug ?? '' } }];
}

/** Whoever takes the former name has a repository under each name that is noted. Teams are named by the account, too. */
function accountRenamed(payload: Payload): readonly Translation[] {
  const [team] = people('organization', payload);
  return team && 'place' in team
    ? [{ kind: 'account-renamed', place: team.place }, team]
    : people('organization', payload);
}

function pushed(payload: Payload, place: Place): readonly Translation[] {
  const branch = /^refs\/heads\/(.+)$/.exec(payload.ref ?? '')?.[1];
  if (branch === undefined) return ignored('not a branch');
  const before = payload.before ?? undefined;
  const after = payload.after && !NO_COMMIT.test(payload.after) ? payload.after : undefined;
  // What goes into the branch is compared with where it stands.
  const madeFor = madeForOthers(payload);
  const move = { branch, before, after, ...(madeFor.length > 0 ? { madeFor } : {}) };
  const moved: Translation = { kind: 'facts', place, changed: { kind: 'branch', ...move } };
  if (branch !== payload.repository?.default_branch) return [moved];
  // A push of more commits or files than GitHub lists says nothing about the rest, and a forced one nothing about what it took away: then
  // the policy may have changed, too.
  const commits = payload.commits ?? [];
  const touched =
    payload.forced === true ||
    commits.length === 0 ||
    commits.length >= 20 ||
    commits.some((one) => {
      const files = [...(one.added ?? []), ...(one.modified ?? []), ...(one.removed ?? [])];
      return files.length >= MOST_FILES || files.includes(POLICY_PATH);
    });
  const from = before && !NO_COMMIT.test(before) ? { before } : {};
  const push = after && payload.sender ? { push: { ...from, after, by: personOf(payload.sender) } } : {};
  const changed = { kind: 'policy', ...(after ? { at: after } : {}), ...push } as const;
  return touched ? [moved, { kind: 'facts', place, changed }] : [moved];
}

/** What was pushed before, and only comes to another branch, is whose it was. */
function madeForOthers({ commits, sender }: Payload): readonly MadeFor[] {
  return (commits ?? []).flatMap(({ id, distinct, author, committer }) => {
    const name = author?.username;
    const isMade = committer?.username?.toLowerCase() === WEB_FLOW && distinct !== false;
    return id && name && isMade && name.toLowerCase() !== sender?.login.toLowerCase()
      ? [{ sha: id, author: name }]
      : [];
  });
}

/** So many files GitHub lists of one commit; of the rest it says nothing. https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
const MOST_FILES = 3000;

/** Stands where there is no commit: a branch that begins, or ends. */
const NO_COMMIT = /^0+$/;
