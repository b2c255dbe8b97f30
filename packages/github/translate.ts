/** Webhook → what it means to us (`translation.ts`). Pure: everything beyond the payload comes in as facts. Vendor types end here. */
import type { Command } from '@countersign/core/change/command.ts';
import { Malformed } from '@countersign/core/failure.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { ownLabelNames } from '@countersign/core/view/labels.ts';
import { readComment } from './command/read.ts';
import { misread } from './command/reading.ts';
import { readForm } from './form/read.ts';
import { CHANGE_LABEL, CHANGE_TYPE } from './form/template.ts';
import { isBot, isChangeRequest, labelsOf, personOf, placeOf } from './place.ts';
import { namedChanges } from './reference.ts';
import { type Issue, type Payload, payloadSchema, pullSchema, type User } from './schema.ts';
import type { Action, Place, Translation, TranslationFacts } from './translation.ts';

/** Where the policy lives in a repository. */
export const POLICY_PATH = '.github/countersign.yml';
/** Every comment of ours carries such a line. */
const OUR_MARKER = /<!-- countersign:(\w+)/;

const ignored = (why: string): readonly Translation[] => [{ kind: 'ignored', why }];

/**
 * Reads the fields that we rely on.
 * @throws Malformed when the payload lacks what GitHub promises for every delivery.
 */
export function readPayload(payload: unknown): Payload {
  const read = payloadSchema.safeParse(payload);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Malformed(`the payload is not as GitHub describes it: ${issue?.path.join('.')}: ${issue?.message}`);
}

interface Delivery {
  readonly payload: Payload;
  readonly place: Place;
  readonly sender: User;
  readonly facts: TranslationFacts;
}

