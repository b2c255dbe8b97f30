/** What tells of a repository, or is to be done there, may call it as it was called before; another may have that name by now, and would be read in its place (`rules.md 5.6`). */
import { Transient } from '@countersign/core/failure.ts';
import { z } from 'zod';
import { ask } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { placeOf } from '../place.ts';
import type { Payload } from '../schema.ts';
import type { Place } from '../translation.ts';
import { placeJustNoted, placeNoted, rememberPlace } from './home.ts';
import { placeAtGithub } from './places.ts';

const repository = z.object({ node_id: z.string(), name: z.string(), owner: z.object({ login: z.string() }) });

type Name = Pick<Place, 'owner' | 'repo'>;
const isSame = (one: Name, other: Name): boolean => one.owner === other.owner && one.repo === other.repo;

/**
 * A place under a name that leads to it. One that was noted was asked about before; any other is asked about once.
 * @throws Transient while GitHub does not answer
 */
export async function asCalledNow(parts: Parts, place: Place): Promise<Place> {
  const { tenant, project } = place;
  if (project === '') return place;
  const known = placeJustNoted(parts, project);
  if (known && isSame(known, place)) return place;
  const noted = await placeNoted(parts, tenant, project);
  if (noted && isSame(noted, place)) return place;
  const asked = await nameAt(parts, place);
  const found = typeof asked === 'object' || !noted ? asked : await nameAt(parts, noted);
  // Where another has the name, whoever lists what we are installed in knows how it is called.
  const name = found === 'another' ? await placeAtGithub(parts, tenant, project) : found;
  if (!name) return place;
  const now = { ...place, owner: name.owner, repo: name.repo };
  await rememberPlace(parts, now);
  return now;
}

/** @returns `undefined` where that name leads nowhere */
async function nameAt(
  parts: Parts,
  { installation, project, owner, repo }: Place,
): Promise<Name | 'another' | undefined> {
  try {
    const { client } = await readerFor(parts, { installation });
    const answer = await ask(client, 'GET /repos/{owner}/{repo}', { owner, repo });
    const read = answer.ok ? repository.safeParse(answer.data) : undefined;
    // GitHub leads on from a former name for as long as nobody else has it: it is called as the answer says.
    if (!read?.success) return undefined;
    return read.data.node_id === project ? { owner: read.data.owner.login, repo: read.data.name } : 'another';
  } catch (error) {
    if (error instanceof Transient) throw error;
    return undefined;
  }
}

/** The same payload, as if it were told now. */
export async function toldNow(parts: Parts, payload: Payload): Promise<Payload> {
  const { repository: told, installation } = payload;
  if (!told || !installation) return payload;
  const place = placeOf(payload, told);
  const now = await asCalledNow(parts, place);
  if (isSame(now, place)) return payload;
  return { ...payload, repository: { ...told, name: now.repo, full_name: `${now.owner}/${now.repo}` } };
}
