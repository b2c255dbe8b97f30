/** Whether the rules of a branch require our check, for branches that the policy leaves out: there a missing check would hold back without a word. */
import { kept, Unreadable } from '@countersign/core/kept.ts';
import { ask } from '../client.ts';
import { CHECK_NAME } from '../markdown/check.ts';
import type { Place } from '../translation.ts';
import type { Reader } from './reader.ts';

/** No webhook that we hear of tells when a ruleset changes. */
const MAX_AGE_MS = 10 * 60_000;
const PAGE = 100;
const MOST_PAGES = 20;

type Required = { readonly context: string; readonly app: number | null };

interface Rule {
  readonly type: string;
  readonly parameters?: {
    readonly required_status_checks?: readonly {
      readonly context: string;
      readonly integration_id?: number | null;
    }[];
  };
}

/** @param app our own id: a rule that wants a check of this name from another app does not mean ours */
export async function demandsCheck(
  reader: Reader,
  place: Place,
  branch: string,
  app: number,
): Promise<boolean | 'unreadable'> {
  const key = { tenant: place.tenant, project: place.project, kind: 'rules', id: branch };
  const found = await kept<readonly Required[]>(reader, key, MAX_AGE_MS, () => readRequired(reader, place, branch));
  if (found === 'unreadable') return 'unreadable';
  return found.value.some((one) => one.context === CHECK_NAME && (one.app === null || one.app === app));
}

async function readRequired({ client }: Reader, { owner, repo }: Place, branch: string): Promise<readonly Required[]> {
  const required: Required[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await ask(client, 'GET /repos/{owner}/{repo}/rules/branches/{branch}', {
      owner,
      repo,
      branch,
      per_page: PAGE,
      page,
    });
    if (!answer.ok) throw new Unreadable(answer.message);
    const rules = answer.data as readonly Rule[];
    for (const { type, parameters } of rules)
      if (type === 'required_status_checks')
        for (const { context, integration_id } of parameters?.required_status_checks ?? [])
          required.push({ context, app: integration_id ?? null });
    if (rules.length < PAGE) return required;
  }
  throw new Unreadable(`${branch} has too many rules`);
}