/** What a delivery means, as a list that is empty never: what is not for us says why. */
export function translate(event: string, payload: Payload, facts: TranslationFacts): readonly Translation[] {
  const { repository, sender } = payload;
  if (event === 'ping') return ignored('a ping');
  if (event === 'installation' || event === 'installation_repositories') return installed(payload);
  if (['membership', 'team', 'team_add', 'member', 'organization'].includes(event)) return people(event, payload);
  if (!repository) return ignored(`${event} belongs to no repository`);
  const place = placeOf(payload, repository);
  if (event === 'push') return pushed(payload, place);
  if (event === 'repository')
    return ['renamed', 'transferred'].includes(payload.action ?? '')
      ? [{ kind: 'renamed', place }]
      : ignored('the repository stays where it is');
  if (event === 'merge_group') return grouped(payload, place);
  if (!sender) return ignored('nobody is named as the sender');
  const ours = sender.login.toLowerCase() === facts.self.toLowerCase();
  if (ours) return ignored('we caused it ourselves');
  const delivery: Delivery = { payload, place, sender, facts };
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

function installed(payload: Payload): readonly Translation[] {
  if (!['created', 'added', 'unsuspend', 'new_permissions_accepted'].includes(payload.action ?? ''))
    return ignored('the installation ends or pauses');
  const account = payload.installation?.account?.id;
  const repositories = payload.repositories_added ?? payload.repositories ?? [];
  if (account === undefined || repositories.length === 0) return ignored('no repository in it');
  return repositories.map(({ node_id, full_name }): Translation => {
    const [owner = '', repo = ''] = full_name.split('/');
    return {
      kind: 'installed',
      place: {
        tenant: `github:${account}`,
        project: node_id,
        installation: payload.installation?.id ?? 0,
        owner,
        repo,
      },
    };
  });
}

/** Roles come from teams: a change of their members changes who may decide, in every repository of the account. */
function people(event: string, payload: Payload): readonly Translation[] {
  const { repository, team, organization } = payload;
  if (!repository && !organization) return ignored(`${event} belongs to no organisation`);
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

function pushed(payload: Payload, place: Place): readonly Translation[] {
  const branch = payload.ref?.replace(/^refs\/heads\//, '');
  if (branch !== payload.repository?.default_branch) return ignored('not the default branch');
  // A push of more commits than GitHub lists says nothing about the rest: then the policy may have changed, too.
  const commits = payload.commits ?? [];
  const touched =
    commits.length === 0 ||
    commits.length >= 20 ||
    commits.some((one) =>
      [...(one.added ?? []), ...(one.modified ?? []), ...(one.removed ?? [])].includes(POLICY_PATH),
    );
  return touched ? [{ kind: 'facts', place, changed: { kind: 'policy' } }] : ignored('the policy was not touched');
}

function grouped(payload: Payload, place: Place): readonly Translation[] {
  const group = payload.merge_group;
  if (payload.action !== 'checks_requested' || !group) return ignored('no check is asked for');
  // `gh-readonly-queue/main/pr-104-<sha>`: the last pull request of the group; the ones before it are found by their commits.
  const number = /\/pr-(\d+)-/.exec(group.head_ref)?.[1];
  const base = group.base_ref.replace(/^refs\/heads\//, '');
  return [{ kind: 'merge-group', place, head: group.head_sha, base, pulls: number ? [Number(number)] : [] }];
}

function issue(delivery: Delivery, given: Issue): readonly Translation[] {
  const { payload, place, sender, facts } = delivery;
  const action = payload.action ?? '';
  const touches = (what: 'label' | 'state', detail: string): readonly Translation[] => [
    { kind: 'touched', place, issue: given.node_id, number: given.number, what, detail, actor: personOf(sender) },
  ];
  if (action === 'transferred') return transferred(delivery, given);
  const item: readonly Translation[] =
    labelsOf(given).includes(facts.requirementLabel) && ['edited', 'deleted', 'opened', 'labeled'].includes(action)
      ? [
          {
            kind: 'facts',
            place,
            changed: {
              kind: 'item',
              id: given.node_id,
              number: given.number,
              deleted: action === 'deleted',
              title: given.title,
              body: given.body ?? '',
            },
          },
        ]
      : [];
  if (action === 'unlabeled' && payload.label?.name === facts.requirementLabel) {
    return [
      {
        kind: 'facts',
        place,
        changed: {
          kind: 'item',
          id: given.node_id,
          number: given.number,
          deleted: false,
          title: given.title,
          body: given.body ?? '',
        },
      },
    ];
  }
  // The mark of a change request taken off an issue that is one: its record goes on, and the mark comes back.
  if (
    action === 'unlabeled' &&
    payload.label &&
    (payload.label.name === CHANGE_LABEL || ownLabelNames().has(payload.label.name))
  )
    return touches('label', payload.label.name);
  if (action === 'untyped' && payload.type?.name.toLowerCase() === CHANGE_TYPE.toLowerCase())
    return touches('label', payload.type.name);
  if (!isChangeRequest(given)) return item.length > 0 ? item : ignored('not a change request');
  switch (action) {
    case 'opened':
      return [...item, acts(delivery, given, opening(delivery, given))];
    case 'labeled':
      if (payload.label?.name === CHANGE_LABEL) return [...item, acts(delivery, given, opening(delivery, given))];
      return payload.label && ownLabelNames().has(payload.label.name)
        ? touches('label', payload.label.name)
        : ignored('not a label of ours');
    case 'typed':
      return [acts(delivery, given, opening(delivery, given))];
    case 'edited':
      return [...item, acts(delivery, given, editing(delivery, given))];
    case 'deleted':
      return [
        acts(delivery, given, [
          {
            kind: 'command',
            command: { type: 'note', irregularity: 'item-deleted', detail: `#${given.number}` },
            line: '',
          },
        ]),
      ];
    case 'closed':
    case 'reopened':
      return touches('state', action);
    default:
      return ignored(`nothing follows from issues.${action}`);
  }
}

function acts({ place, sender }: Delivery, given: Issue, actions: readonly Action[], commentId?: number): Translation {
  return {
    kind: 'change',
    place,
    issue: given.node_id,
    number: given.number,
    title: given.title,
    actor: personOf(sender),
    actions,
    ...(commentId === undefined ? {} : { comment: commentId }),
  };
}

const homeOf = ({ owner, repo }: Place): string => `${owner}/${repo}`;

function opening({ facts, sender, place }: Delivery, given: Issue): readonly Action[] {
  const form = readForm(given.title, given.body ?? '', facts, homeOf(place));
  // Whoever marks another's issue as a change request does not become its requester.
  const requester = personOf(given.user ?? sender);
  const command: Command = {
    type: 'open',
    request: form.request,
    requester,
    label: `#${given.number}`,
    address: given.html_url ?? '',
    impacts: form.impacts,
  };
  const missing = form.isForm
    ? []
    : [misread('form-missing', given.title, {}, `### ${facts.locale === 'zh-CN' ? '变更后' : 'After'}\n\n…`)];
  return [
    { kind: 'command', command, line: '' },
    ...[...missing, ...form.problems].map((misunderstanding): Action => ({ kind: 'misunderstood', misunderstanding })),
  ];
}

/** An edit of title or body. Impacts in a light form count only where this edit changed them, so that it undoes no assessment. */
function editing({ facts, payload, place }: Delivery, given: Issue): readonly Action[] {
  const { changes } = payload;
  if (!changes?.title && !changes?.body) return [];
  const after = readForm(given.title, given.body ?? '', facts, homeOf(place));
  const before = readForm(
    changes.title?.from ?? given.title,
    changes.body?.from ?? given.body ?? '',
    facts,
    homeOf(place),
  );
  const known = new Map(before.impacts.map((one) => [one.dimension, digestOf(one)]));
  const impacts = after.impacts.filter((one) => known.get(one.dimension) !== digestOf(one));
  const told = new Set(before.problems.map((one) => digestOf(one)));
  const problems = after.problems.filter((one) => !told.has(digestOf(one)));
  return [
    { kind: 'command', command: { type: 'write', request: after.request, impacts }, line: '' },
    ...problems.map((misunderstanding): Action => ({ kind: 'misunderstood', misunderstanding })),
  ];
}

function transferred({ payload, place }: Delivery, given: Issue): readonly Translation[] {
  const issueThere = payload.changes?.new_issue;
  const repositoryThere = payload.changes?.new_repository;
  if (!issueThere || !repositoryThere) return ignored('the transfer does not say where to');
  return [
    {
      kind: 'moved',
      place,
      from: given.node_id,
      to: { place: placeOf(payload, repositoryThere), issue: issueThere.node_id, number: issueThere.number },
    },
  ];
}

function comment(delivery: Delivery, given: Issue): readonly Translation[] {
  const { payload, place, sender, facts } = delivery;
  const said = payload.comment;
  if (!said) return ignored('no comment in it');
  const author = said.user;
  const marker = OUR_MARKER.exec(said.body ?? '') ?? OUR_MARKER.exec(payload.changes?.body?.from ?? '');
  const byUs = author?.login.toLowerCase() === facts.self.toLowerCase();
  if (byUs) {
    // Ours, and not touched by us: somebody edited or deleted what we said.
    if (payload.action === 'created' || marker?.[1] === 'reply') return ignored('our own reply');
    return [
      {
        kind: 'touched',
        place,
        issue: given.node_id,
        number: given.number,
        what: 'status-comment',
        detail: payload.action ?? '',
        actor: personOf(sender),
      },
    ];
  }
  if (given.pull_request) return ignored('a comment on a pull request');
  if (!isChangeRequest(given)) return ignored('not a change request');
  if (payload.action === 'created') {
    if (isBot(sender) && !facts.bots.includes(sender.login)) return ignored('a bot that the policy does not list');
    // An app may write in a person's name; what it writes is not the person's word.
    if (said.performed_via_github_app && !facts.bots.includes(`${said.performed_via_github_app.slug ?? ''}[bot]`))
      return ignored('written by an app that the policy does not list');
    const actions = readComment(said.body ?? '', facts);
    return actions.length > 0 ? [acts(delivery, given, actions, said.id)] : ignored('no command in it');
  }
  const before = payload.action === 'edited' ? (payload.changes?.body?.from ?? '') : (said.body ?? '');
  const held = readComment(before, facts).some((action) => action.kind === 'command');
  const holds =
    payload.action === 'edited' && readComment(said.body ?? '', facts).some((action) => action.kind === 'command');
  if (!held && !holds) return ignored('no command in it');
  const irregularity = payload.action === 'deleted' ? 'comment-deleted' : 'comment-edited';
  const note: Action = {
    kind: 'command',
    command: { type: 'note', irregularity, detail: `${author?.login ?? ''}: ${said.html_url ?? said.id}` },
    line: '',
  };
  const told: readonly Action[] =
    holds && !held
      ? [{ kind: 'misunderstood', misunderstanding: misread('ignored-edit', said.body ?? '', {}, '/approve') }]
      : [];
  return [acts(delivery, given, [note, ...told], said.id)];
}

function pull({ payload, place, sender }: Delivery): readonly Translation[] {
  const action = payload.action ?? '';
  if (
    !['opened', 'edited', 'synchronize', 'reopened', 'closed', 'ready_for_review', 'converted_to_draft'].includes(
      action,
    )
  ) {
    return ignored(`nothing follows from pull_request.${action}`);
  }
  const read = pullSchema.safeParse(payload.pull_request);
  if (!read.success)
    throw new Malformed(`the pull request is not as GitHub describes it: ${read.error.issues[0]?.path.join('.')}`);
  const { data } = read;
  return [
    {
      kind: 'pull',
      place,
      pull: {
        id: data.node_id,
        number: data.number,
        head: data.head.sha,
        base: data.base.ref,
        author: personOf(data.user ?? sender),
        title: data.title,
        open: data.state === 'open',
        merged: Boolean(data.merged ?? data.merged_at),
        named: namedChanges({ body: data.body ?? '', branch: data.head.ref, owner: place.owner, repo: place.repo }),
      },
    },
  ];
}

function check({ payload, place, sender }: Delivery, event: string): readonly Translation[] {
  const asked = event === 'check_run' ? ['requested_action', 'rerequested'] : ['rerequested'];
  if (!asked.includes(payload.action ?? '')) return ignored('no check is asked for');
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
