/** Most of a site's events are of nothing that is ours. They are told by what they say themselves and by one read, and nothing is asked of Jira for them. */
import type { Desk } from '../desk.ts';
import { streamOf } from '../place.ts';
import { eventSchema } from '../schema.ts';
import { homeKey, siteOf } from './site.ts';
import { mayBeTouched } from './touching.ts';

/**
 * Whether an event is of no change request and of nothing that one touches. What is on record is never ordinary, whatever its type became and
 * wherever it is.
 * @param given as Jira told it; what cannot be read is not ordinary
 * @throws Transient when the storage is away
 */
export async function isOrdinary(
  desk: Pick<Desk, 'tenant' | 'ledger' | 'documents' | 'kept' | 'register'>,
  given: unknown,
): Promise<boolean> {
  const read = eventSchema.safeParse(given);
  const { id, fields } = read.data?.issue ?? {};
  const project = fields?.project?.id;
  if (id === undefined || project === undefined) return false;
  const { tenant, kept, register } = desk;
  const [site, home, rows, isTouched] = await Promise.all([
    siteOf(desk, project),
    kept.find(homeKey(tenant, id)),
    // The list of homes may be lost; what began here is found without it.
    register.findAll([streamOf({ tenant, project }, id)]),
    mayBeTouched(desk, tenant, id),
  ]);
  if (home || rows.length > 0 || isTouched) return false;
  if (!site) return true;
  const type = fields?.issuetype?.id;
  return type !== undefined && type !== site.changeType;
}
