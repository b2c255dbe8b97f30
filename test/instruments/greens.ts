/** Many pull requests whose checks are green, without a delivery for each: what is shown here is what happens to them then. */

import { placeOfProject } from '@countersign/github/record/home.ts';
import { pullOf } from '@countersign/github/translate/work.ts';
import { showLater } from '@countersign/github/work/pull.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { openPull } from '@countersign/sandbox/world/pull.ts';
import { push } from '@countersign/sandbox/world/push.ts';
import type { Line } from './line.ts';

/** A policy under which work that names nothing passes, so that greens need no approvals. */
export const LINKED = (text: string): string =>
  text.replace('    branches: [main]', '    branches: [main]\n    covers: linked');

/** Opens them, and resolves once they are shown. */
export async function openGreens(line: Line, count: number): Promise<void> {
  const { world, seeded, server } = line;
  const { repository, people, organization } = seeded;
  const tenant = `github:${organization.id}`;
  const place = await placeOfProject(server.parts, tenant, nodeId('R', repository.id));
  if (!place) throw new Error('the repository is not known');
  const developer = { account: people.developer, viaApp: false };
  const tell = line.deliveries.meddle;
  line.deliveries.meddle = () => [];
  for (let n = 1; n <= count; n += 1) {
    const head = `work-${n}`;
    push(world, repository, developer, {
      branch: head,
      from: 'main',
      message: head,
      edits: { [`src/${n}.ts`]: `${n}` },
    });
    openPull(world, repository, developer, { title: head, head, base: 'main' });
  }
  await line.deliveries.settled();
  line.deliveries.meddle = tell;
  for (const number of repository.openPulls) {
    if (number === seeded.pull) continue;
    const issue = repository.issues.get(number);
    if (!issue?.pull) continue;
    const at = new Date(issue.pull ? world.now() : 0).toISOString();
    const seen = pullOf(
      {
        node_id: nodeId('PR', issue.id),
        number,
        title: issue.title,
        body: issue.body,
        state: 'open',
        updated_at: at,
        user: { id: people.developer.id, login: people.developer.login },
        head: { sha: issue.pull.headSha, ref: issue.pull.headRef },
        base: { sha: issue.pull.baseSha, ref: issue.pull.baseRef },
      } as Parameters<typeof pullOf>[0],
      place,
    );
    // What lies between the two commits is known: this is about writes.
    const id = `${seen.base} ${seen.baseSha}...${seen.head}`;
    await server.parts.documents.keep({
      tenant,
      project: place.project,
      kind: 'files',
      id,
      data: [`src/${number}.ts`],
      fetchedAt: at,
    });
    await server.parts.work.keep({
      tenant,
      project: place.project,
      id: seen.id,
      number,
      head: seen.head,
      open: true,
      data: JSON.parse(JSON.stringify(seen)),
      updatedAt: at,
    });
    await showLater(server.parts, place, seen.id, `seed/${number}`, seen.head);
  }
  await line.settled();
}

export const POLICY_ASKED = /^GET .*\/contents\/.*countersign\.yml/;

/** The policy that was read counts no more, as after a push. */
export async function policyForgotten(line: Line): Promise<void> {
  const { organization, repository } = line.seeded;
  const key = {
    tenant: `github:${organization.id}`,
    project: nodeId('R', repository.id),
    kind: 'policy',
    id: 'current',
  };
  await line.server.parts.documents.forget(key);
}
