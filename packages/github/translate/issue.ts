/** Issues: opened and edited requests, edited requirements, labels and states touched by hand, transfers. */
import { changedFacets, facetDigests, wordsDigest } from '@countersign/core/approval/facet.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { ENGINE, type Person } from '@countersign/core/content/person.ts';
import type { RequestContent } from '@countersign/core/content/request.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { COLON } from '@countersign/core/text/colon.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import type { Action } from '@countersign/core/typed/reading.ts';
import { misread } from '@countersign/core/typed/reading.ts';
import { fieldWith } from '@countersign/core/view/field.ts';
import { ownLabel } from '@countersign/core/view/labels.ts';
import { readForm } from '../form/read.ts';
import { CHANGE_LABEL, CHANGE_TYPE } from '../form/template.ts';
import { homeOf, isBot, isChangeRequest, isNamed, isRequirement, personOf, placeOf } from '../place.ts';
import type { Issue } from '../schema.ts';
import type { Translation } from '../translation.ts';
import { acts, type Delivery, ignored } from './delivery.ts';
import { mirrored } from './mirrored.ts';
import { requirement } from './requirement.ts';

export function issue(delivery: Delivery, given: Issue): readonly Translation[] {
  const { action } = delivery.payload;
  if (action === 'transferred')
    return [...item(delivery, given), ...requirement(delivery, given), ...transferred(delivery, given)];
  const meant = inPlace(delivery, given);
  return action === 'opened' ? arrived(delivery, given, meant) : meant;
}

/** What our own hand wrote into a requirement: its delivery says what that took the place of. */
export function ownHand(delivery: Delivery, given: Issue): readonly Translation[] {
  const told =
    delivery.payload.action === 'edited' ? [...item(delivery, given), ...requirement(delivery, given, ENGINE)] : [];
  return told.length > 0 ? told : ignored('we caused it ourselves');
}

function inPlace(delivery: Delivery, given: Issue): readonly Translation[] {
  const { payload, place, sender, facts } = delivery;
  const action = payload.action ?? '';
  const touches: Touches = (what, detail) => [
    { kind: 'touched', place, issue: given.node_id, number: given.number, what, detail, actor: personOf(sender) },
  ];
  const told = [...item(delivery, given), ...requirement(delivery, given)];
  if (action === 'unlabeled' && payload.label && isNamed(payload.label.name, facts.requirementLabel)) return told;
  // The mark of a change request taken off an issue that is one: its record goes on, and the mark comes back.
  if (
    action === 'unlabeled' &&
    payload.label &&
    (isNamed(payload.label.name, CHANGE_LABEL) || ownLabel(payload.label.name))
  )
    return touches('label', payload.label.name);
  if (action === 'untyped' && payload.type && isNamed(payload.type.name, CHANGE_TYPE))
    return touches('label', payload.type.name);
  if (!facts.known && !isChangeRequest(given)) {
    const found = [...told, ...mirroring(delivery, given)];
    return found.length > 0 ? found : ignored('not a change request');
  }
  const meant = ofRequest(delivery, given, touches);
  return told.length === 0 ? meant : [...told, ...meant.filter(({ kind }) => kind !== 'ignored')];
}

type Touches = (what: 'label' | 'state', detail: string) => readonly Translation[];

