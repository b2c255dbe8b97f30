/** What a project's settings page invokes. */
import { Conflict } from '@countersign/core/failure.ts';
import type { PolicyHint } from '@countersign/core/gate/hint.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { FORMER } from '@countersign/core/record/people.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { changedPolicy, type Settings, settingsData } from '../answer/settings.ts';
import type { Desk } from '../desk.ts';
import { namesOf } from '../facts/people.ts';
import { isHiddenFromApp, mayAdminister } from '../facts/right.ts';
import { unknownNames } from '../facts/unknown.ts';
import { holdersAt, readerAt } from '../facts.ts';
import { accountOf } from '../place.ts';
import { PAYLOADS } from '../port/call.ts';
import type { ErasePolicyAnswer, SaveAnswer, SettingsData } from '../port/data.ts';
import { projectPolicies, type Saved } from '../record/policies.ts';
import { type Asker, mayAdministerProject, personAsking } from './asker.ts';

export async function settings(asker: Asker): Promise<SettingsData> {
  const { desk, locale, project } = asker;
  const policies = projectPolicies(desk, project?.id ?? '');
  const [saved, current] = project
    ? await Promise.all([policies.saved(), policies.current()])
    : [[], { kind: 'missing' as const }];
  const { timeZone } = settingFor(current, desk.now());
  const [mayEdit, mayErase, people, hints] = await Promise.all([
    mayAdministerProject(asker),
    mayErasePolicy(asker),
    named(desk, saved),
    current.kind === 'in-force' ? hintsOf(asker, current.policy) : [],
  ]);
  return settingsData({ locale, timeZone, saved: people, mayEdit, mayErase, hints });
}

/** What Jira knows of the policy's names, and first that it shows the app nothing of the project. */
async function hintsOf({ desk, asUser, project }: Asker, policy: Policy): Promise<readonly PolicyHint[]> {
  const [isHidden, names] = await Promise.all([
    project ? isHiddenFromApp(desk.client, asUser, project.id) : false,
    unknownNames(readerAt(desk, false), desk.tenant, policy),
  ]);
  return isHidden ? [{ code: 'hidden-project', values: {} }, ...names] : names;
}

/** What is kept of people is for whoever administers Jira to take away, not for those whose rules it was. */
const mayErasePolicy = async ({ asUser, project }: Asker): Promise<boolean> =>
  project !== undefined && mayAdminister(asUser);

/** Takes the text of a version away for good (`rules.md 7.2`). */
export async function erasePolicy(asker: Asker, payload: unknown): Promise<ErasePolicyAnswer> {
  const { version } = PAYLOADS.erasePolicy.parse(payload);
  const { desk, project } = asker;
  if (!project || !(await mayErasePolicy(asker))) return { kind: 'not-allowed' };
  const at = new Date(desk.now()).toISOString();
  if (!(await projectPolicies(desk, project.id).eraseText(version, at))) return { kind: 'unknown' };
  return { kind: 'erased', settings: await settings(asker) };
}

/** The record knows who put a version in force by id; Jira says what they are called, unless somebody had it forgotten. */
async function named(desk: Desk, saved: readonly Saved[]): Promise<Settings['saved']> {
  const ids = [...new Set(saved.map(({ by }) => by))];
  const people = ids.map((id) => accountOf({ id, name: '' }));
  const [{ erased }, names] = await Promise.all([
    desk.people.recall(desk.tenant, ids),
    namesOf(readerAt(desk, false), desk.tenant, people, people.length),
  ]);
  const nameOf = (id: string): string =>
    erased.has(id) ? FORMER : (names.get(accountOf({ id, name: '' })) ?? accountOf({ id, name: '' }));
  return saved.map((one) => ({ ...one, by: { id: one.by, name: nameOf(one.by) } }));
}

export async function saveSettings(asker: Asker, payload: unknown): Promise<SaveAnswer> {
  const { expected, change } = PAYLOADS.saveSettings.parse(payload);
  const { desk, locale, project } = asker;
  if (!project || !(await mayAdministerProject(asker))) return { kind: 'not-allowed' };
  const policies = projectPolicies(desk, project.id);
  const [standing] = await policies.saved();
  if ((standing?.version ?? '') !== expected) return { kind: 'changed', settings: await settings(asker) };
  const { source, problems } = changedPolicy(
    standing?.source ?? '',
    change as Parameters<typeof changedPolicy>[1],
    locale,
  );
  if (problems.length > 0) return { kind: 'invalid', problems };
  try {
    const refused = await policies.put(source, await personAsking(asker), new Date(desk.now()).toISOString(), {
      instead: expected,
      // Whom Jira does not show now is said to be unread, and holds up nothing.
      holders: holdersAt(desk),
    });
    if (refused.length > 0) return { kind: 'invalid', problems: refused.map((text) => ({ field: '', text })) };
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return { kind: 'changed', settings: await settings(asker) };
  }
  return { kind: 'saved', settings: await settings(asker) };
}
