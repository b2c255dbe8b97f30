/** What the translation of a delivery has to know beside its payload. */
import { dayIn } from '@countersign/core/calendar/date.ts';
import { load } from '@countersign/core/change/decider.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { given, policyFor } from '@countersign/core/facts.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { type Parts, readerFor } from '../desk.ts';
import { userNamed } from '../facts/directory.ts';
import { itemNumbered } from '../facts/items.ts';
import { factsAt } from '../factsat.ts';
import { placeOf } from '../place.ts';
import { policyAt } from '../policy/policy.ts';
import { streamOf } from '../record/home.ts';
import type { Payload } from '../schema.ts';
import { NO_FACTS } from '../translate/translate.ts';
import type { Place, TranslationFacts } from '../translation.ts';
import { isKnown, readBy } from './delivered.ts';
import { needs } from './needs.ts';
import { isOnRecord } from './requirement.ts';

/** Only those that this delivery needs. */
export async function gather(parts: Parts, event: string, payload: Payload): Promise<TranslationFacts> {
  const base: TranslationFacts = { ...NO_FACTS, self: parts.self };
  if (!payload.repository || !payload.installation || !['issues', 'issue_comment'].includes(event)) return base;
  const place = placeOf(payload, payload.repository);
  // What we did ourselves comes back as a webhook; only of a requirement it tells what we wrote over.
  const isOurs = payload.sender?.login.toLowerCase() === parts.self.toLowerCase();
  const isRequirement =
    event === 'issues' && payload.issue ? await isOnRecord(parts, place, payload.issue.node_id) : false;
  if (isOurs && !(isRequirement && payload.action === 'edited')) return base;
  const reader = await readerFor(parts, place, true);
  const state = given(await policyAt(parts, reader, place), place.project);
  const policy = state.kind === 'in-force' ? state.policy : undefined;
  const known =
    payload.issue !== undefined && payload.issue !== null && (await isKnown(parts, place, payload.issue.node_id));
  const isTouched = event === 'issues' && payload.issue ? await isItem(parts, place, payload.issue.node_id) : false;
  const pinned = known && payload.issue ? await decidedUnder(parts, place, payload.issue.node_id) : undefined;
  const profile = (pinned ?? policy)?.profile ?? base.profile;
  const { logins, issues } = needs(event, payload, known, profile);
  const people = new Map<string, Person | 'unknown'>();
  for (const login of logins) {
    const person = await userNamed(reader, place.tenant, login);
    if (person !== 'unreadable') people.set(login, person === 'nobody' ? 'unknown' : person);
  }
  const found = new Map<number, { id: string; isRequirement: boolean } | 'unknown' | 'unreadable'>();
  for (const number of issues) {
    const item = await itemNumbered(reader, place, number, policy ?? base);
    if (item === 'unreadable') found.set(number, 'unreadable');
    else
      found.set(
        number,
        'id' in item && !('deleted' in item) ? { id: item.id, isRequirement: item.isRequirement } : 'unknown',
      );
  }
  return {
    ...base,
    known,
    touched: isTouched,
    requirement: isRequirement,
    people,
    issues: found,
    today: dayIn(new Date(parts.now()).toISOString(), settingFor(state, parts.now()).timeZone),
    ...(policy ? { ...readBy(policy), profile } : {}),
  };
}

/** Whether a request touches it: what is known of it has to follow it wherever it goes, also once nobody calls it a requirement any more. */
async function isItem({ register }: Parts, { tenant, project }: Place, issue: string): Promise<boolean> {
  return (await register.touching(tenant, project, [issue])).length > 0;
}

/** The policy that a request on record is decided under: by its form it was read and is read again, also when the project's has another by now (`rules.md 7.2`). */
async function decidedUnder(parts: Parts, place: Place, issue: string): Promise<Policy | undefined> {
  const state = await load(parts.ledger, await streamOf(parts, place, issue));
  const found = await policyFor(await factsAt(parts, place, { patient: true }), state);
  return found.kind === 'in-force' ? found.policy : undefined;
}