/** What of an issue is news of the change request that it is. */
function ofRequest(delivery: Delivery, given: Issue, touches: Touches): readonly Translation[] {
  const { payload, facts } = delivery;
  const action = payload.action ?? '';
  switch (action) {
    case 'opened':
      return [acts(delivery, given, opening(delivery, given))];
    case 'labeled':
      // GitHub tells of a form's labels apart from its opening; what is on record already is not opened twice.
      if (payload.label && isNamed(payload.label.name, CHANGE_LABEL)) {
        return facts.known ? ignored('on record already') : [acts(delivery, given, opening(delivery, given))];
      }
      return payload.label && ownLabel(payload.label.name)
        ? touches('label', payload.label.name)
        : ignored('not a label of ours');
    case 'typed':
      if (facts.known) return ignored('on record already');
      return [acts(delivery, given, opening(delivery, given))];
    case 'edited':
      return [acts(delivery, given, editing(delivery, given))];
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

const OF_ITEMS = ['edited', 'deleted', 'opened', 'labeled', 'transferred'];
/** After these it is not there any more; where it goes it is another's. */
const GOES = ['deleted', 'transferred'];

/** What is news of a requirement. It stays one to the requests that touch it, also after its label was taken off. */
function item({ payload, place, facts }: Delivery, given: Issue): readonly Translation[] {
  const { action = '', label } = payload;
  const isItem = facts.touched === true || isRequirement(given, facts.requirementLabel);
  const isUnmarked = action === 'unlabeled' && label ? isNamed(label.name, facts.requirementLabel) : false;
  if (!isUnmarked && !(isItem && OF_ITEMS.includes(action))) return [];
  const changed = {
    kind: 'item',
    id: given.node_id,
    number: given.number,
    deleted: GOES.includes(action),
    title: given.title,
    body: given.body ?? '',
    control: facts.controlled,
    ...(given.updated_at ? { updatedAt: given.updated_at } : {}),
  } as const;
  return [{ kind: 'facts', place, changed }];
}

/** Whose issues may mirror: others cannot edit them without a right to the repository. */
const INSIDERS = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/** A request has one home: what is one here mirrors nothing, whatever it says. */
function mirroring({ payload, place, sender }: Delivery, given: Issue): readonly Translation[] {
  const { action, changes } = payload;
  const isWritten = action === 'opened' || (action === 'edited' && (changes?.title || changes?.body));
  // An answer tells whether there is such a request: a stranger to the repository gets none, and speaks to nobody in Jira.
  const isOurs = INSIDERS.includes(given.author_association ?? '');
  const found = isWritten && isOurs ? mirrored(given.title, given.body ?? '') : undefined;
  const { node_id: issue, number, html_url: address } = given;
  if (!found || !address) return [];
  return [{ kind: 'mirror', place, mirror: { issue, number, address, ...found, actor: personOf(sender) } }];
}

function opening({ facts, sender, place }: Delivery, given: Issue): readonly Action[] {
  const form = readForm(given.title, given.body ?? '', facts, homeOf(place, given));
  // Whoever marks another's issue as a change request does not become its requester.
  const requester = personOf(given.user ?? sender);
  const command: Command = {
    type: 'open',
    request: form.request,
    requester,
    label: `#${given.number}`,
    address: given.html_url ?? '',
    impacts: form.impacts,
    ...(form.madeFor ? { madeFor: form.madeFor } : {}),
    ...(isBot(given.user ?? sender) ? { program: true } : {}),
  };
  // What is too tangled is told as such: whether it follows the form, nobody can say.
  const missing =
    form.isForm || form.problems.some((one) => one.code === 'form-tangled')
      ? []
      : [misread('form-missing', given.title, {}, `### ${facts.locale === 'zh-CN' ? '变更后' : 'After'}\n\n…`)];
  return [
    { kind: 'command', command, line: '' },
    ...[...missing, ...form.problems].map((misunderstanding): Action => ({ kind: 'misunderstood', misunderstanding })),
  ];
}

/** An edit of title or body. Impacts in a light form count only where this edit changed them, so that it undoes no assessment. */
function editing({ facts, payload, place, sender }: Delivery, given: Issue): readonly Action[] {
  const { changes } = payload;
  if (!changes?.title && !changes?.body) return [];
  const after = readForm(given.title, given.body ?? '', facts, homeOf(place, given));
  const before = readForm(
    changes.title?.from ?? given.title,
    changes.body?.from ?? given.body ?? '',
    facts,
    homeOf(place, given),
  );
  const known = new Map(before.impacts.map((one) => [one.dimension, digestOf(one)]));
  const impacts = after.impacts.filter((one) => known.get(one.dimension) !== digestOf(one));
  const wrote = changedFacets(digestsOf(before.request), digestsOf(after.request));
  // Where nobody can say what it was before, whatever differs from the record is taken for this edit's.
  const isSaid = changes.title?.from != null || changes.body?.from != null;
  const told = new Set(before.problems.map((one) => digestOf(one)));
  const problems = after.problems.filter((one) => !told.has(digestOf(one)));
  return [
    {
      kind: 'command',
      command: {
        type: 'write',
        request: after.request,
        impacts,
        ...(isSaid ? { wrote } : {}),
        ...(isBot(sender) ? { program: true } : {}),
      },
      line: '',
    },
    // Said by whoever said it: what stood there before is no word of whoever edits the rest.
    ...(isSaid && after.madeFor && after.madeFor.id !== before.madeFor?.id
      ? [saidMadeFor(after.madeFor, wordsDigest(after.request), facts.locale)]
      : []),
    ...problems.map((misunderstanding): Action => ({ kind: 'misunderstood', misunderstanding })),
  ];
}

/** As the command would say it. Its line names the question, because whoever may not say it is told. */
function saidMadeFor(person: Person, saw: string, locale: Locale): Action {
  const line = `${fieldWith('madeFor').label[locale]}${COLON[locale]}@${person.name}`;
  return { kind: 'command', command: { type: 'made-for', person, saw }, line };
}

const digestsOf = (request: RequestContent) =>
  facetDigests({ request, type: 'normal', impacts: {}, alternatives: [], conditions: [] });

/** A transfer is told of in its new repository, too, as an opening: what was on record goes on, and nothing begins (`rules.md 5.6`). */
function arrived(
  { payload, place }: Delivery,
  { node_id: issue, number, html_url: address = '' }: Issue,
  otherwise: readonly Translation[],
): readonly Translation[] {
  const { old_issue: left, old_repository: repository } = payload.changes ?? {};
  const before = repository && placeOf(payload, repository);
  // Of another account's record nothing comes along.
  if (!left || before?.tenant !== place.tenant) return otherwise;
  const from = left.node_id;
  const come = otherwise.map((one) =>
    one.kind === 'mirror' ? { ...one, mirror: { ...one.mirror, left: { project: before.project, issue: from } } } : one,
  );
  return [{ kind: 'moved', place: before, from, to: { place, issue, number, address }, otherwise: come }];
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
      to: {
        place: placeOf(payload, repositoryThere),
        issue: issueThere.node_id,
        number: issueThere.number,
        address: issueThere.html_url ?? '',
      },
    },
  ];
}
