/** What a project's settings page invokes. */
import { policyStream } from '@countersign/core/enactment/decider.ts';
import { Conflict } from '@countersign/core/failure.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { readAuthority } from '../directory.ts';
import { readerAt } from '../facts.ts';
import type { SaveAnswer, SettingsData } from '../panel/data.ts';
import { PAYLOADS } from '../panel/port.ts';
import { changedPolicy, settingsData } from '../panel/settings.ts';
import { enactOnRecord, projectPolicies } from '../record/policies.ts';
import { type Asker, mayAdministerProject, personAsking } from './asker.ts';

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
  // The text stands whatever becomes of this; what is missing on record follows at night.
  const ref = policyStream({ tenant: desk.tenant, project: project.id });
  await enactOnRecord(desk.ledger, policies, ref, (policy) =>
    readAuthority(readerAt(desk, true), desk.tenant, policy),
  ).catch((error) =>
    console.error(`a policy of ${project.id} is not on record yet: ${error instanceof Error ? error.message : error}`),
  );
  return { kind: 'saved', settings: await settings(asker) };
}
