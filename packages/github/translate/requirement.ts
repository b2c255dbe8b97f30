/** Issues that are requirements: what was saved, by whom and when, as the delivery says it; nothing is read later (`rules.md 5.2`, 5.6). */
import { GHOST_ACCOUNT, isChangeRequest, isNamed, isRequirement, personOf, placeOf } from '../place.ts';
import type { Issue } from '../schema.ts';
import type { RequirementTold, Translation } from '../translation.ts';
import type { Delivery } from './delivery.ts';

export function requirement(
  delivery: Delivery,
  given: Issue,
  actor = personOf(delivery.sender),
): readonly Translation[] {
  const { place, facts } = delivery;
  const isMarked = isRequirement(given, facts.requirementLabel);
  // What is on record as one stays under control, whatever else it is called by now.
  if (!facts.requirement && (facts.known || isChangeRequest(given) || !isMarked)) return [];
  const told = toldBy(delivery, given, isMarked);
  if (told.length === 0) return [];
  const { node_id: issue, number } = given;
  return [{ kind: 'requirement', place, issue, number, actor, told, control: facts.controlled }];
}

function toldBy({ payload, place, facts }: Delivery, given: Issue, isMarked: boolean): readonly RequirementTold[] {
  const { action, changes } = payload;
  const text = { title: given.title, body: given.body ?? '' };
  const saved = given.updated_at ?? '';
  const named = { type: 'name', label: `#${given.number}`, project: `${place.owner}/${place.repo}` } as const;
  const stands = { type: 'save', text, saved, isFound: true } as const;
  const mark = { type: 'mark', is: isMarked } as const;
  switch (action) {
    case 'opened': {
      const left = changes?.old_repository;
      if (!left) return [{ type: 'save', text, saved }, named, mark];
      const before = placeOf(payload, left);
      const former = `#${changes?.old_issue?.number ?? '?'}`;
      return [stands, { type: 'name', label: former, project: `${before.owner}/${before.repo}` }, named, mark];
    }
    case 'edited': {
      const { title, body } = changes ?? {};
      // A round finds what stands, and nobody says what stood before.
      if (title?.from === undefined && body?.from === undefined)
        return payload.sender?.id === GHOST_ACCOUNT.id && (title || body) ? [stands, named, mark] : [];
      const over = {
        title: title?.from ?? text.title,
        body: body && body.from !== undefined ? (body.from ?? '') : text.body,
      };
      return [{ type: 'save', text, saved, over }, named];
    }
    case 'labeled':
    case 'unlabeled':
      return payload.label && isNamed(payload.label.name, facts.requirementLabel) ? [stands, named, mark] : [];
    case 'typed':
    case 'untyped':
      return payload.type && isNamed(payload.type.name, facts.requirementLabel) ? [stands, named, mark] : [];
    case 'deleted':
      return [stands, { type: 'lose', how: 'deleted' }];
    case 'transferred': {
      const { new_issue: issue, new_repository: repository } = changes ?? {};
      const to = issue && repository ? { to: { project: repository.node_id, id: issue.node_id } } : {};
      return [stands, { type: 'lose', how: 'moved', ...to }];
    }
    default:
      return [];
  }
}
