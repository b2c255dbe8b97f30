/** Where a repository is and how it is reached, asked of GitHub where nothing is noted of it. */
import { ask } from '@countersign/github/project/client.ts';
import type { Place } from '@countersign/github/translation.ts';
import { z } from 'zod';
import { type Parts, readerFor } from './parts.ts';

const PAGE = 100;
/** Pages of a list; beyond that a delivery has to tell. */
const MOST_PAGES = 50;

const installation = z.object({ id: z.number(), account: z.object({ id: z.number() }).nullish() });
const repository = z.object({ node_id: z.string(), name: z.string(), owner: z.object({ login: z.string() }) });
const repositories = z.object({ repositories: z.array(repository) });

/**
 * @returns `undefined` where the app is not installed, or GitHub does not say
 * @throws Transient while GitHub is away
 */
export async function placeAtGithub(parts: Parts, tenant: string, project: string): Promise<Place | undefined> {
  for (const id of await installationsOf(parts, tenant)) {
    const { client } = await readerFor(parts, { installation: id });
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const answer = await ask(client, 'GET /installation/repositories', { per_page: PAGE, page });
      const some = answer.ok ? repositories.safeParse(answer.data).data?.repositories : undefined;
      const found = some?.find((one) => one.node_id === project);
      if (found) return { tenant, project, installation: id, owner: found.owner.login, repo: found.name };
      if (!some || some.length < PAGE) break;
    }
  }
  return undefined;
}

/** Those of the account; a suspended one refuses by itself. */
async function installationsOf(parts: Pick<Parts, 'installations'>, tenant: string): Promise<readonly number[]> {
  const app = await parts.installations.client(0);
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await ask(app, 'GET /app/installations', { per_page: PAGE, page });
    const some = answer.ok ? z.array(installation).safeParse(answer.data).data : undefined;
    const own = (some ?? []).filter(({ account }) => tenant === `github:${account?.id}`);
    if (own.length > 0) return own.map(({ id }) => id);
    if (!some || some.length < PAGE) break;
  }
  return [];
}
