/** What the panels invoke: each function checks its payload, reads who asks and where from Forge's context, and answers with data to draw. */
import { fold } from '@countersign/core/change/evolve.ts';
import { isOpen } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { policyFor, situationFor } from '@countersign/core/facts.ts';
import { Conflict, Malformed } from '@countersign/core/failure.ts';
import type { StreamRef } from '@countersign/core/ports.ts';
import { happenings } from '@countersign/core/run.ts';
import { type Locale, localeFor } from '@countersign/core/text/locale.ts';
import { FIELDS, type FieldId } from '@countersign/core/view/field.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import type { Told } from '@countersign/core/view/told.ts';
import { z } from 'zod';
import { behindOf } from './behind.ts';
import { type JiraClient, path } from './client.ts';
import { act, type Desk, factsAt } from './desk.ts';
import { commandOf, isAboutAnother } from './panel/ask.ts';
import type { ActAnswer, PanelData, SaveAnswer, SettingsData, SetupData } from './panel/data.ts';
import { PAYLOADS } from './panel/port.ts';
import { recorded } from './panel/recorded.ts';
import { refused } from './panel/refused.ts';
import { voice } from './panel/said.ts';
import { changedPolicy, settingsData } from './panel/settings.ts';
import { changeData } from './panel/view.ts';
import { personOf } from './place.ts';
import { projectPolicies } from './record/policies.ts';
import { isGone } from './request.ts';
import { requestAt } from './requestat.ts';
import { mayAdminister } from './right.ts';
import { type Site, userSchema } from './schema.ts';
import { languageOf } from './setup/inuse.ts';
import type { SettingUp } from './setup/look.ts';
import { setupApply, setupPlan } from './setup/setup.ts';
import { setupUndo } from './setup/undo.ts';

/** Who asks and where, as Forge says; never from a payload. */
export interface Asker {
  readonly desk: Desk;
  /** Jira with the rights of whoever asks. */
  readonly asUser: JiraClient;
  readonly accountId: string;
  readonly locale: Locale;
  readonly issue?: { readonly id: string; readonly key: string };
  readonly project?: { readonly id: string; readonly key: string };
}

const contextSchema = z
  .object({
    accountId: z.string().min(1),
    locale: z.string().optional(),
    extension: z
      .object({
        issue: z
          .object({ id: z.union([z.string(), z.number()]).transform(String), key: z.string() })
          .loose()
          .optional(),
        project: z
          .object({ id: z.union([z.string(), z.number()]).transform(String), key: z.string() })
          .loose()
          .optional(),
      })
      .loose()
      .optional(),
  })
  .loose();

/** @throws Malformed for a context that is not Forge's: then nobody is known to ask. */
export function askerOf(context: unknown, desk: Desk, asUser: JiraClient): Asker {
  const read = contextSchema.safeParse(context);
  if (!read.success) throw new Malformed('Forge did not say who asks');
  const { accountId, locale = 'en', extension = {} } = read.data;
  return {
    desk,
    asUser,
    accountId,
    locale: localeFor(locale),
    ...(extension.issue ? { issue: extension.issue } : {}),
    ...(extension.project ? { project: extension.project } : {}),
  };
}

interface Seen {
  readonly site: Site;
  readonly ref: StreamRef;
  readonly told: readonly Told[];
  readonly state: ChangeState;
}

/** The request of the issue that the panel stands on; a reason when there is none to show. */
async function seenBy({ desk, asUser, issue }: Asker): Promise<Seen | Extract<PanelData, { kind: 'nothing' }>['why']> {
  if (!issue) return 'not-a-request';
  // With the rights of whoever looks: what they may not see in Jira is not shown here either.
  const found = await requestAt(desk, asUser, issue.id);
  if (found.kind === 'unseen') return 'no-access';
  if (found.kind !== 'request') return found.kind;
  const { site, ref } = found;
  const entries = await desk.ledger.read(ref);
  const told = happenings(entries);
  const state = fold(told);
  return state ? { site, ref, told, state } : 'not-recorded';
}

export async function panel(asker: Asker): Promise<PanelData> {
  const { locale, desk } = asker;
  const seen = await seenBy(asker);
  if (typeof seen === 'string') return { kind: 'nothing', locale, why: seen };
  const facts = factsAt(desk, seen.ref, false);
  const policy = await policyFor(facts, seen.state);
  if (policy.kind === 'missing') return { kind: 'nothing', locale, why: 'no-policy' };
  const actor = await personAsking(asker);
  const situation = await situationFor(facts, actor, policy, seen.state.content.request.items, { type: 'reconsider' });
  const behind = await behindOf(desk, seen.ref);
  const looked = (await desk.documents.find(lookedKey(asker, seen.ref)))?.data;
  return changeData({
    state: seen.state,
    situation,
    entries: seen.told,
    locale,
    ...(typeof looked === 'number' ? { seen: looked } : {}),
    gone: await goneFields(asker, seen),
    ...(behind ? { behind: behind.message } : {}),
  });
}

/** Questions that nobody can answer in Jira any more; of a request that is over nobody need know. */
async function goneFields({ asUser }: Asker, { site, ref, state }: Seen): Promise<readonly FieldId[]> {
  if (!isOpen(state.stage)) return [];
  const asked = path`/rest/api/3/issue/${ref.stream}?fields=${Object.values(site.fields).join(',')}`;
  const answer = await asUser.request('GET', asked);
  const { fields } = (answer.ok ? answer.data : {}) as { readonly fields?: object };
  return fields ? FIELDS.filter(({ id }) => isGone({ fields }, site, id)).map(({ id }) => id) : [];
}

