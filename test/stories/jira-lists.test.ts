/** The lists by which a night finds its work are lost, and made anew of the record and of what Jira knows. Out of the bundle. */
import { ACCOUNT } from '@countersign/core/kept.ts';
import { openDesk } from '@countersign/jira/desk.ts';
import { projectsOf } from '@countersign/jira/facts/site.ts';
import { ownSitesOf, rememberSite } from '@countersign/jira/setup/site.ts';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { CHANGE, FIELD_IDS, type Forge, openForge, PROJECT, REQUIREMENT } from '../instruments/forge.ts';
import { addProject } from '../standins/jira/configured.ts';

let forge: Forge;
afterEach(() => forge.close());

const TENANT = 'jira:cloud-1';

/** What is listed, and what loses it. */
async function lists() {
  const desk = openDesk(TENANT);
  return { projects: await projectsOf(desk), own: await ownSitesOf(desk) };
}

async function lose(kinds: readonly string[], ids: (id: string) => boolean = () => true): Promise<void> {
  const { kept } = openDesk(TENANT);
  for (const kind of kinds)
    for (const one of await kept.list(TENANT, ACCOUNT, kind)) if (ids(one.id)) await kept.forget(one);
}

async function night(): Promise<void> {
  await forge.nightly();
  await forge.settled();
}

test('7.1: after any history the lists are what a night makes of the record again, whichever part of them was lost', async () => {
  const project = fc.record({
    id: fc.integer({ min: 10_001, max: 10_040 }).map(String),
    has: fc.constantFrom('nothing', 'policy', 'own', 'both'),
    loses: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(project, { selector: ({ id }) => id, maxLength: 8 }), async (some) => {
      forge = await openForge();
      const desk = openDesk(TENANT);
      addProject(forge.site.configured, PROJECT, 'SHIP', 'Ships');
      forge.file('rosa');
      for (const { id, has } of some) {
        addProject(forge.site.configured, id, `P${id}`, id);
        if (has === 'policy' || has === 'both') await forge.govern(id);
        if (has === 'own' || has === 'both')
          await rememberSite(
            desk,
            {
              ...{ changeType: CHANGE, requirementType: REQUIREMENT, fields: FIELD_IDS },
              ...{ statuses: {}, locale: 'en' as const, address: '' },
            },
            id,
          );
      }
      await forge.settled();
      await night();
      const before = await lists();
      expect(before.projects).toContain(PROJECT);
      const lost = new Set(some.filter(({ loses }) => loses).map(({ id }) => id));
      await lose(['project', 'own-site'], (id) => lost.has(id) || lost.size % 2 === 0);
      await night();
      expect(await lists()).toEqual(before);
      forge.close();
    }),
    { numRuns: 12 },
  );
});

test('7.1: a night finds an edit that nobody told of, though no list says in which project its request is', async () => {
  forge = await openForge();
  addProject(forge.site.configured, PROJECT, 'SHIP', 'Ships');
  const issue = forge.file('rosa');
  await forge.settled();
  await lose(['project', 'home', 'own-site']);
  expect((await lists()).projects).toEqual([]);
  forge.site.heard.clear();
  forge.site.edit('mei', issue.id, { summary: 'Something else' });
  await night();
  expect((await forge.state(issue))?.content.request.title).toBe('Something else');
});

test('7.1: where Jira does not say which projects there are, the lists stay as they are', async () => {
  forge = await openForge();
  forge.file('rosa');
  await forge.settled();
  const before = await lists();
  await night();
  expect(await lists()).toEqual(before);
});
