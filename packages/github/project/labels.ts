/** Keeps our labels on an issue as they should be and never touches anybody else's. */
import { type Label, ownLabel } from '@countersign/core/view/labels.ts';
import { ask, type GitHubClient, isGone, refusal } from '../client.ts';
import { CHANGE_LABEL } from '../form/template.ts';
import type { Place } from '../translation.ts';
import { field, type Ports, type Target } from './written.ts';

export const LABELS = 'labels';
const DEFINITIONS = 'label-definitions';

export interface LabelPlace {
  readonly place: Place;
  readonly number: number;
}

/** The target of what a repository has once: the definitions of our labels. */
function repositoryTarget(place: Place): Target {
  return { tenant: place.tenant, project: place.project, target: 'repository' };
}

/** @throws Transient to be tried again; Malformed when GitHub will never accept it. */
export async function projectLabels(
  ports: Ports,
  target: Target,
  where: LabelPlace,
  wanted: readonly Label[],
): Promise<void> {
  const { client, written } = ports;
  const last = (await written.written(target)).get(LABELS);
  const uncertain = field(last, 'uncertain') === true;
  const present = new Set(uncertain ? await ours(client, where) : namesIn(field(last, 'names')));
  const names = wanted.map((one) => one.name);
  const missing = wanted.filter((one) => !present.has(one.name));
  const extra = [...present].filter((name) => !names.includes(name));
  if (missing.length + extra.length > 0) {
    client.room?.();
    await written.remember(target, LABELS, { uncertain: true });
    await define(ports, where.place, missing);
    await change(client, where, missing, extra);
  } else if (!uncertain) {
    return;
  }
  await written.confirm(target, LABELS, { names });
}

/** Puts back the label by which people see that an issue is a change request; the record never needed it. */
export async function restoreMark(client: GitHubClient, place: Place, number: number): Promise<void> {
  const answer = await ask(client, 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
    ...{ owner: place.owner, repo: place.repo, issue_number: number, labels: [CHANGE_LABEL] },
  });
  if (!answer.ok && !isGone(answer)) throw refusal(answer, `the label of #${number}`);
}

async function change(
  client: GitHubClient,
  { place, number }: LabelPlace,
  missing: readonly Label[],
  extra: readonly string[],
): Promise<void> {
  const issue = { owner: place.owner, repo: place.repo, issue_number: number };
  if (missing.length > 0) {
    const answer = await ask(client, 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
      ...issue,
      labels: missing.map((one) => one.name),
    });
    if (!answer.ok) throw refusal(answer, `a label of #${number}`);
  }
  for (const name of extra) {
    const answer = await ask(client, 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', {
      ...issue,
      name,
    });
    // Somebody was faster: what should be gone is gone.
    if (!answer.ok && !isGone(answer)) throw refusal(answer, `a label of #${number}`);
  }
}

async function ours(client: GitHubClient, { place, number }: LabelPlace): Promise<readonly string[]> {
  const parameters = { owner: place.owner, repo: place.repo, issue_number: number, per_page: 100 };
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/issues/{issue_number}/labels', parameters);
  if (!answer.ok) throw refusal(answer, `the labels of #${number}`);
  return (answer.data as readonly { name: string }[]).flatMap(({ name }) => ownLabel(name) ?? []);
}

/** Labels get their colour and description once for each repository, on first use. */
async function define({ client, written }: Ports, place: Place, labels: readonly Label[]): Promise<void> {
  if (labels.length === 0) return;
  const target = repositoryTarget(place);
  const known = new Set(namesIn(field((await written.written(target)).get(DEFINITIONS), 'names')));
  const fresh = labels.filter((one) => !known.has(one.name));
  if (fresh.length === 0) return;
  for (const { name, color, description } of fresh) {
    const answer = await ask(client, 'POST /repos/{owner}/{repo}/labels', {
      owner: place.owner,
      repo: place.repo,
      name,
      color,
      description,
    });
    // 422: the label is there already, perhaps with a colour that somebody prefers.
    if (!answer.ok && answer.status !== 422) throw refusal(answer, `the label “${name}”`);
  }
  await written.remember(target, DEFINITIONS, { names: [...known, ...fresh.map((one) => one.name)] });
}

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
