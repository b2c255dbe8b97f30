/** Where repositories are and how they are reached, as GitHub lists what the app is installed in. */

import { z } from 'zod';
import { ask } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import type { Place } from '../translation.ts';

const PAGE = 100;

const installations = z.array(
  z.object({ id: z.number(), account: z.object({ id: z.number() }).nullish(), suspended_at: z.string().nullish() }),
);
const repository = z.object({
  node_id: z.string(),
  name: z.string(),
  owner: z.object({ id: z.number(), login: z.string() }),
});
const repositories = z.object({ repositories: z.array(repository) });

/**
 * Asked for one repository, where nothing is noted of it.
 * @returns `undefined` where the app is not installed, or GitHub does not say
 * @throws Transient while GitHub is away
 */
export async function placeAtGithub(parts: Parts, tenant: string, project: string): Promise<Place | undefined> {
  // A suspended one refuses by itself.
  for await (const { id, account } of installed(parts))
    if (tenant === `github:${account?.id}`)
      for await (const place of placesOf(parts, id)) if (place.project === project) return { ...place, tenant };
  return undefined;
}

/**
 * Ids of the installations that are not paused, however many pages GitHub takes.
 * @throws Transient while GitHub is away
 */
export async function installationsNow(parts: Pick<Parts, 'installations'>): Promise<readonly number[]> {
  const found: number[] = [];
  for await (const { id, suspended_at } of installed(parts)) if (!suspended_at) found.push(id);
  return found;
}

/** The repositories of one installation. What GitHub refuses to list ends them. @throws Transient while GitHub is away */
export async function* placesOf(parts: Parts, installation: number): AsyncGenerator<Place> {
  const { client } = await readerFor(parts, { installation });
  for (let page = 1; ; page += 1) {
    const answer = await ask(client, 'GET /installation/repositories', { per_page: PAGE, page });
    const some = answer.ok ? repositories.parse(answer.data).repositories : undefined;
    for (const { node_id, name, owner } of some ?? [])
      yield { tenant: `github:${owner.id}`, project: node_id, installation, owner: owner.login, repo: name };
    if (!some || some.length < PAGE) return;
  }
}

async function* installed(parts: Pick<Parts, 'installations'>): AsyncGenerator<z.infer<typeof installations>[number]> {
  const app = await parts.installations.client(0);
  for (let page = 1; ; page += 1) {
    const answer = await ask(app, 'GET /app/installations', { per_page: PAGE, page });
    const some = answer.ok ? installations.parse(answer.data) : undefined;
    yield* some ?? [];
    if (!some || some.length < PAGE) return;
  }
}