const lookedKey = ({ accountId }: Asker, { tenant, project, stream }: StreamRef) => ({
  tenant,
  project,
  kind: 'looked',
  id: `${stream}/${accountId}`,
});

export async function personAsking({ desk, accountId }: Asker): Promise<Person> {
  const answer = await desk.client.request('GET', path`/rest/api/3/user?accountId=${accountId}`);
  const user = answer.ok ? userSchema.safeParse(answer.data) : undefined;
  return user?.success ? personOf(user.data) : personOf({ accountId });
}

export async function actOn(asker: Asker, payload: unknown): Promise<ActAnswer> {
  const { ask, content, press } = PAYLOADS.act.parse(payload);
  const { desk, locale } = asker;
  const seen = await seenBy(asker);
  if (typeof seen === 'string') return { kind: 'changed', panel: { kind: 'nothing', locale, why: seen } };
  const { ref, state } = seen;
  if (isAboutAnother(ask, content, state)) return { kind: 'changed', panel: await panel(asker) };
  const policy = await factsAt(desk, ref, false).policy();
  const currency = policy.kind === 'in-force' ? policy.policy.currency : 'USD';
  const understood = commandOf(ask, state, { locale, currency });
  if ('problems' in understood) return { kind: 'invalid', problems: understood.problems };
  const actor = await personAsking(asker);
  const ran = await act(desk, { ref, actor, command: understood.command, cause: `press:${asker.accountId}:${press}` });
  const refusal = ran.kind === 'done' ? ran.outcome.refusal : undefined;
  if (!refusal) {
    const shown = await panel(asker);
    const said = ran.kind === 'done' ? recorded(ran.outcome.events, shown, actor) : undefined;
    return { kind: 'done', panel: shown, ...(said ? { said } : {}) };
  }
  const speak = voice(settingFor(policy, desk.now(), locale));
  return { kind: 'refused', ...refused(refusal, speak), panel: await panel(asker) };
}

export async function seen(asker: Asker, payload: unknown): Promise<{ readonly kind: 'done' }> {
  const { version } = PAYLOADS.seen.parse(payload);
  const found = await seenBy(asker);
  if (typeof found !== 'string') {
    const fetchedAt = new Date(asker.desk.now()).toISOString();
    await asker.desk.documents.keep({
      ...lookedKey(asker, found.ref),
      data: Math.min(version, found.state.version),
      fetchedAt,
    });
  }
  return { kind: 'done' };
}

/** Jira's own right to administer the project decides who may change its policy. */
export const mayAdministerProject = async ({ asUser, project }: Asker): Promise<boolean> =>
  project !== undefined && mayAdminister(asUser, project.id);

export async function settings(asker: Asker): Promise<SettingsData> {
  const { desk, locale, project } = asker;
  const policies = projectPolicies(desk.documents, desk.tenant, project?.id ?? '');
  const saved = project ? await policies.saved() : [];
  const current = project ? await policies.current() : { kind: 'missing' as const };
  const { timeZone } = settingFor(current, desk.now());
  return settingsData({ locale, timeZone, saved, mayEdit: await mayAdministerProject(asker) });
}

export async function saveSettings(asker: Asker, payload: unknown): Promise<SaveAnswer> {
  const { expected, change } = PAYLOADS.saveSettings.parse(payload);
  const { desk, locale, project } = asker;
  if (!project || !(await mayAdministerProject(asker))) return { kind: 'not-allowed' };
  const policies = projectPolicies(desk.documents, desk.tenant, project.id);
  const [standing] = await policies.saved();
  if ((standing?.version ?? '') !== expected) return { kind: 'changed', settings: await settings(asker) };
  const { source, problems } = changedPolicy(
    standing?.source ?? '',
    change as Parameters<typeof changedPolicy>[1],
    locale,
  );
  if (problems.length > 0) return { kind: 'invalid', problems };
  try {
    const refused = await policies.put(source, await personAsking(asker), new Date(desk.now()).toISOString(), expected);
    if (refused.length > 0) return { kind: 'invalid', problems: refused.map((text) => ({ field: '', text })) };
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return { kind: 'changed', settings: await settings(asker) };
  }
  return { kind: 'saved', settings: await settings(asker) };
}

const NOT_ALLOWED: Readonly<Record<Locale, string>> = {
  en: 'Only a Jira administrator may set the site up.',
  'zh-CN': '只有 Jira 管理员可以设置站点。',
};

/** Runs a part of the set-up with the administrator's own rights; for anybody else it says so and does nothing. */
async function asAdministrator(asker: Asker, work: (setting: SettingUp) => Promise<SetupData>): Promise<SetupData> {
  const { desk, asUser, locale } = asker;
  if (await mayAdminister(asUser)) return work({ desk, asUser, locale: await languageOf(desk, locale) });
  const step = { id: 'right', text: NOT_ALLOWED[locale], standing: 'failed' as const };
  return { locale, projects: [], steps: [step], standing: 'failed', undo: [] };
}

export async function setupPlanned(asker: Asker, payload: unknown): Promise<SetupData> {
  const { projectId } = PAYLOADS.setupPlan.parse(payload);
  return asAdministrator(asker, (setting) => setupPlan(setting, projectId));
}

export async function setupApplied(asker: Asker, payload: unknown): Promise<SetupData> {
  const { projectId } = PAYLOADS.setupApply.parse(payload);
  return asAdministrator(asker, (setting) => setupApply(setting, projectId));
}

export async function setupUndone(asker: Asker, payload: unknown): Promise<SetupData> {
  const { projectId } = PAYLOADS.setupUndo.parse(payload);
  return asAdministrator(asker, (setting) => setupUndo(setting, projectId));
}
