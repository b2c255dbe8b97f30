import { STAGES } from '@countersign/core/change/stage.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { project, surfaces, touched } from '@countersign/github/project/project.ts';
import type { Target, Written } from '@countersign/github/project/written.ts';
import { act } from '@countersign/jira/act.ts';
import { openDesk } from '@countersign/jira/desk.ts';
import { streamOf } from '@countersign/jira/place.ts';
import { PROPERTY } from '@countersign/jira/project/property.ts';
import { follow } from '@countersign/jira/queue/follow.ts';
import { projectPolicies } from '@countersign/jira/record/policies.ts';
import { rememberSite } from '@countersign/jira/setup/site.ts';
import { Octokit } from '@octokit/rest';
import { afterEach } from 'vitest';
import { manifestEntities } from '../instruments/manifest.ts';
import { inReview, opened, person } from '../instruments/scenario.ts';
import { enterForge } from '../standins/forge/runtime.ts';
import { forgeStorage } from '../standins/forge/storage.ts';
import { jiraSite } from '../standins/jira/site.ts';
import { SELF, wire } from './project.wire.ts';
import { type Shown, shownContract } from './shown.ts';

let leave = (): void => {};
afterEach(() => leave());

/** Tells a call that writes which fate it has. */
function fates() {
  let losing: { point: number; what: 'call' | 'answer' } | undefined;
  let count = 0;
  return {
    lose: (point: number, what: 'call' | 'answer') => {
      losing = { point: count + point, what };
    },
    next: () => {
      const fate = losing?.point === count ? losing.what : undefined;
      count += 1;
      return fate;
    },
    count: () => count,
  };
}

shownContract('GitHub', async (): Promise<Shown> => {
  const play = inReview();
  const github = wire();
  const fate = fates();
  github.fault = (call) => {
    if (call.startsWith('GET')) return undefined;
    const lost = fate.next();
    return lost && { kind: `lost-${lost}` };
  };
  const notes = new Map<string, Map<string, Json>>();
  const of = (target: Target) => {
    const key = JSON.stringify(target);
    const known = notes.get(key) ?? new Map<string, Json>();
    notes.set(key, known);
    return known;
  };
  const keep = async (target: Target, surface: string, data: Json) => void of(target).set(surface, data);
  const written: Written = { written: async (target) => new Map(of(target)), remember: keep, confirm: keep };
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const ports = { client: new Octokit({ request: { fetch: github.fetch }, log }), written };
  const place = { tenant: 'github:1', project: 'R_1', installation: 1, owner: 'acme', repo: 'shop' };
  const where = { place, issue: 'I_12', number: 12, self: SELF };
  return {
    show: () =>
      project(ports, where, surfaces(play.state(), play.situation('nobody'), play.happened, { issue: 'I_12' })),
    withdraw: async () => void play.when('carla', { type: 'withdraw', reason: 'not needed' }),
    async byHand() {
      github.labels.delete('change: in review');
      github.labels.add('change: approved');
      await touched(ports, where, 'label');
    },
    vanish() {
      github.fault = () => ({ kind: 'answer', status: 410 });
    },
    writes: fate.count,
    seen: () => [github.comments.map((one) => one.body), [...github.labels].sort(), github.issue],
    lose: fate.lose,
  };
});

shownContract('Jira', async (): Promise<Shown> => {
  leave();
  const site = jiraSite(STAGES);
  const fate = fates();
  leave = enterForge({
    storage: forgeStorage(manifestEntities()),
    pushed: [],
    jira: async (meta, path, init) => {
      const lost = init.method === 'GET' ? undefined : fate.next();
      const answer = lost === 'call' ? undefined : await site.answer(meta, path, init);
      return answer && lost !== 'answer' ? answer : Response.json({}, { status: 503 });
    },
  });
  const place = { tenant: 'jira:cloud', project: '10000' };
  const desk = openDesk(place.tenant);
  const fetchedAt = new Date().toISOString();
  const data = {
    changeType: '1',
    fields: {},
    statuses: Object.fromEntries(site.statuses),
    locale: 'en' as const,
    address: '',
  };
  await rememberSite(desk, data);
  const policy = policyTemplate('standard', 'en', { lead: 'mei', expert: 'theo', customer: 'carla' });
  await projectPolicies(desk, place.project).put(policy, person('mei'), fetchedAt);
  for (const name of ['mei', 'theo', 'carla']) site.person(name);
  const issue = site.create('carla', { project: place.project, issuetype: '1', summary: 'PDF' });
  const ref = streamOf(place, issue.id);
  const requester = person('carla');
  await act(desk, { ref, actor: requester, command: opened(), cause: 'opened' });
  const name = () => (issue.fields.status as { name: string }).name;
  return {
    show: () => follow(desk, { kind: 'show', ref }),
    async withdraw() {
      const command = { type: 'withdraw', reason: 'not needed' } as const;
      await act(desk, { ref, actor: requester, command, cause: 'withdrawn' });
    },
    async byHand() {
      await site.move('mei', issue.id, 'approved');
    },
    vanish: () => void site.issues.delete(issue.id),
    writes: fate.count,
    seen: () => [name(), issue.properties.get(PROPERTY)],
    lose: fate.lose,
  };
});
