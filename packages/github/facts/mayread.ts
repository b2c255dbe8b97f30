/** Whether somebody may read a repository now: whoever is told by mail is shown nothing that GitHub would not show them (`rules.md 9`). */
import { kept, Unreadable } from '@countersign/core/kept.ts';
import { ask } from '../client.ts';
import type { Place } from '../translation.ts';
import { userWith } from './directory.ts';
import type { Reader } from './reader.ts';

const MAX_AGE_MS = 5 * 60_000;

/**
 * @param id of an account of GitHub's
 * @throws Transient while GitHub does not answer and the reader is patient
 */
export async function mayReadNow(reader: Reader, place: Place, id: string): Promise<'yes' | 'no' | 'unknown'> {
  const { tenant, project, owner, repo } = place;
  const found = await kept<boolean>(reader, { tenant, project, kind: 'may-read', id }, MAX_AGE_MS, async () => {
    const who = await userWith(reader, tenant, id);
    if (who === 'nobody') return false;
    if (who === 'unreadable') throw new Unreadable(`${id} cannot be read`);
    const asked = { owner, repo, username: who.name };
    const answer = await ask(reader.client, 'GET /repos/{owner}/{repo}/collaborators/{username}/permission', asked);
    // The repository is there: it is they whom it does not know.
    if (!answer.ok && answer.status === 404) return false;
    if (!answer.ok) throw new Unreadable(answer.message);
    return (answer.data as { readonly permission?: string }).permission !== 'none';
  });
  return found === 'unreadable' ? 'unknown' : found.value ? 'yes' : 'no';
}
