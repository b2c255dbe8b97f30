/** An administrator before an empty site, for tests of set-up: Forge's storage, Jira, a clock that only moves when it is told to. */
import { STAGES } from '@countersign/core/change/stage.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { folded } from '@countersign/core/record/run.ts';
import { INVENTORY } from '@countersign/core/setup/inventory.ts';
import { SITE } from '@countersign/core/setup/site.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { FIELDS } from '@countersign/core/view/field.ts';
import { userClient } from '@countersign/jira/client.ts';
import { openDesk } from '@countersign/jira/desk.ts';
import type { SetupData } from '@countersign/jira/port/data.ts';
import { categoryOf, KIND, KINDS, statusName } from '@countersign/jira/setup/sitewide.ts';
import { isNeeded } from '@countersign/jira/setup/team.ts';
import { setupWords } from '@countersign/jira/setup/words.ts';
import { afterEach, expect } from 'vitest';
import { enterForge } from '../standins/forge/runtime.ts';
import { forgeStorage } from '../standins/forge/storage.ts';
import { addProject } from '../standins/jira/configured.ts';
import { jiraSite } from '../standins/jira/site.ts';
import { checked, MODULE, RULES } from './forge.ts';
import { manifestEntities } from './manifest.ts';

let leave = (): void => {};
const violations: string[] = [];
afterEach(() => {
  leave();
  expect(violations.splice(0)).toEqual([]);
});

/** @param oracle false where the same calls are made hundreds of times: the undisturbed runs hold them to the oracle */
export function begin(locale: 'en' | 'zh-CN' = 'en', oracle = true) {
  const site = jiraSite(STAGES);
  site.person('ada').administers.add('site');
  addProject(site.configured, '10000', 'SHIP', 'Ships');
  site.configured.projects.set('10001', { key: 'TEAM', name: 'Team', style: 'next-gen' });
  site.configured.rules.push(
    // Another app's module of the same key: its answer would be anybody's.
    {
      id: 'ari:cloud:ecosystem::extension/other/test/static/gate',
      ruleKey: 'forge:expression-validator',
      ruleType: 'Validator',
      name: 'Others decide',
    },
    ...RULES,
  );
  const storage = forgeStorage(manifestEntities());
  leave = enterForge({
    storage,
    pushed: [],
    jira: (meta, path, init) => (oracle ? checked(site, violations) : site.answer)(meta, path, init),
    accountId: 'ada',
  });
  let ahead = 0;
  const desk = openDesk('jira:cloud', { now: () => Date.UTC(2026, 10, 2) + ahead });
  const later = (milliseconds: number): void => {
    ahead += milliseconds;
  };
  return { site, storage, later, setting: { desk, asUser: userClient(), locale } };
}

/** Calls that change something: one that reads workflow schemes is a POST as well. */
export const written = (site: World['site']) => site.spoken.filter((one) => !/^GET|\/workflowscheme\/read$/.test(one));

export { MODULE };

export type Transition = NonNullable<
  ReturnType<World['site']['configured']['workflows']['get']>
>['transitions'][number];
export type World = ReturnType<typeof begin>;

/** The site and Forge's storage as they are now. @returns what brings them back, as often as it is called */
export function saved({ site: { configured }, storage }: World): () => void {
  const { inUse: _, ...held } = configured;
  const copy = structuredClone(held);
  const kept = storage.saved();
  return () => {
    kept();
    for (const [name, before] of Object.entries(structuredClone(copy))) {
      const now = configured[name as keyof typeof held];
      if (now instanceof Map && before instanceof Map) refill(now, before);
      else if (now instanceof Set && before instanceof Set) refill(now, before);
      else Object.assign(configured, { [name]: before });
    }
  };
}

function refill(now: Map<unknown, unknown> | Set<unknown>, before: Map<unknown, unknown> | Set<unknown>): void {
  now.clear();
  if (now instanceof Map) for (const [key, value] of before as Map<unknown, unknown>) now.set(key, value);
  else for (const one of before as Set<unknown>) now.add(one);
}

/**
 * All that a run can find: what is configured, what the record says of it, and what is kept beside the record. Runs on two worlds of which
 * this is the same do the same. How often something happened is left out, and ids are named by where they first stand.
 */
export async function found({ site: { configured }, storage, setting: { desk } }: World): Promise<string> {
  const states: (readonly [string, unknown])[] = [];
  for (const [key, value] of storage.rows('request')) {
    const { ref } = (value as unknown as { readonly row: { readonly ref: StreamRef } }).row;
    const entries = await desk.ledger.read(ref);
    states.push([key, ref.kind === INVENTORY.kind ? folded(INVENTORY, entries) : folded(SITE, entries)]);
  }
  const beside = (['fact', 'kept'] as const)
    .flatMap((name) => storage.rows(name))
    .map(([key, value]) => [key, { ...(value as object), stamp: undefined }] as const);
  const text = JSON.stringify(
    { configured, states: states.sort(byKey), beside: beside.sort(byKey) },
    (_, value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value),
  );
  const names = new Map<string, string>();
  return text.replaceAll(/\b(?:customfield_)?1\d{4,}\b/g, (id) => {
    const name = names.get(id) ?? `id ${names.size}`;
    names.set(id, name);
    return name;
  });
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/** What somebody adds to the team-managed project by hand, following the list. */
export function addByHand(site: World['site'], locale: Locale): void {
  const { configured } = site;
  const statuses = STAGES.map((stage, at) => {
    configured.statuses.set(`72${at}`, { name: statusName(stage, locale), category: categoryOf(stage) });
    return `72${at}`;
  });
  const must = FIELDS.filter(isNeeded);
  configured.teams.set('10001', {
    types: new Map([['71', { name: setupWords(locale).typeName, statuses }]]),
    fields: new Map(
      must.map((one, at) => [`customfield_${at}`, { name: one.label[locale], type: `${KIND}:${KINDS[one.kind][0]}` }]),
    ),
  });
}

/** All that set-up may have changed, without what is only counted up. */
export function standing({ site: { configured } }: World): unknown {
  const names = (map: ReadonlyMap<string, { readonly name: string }>) =>
    [...map.values()].map((one) => one.name).sort();
  return {
    types: names(configured.types),
    properties: [...configured.properties]
      .flatMap(([entity, own]) => [...own.keys()].map((key) => `${entity.split('/')[0]} ${key}`))
      .sort(),
    pinned: [...configured.pinned].sort(),
    fields: [...configured.fields.values()]
      .map((one) => [one.name, one.type, one.options.map(({ value }) => value).sort()])
      .sort(),
    links: names(configured.links),
    statuses: names(configured.statuses),
    screens: [...configured.screens.values()].map((one) => [
      one.name,
      ...[...one.tabs.values()].map((tab) => [...tab.fields].map((id) => configured.fields.get(id)?.name ?? id)),
    ]),
    screenSchemes: names(configured.screenSchemes),
    typeScreenSchemes: [...configured.typeScreenSchemes.values()].map((one) =>
      [...one.screens].map(([type, to]) => [configured.types.get(type)?.name, configured.screenSchemes.get(to)?.name]),
    ),
    workflows: names(configured.workflows),
    typeSchemes: [...configured.typeSchemes.values()].map((one) =>
      [...one.types].map((id) => configured.types.get(id)?.name),
    ),
    workflowSchemes: [...configured.workflowSchemes.values()].map((one) => [
      one.usual,
      ...[...one.workflows].map(([type, to]) => [configured.types.get(type)?.name, configured.workflows.get(to)?.name]),
    ]),
  };
}

export const stepOf = (data: SetupData, id: string) => data.steps.find((one) => one.id === id);
