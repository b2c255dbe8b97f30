/** Shows that what older versions kept in the cache stands as it stood, is brought into the record at night, and may be lost there afterwards. */
import { STAGES } from '@countersign/core/change/stage.ts';
import { ACCOUNT } from '@countersign/core/kept.ts';
import { verifyProject } from '@countersign/core/ledger/chain.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { afterEach, expect, test } from 'vitest';
import { manifestEntities } from '../../../test/instruments/manifest.ts';
import { opened, person } from '../../../test/instruments/scenario.ts';
import { enterForge } from '../../../test/standins/forge/runtime.ts';
import { forgeStorage } from '../../../test/standins/forge/storage.ts';
import { jiraSite } from '../../../test/standins/jira/site.ts';
import { act } from '../act.ts';
import { openDesk } from '../desk.ts';
import { goneOf } from '../facts/gone.ts';
import { siteAndRecord, siteOf } from '../facts/site.ts';
import { touching } from '../facts/touching.ts';
import { madeBefore } from '../setup/made.ts';
import { forgetSites } from '../setup/site.ts';
import { comparePage } from './nightly.ts';

const TENANT = 'jira:cloud';
const site = { changeType: '1', fields: {}, statuses: {}, locale: 'en' as const, address: '' };
const made = { made: { type: '1', affects: '7' }, trying: 'retires' };

let leave = (): void => {};
afterEach(() => leave());

async function begin() {
  const jira = jiraSite(STAGES);
  const storage = forgeStorage(manifestEntities());
  leave = enterForge({ storage, pushed: [], jira: jira.answer });
  const desk = openDesk(TENANT);
  const ref = { tenant: TENANT, project: '10000', stream: '20000' };
  await act(desk, { ref, actor: person('carla'), command: opened(), cause: 'open' });
  const [item] = (await desk.register.findAll([ref]))[0]?.items ?? [];
  const fetchedAt = '2026-03-02T08:00:00.120Z';
  const leaves = (kind: string, id: string, data: Json) =>
    desk.documents.keep({ tenant: TENANT, project: ACCOUNT, kind, id, data, fetchedAt });
  await leaves('project', '10000', true);
  await leaves('home', ref.stream, '10000');
  await leaves(`touches ${item}`, ref.stream, '10000');
  await leaves('gone', item ?? '', true);
  // A deletion of which the record has nothing to say.
  await leaves('gone', '77777', true);
  await leaves('site', 'site', site);
  await leaves('site', '10001', { ...site, changeType: '2' });
  await leaves('setup', 'made', made);
  await leaves('setup', 'language', 'zh-CN');
  const shown = async () => {
    // Its issue is in another project by now.
    expect((await siteAndRecord(desk, ref.stream, '10009')).ref).toEqual(ref);
    expect((await siteAndRecord(desk, ref.stream, '10009')).entries.length).toBeGreaterThan(0);
    expect((await touching(desk, TENANT, item ?? '')).refs).toEqual(expect.arrayContaining([ref]));
    expect([...(await goneOf(desk, [item ?? '', '1']))]).toEqual([item]);
    expect(await siteOf(desk, '10000')).toEqual(site);
    expect(await siteOf(desk, '10001')).toMatchObject({ changeType: '2' });
    expect(await madeBefore(desk)).toEqual({ ...made, locale: 'zh-CN' });
  };
  return { desk, storage, shown };
}

test('what an older version kept stands before a night and after it, and is kept in the cache no more', async () => {
  const { desk, storage, shown } = await begin();
  await shown();
  await comparePage(desk, { at: 'n1' });
  await shown();
  const chain = await desk.ledger.readProject(TENANT, ACCOUNT, 0, 100);
  await comparePage(desk, { at: 'n2' });
  storage.lose((key) => key.startsWith('fact:'));
  await shown();
  await comparePage(desk, { at: 'n3' });
  await shown();
  // Each is said once.
  expect(await desk.ledger.readProject(TENANT, ACCOUNT, 0, 100)).toEqual(chain);
  expect(verifyProject(chain)).toBeUndefined();
  expect(JSON.stringify(chain)).not.toContain('77777');
});

test('what is found by an issue or an item is made anew of the record, and a site that is taken back stays so', async () => {
  const { desk, storage, shown } = await begin();
  await comparePage(desk, { at: 'n1' });
  storage.lose((key) => key.startsWith('fact:'));
  const projects = { tenant: TENANT, project: ACCOUNT, kind: 'project', id: '10000' };
  storage.lose((key) => key.startsWith('kept:'));
  await desk.kept.keep({ ...projects, data: true, fetchedAt: '2026-03-02T08:00:00.120Z' });
  await comparePage(desk, { at: 'n2' });
  await shown();
  // Found by the site again, as a look at the project would have it.
  await desk.kept.keep({
    ...projects,
    kind: 'own-site',
    id: '10001',
    data: true,
    fetchedAt: '2026-03-02T08:00:00.120Z',
  });
  await forgetSites(desk);
  expect([await siteOf(desk, '10000'), await siteOf(desk, '10001')]).toEqual([undefined, undefined]);
});
