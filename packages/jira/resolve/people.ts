/** What the administrator's page invokes to have somebody forgotten. */
import { mayAdminister } from '../facts/right.ts';
import { personOf } from '../place.ts';
import { PAYLOADS } from '../port/call.ts';
import type { EraseAnswer } from '../port/data.ts';
import { forgetPerson } from '../record/erase.ts';
import type { Asker } from './asker.ts';

/** Whoever administers Jira answers for what its users are called in it; who administers a project does not. */
export async function erasePerson({ desk, asUser }: Asker, payload: unknown): Promise<EraseAnswer> {
  const { accountId } = PAYLOADS.erasePerson.parse(payload);
  if (!(await mayAdminister(asUser))) return { kind: 'not-allowed' };
  await forgetPerson(desk, personOf({ accountId }).id);
  return { kind: 'erased' };
}
