/** The policy of a repository: read from its default branch, kept until a push touches it, pinned by requests that were put to a board (`rules.md 7.2`). */
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import { kept, Unreadable } from '@countersign/core/kept.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { problemSentence } from '@countersign/core/policy/problem.ts';
import { policyVersion, resolvePolicy } from '@countersign/core/policy/resolve.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import { ask } from './project/client.ts';
import type { Reader } from './reader.ts';
import { POLICY_PATH } from './translate.ts';
import type { Place } from './translation.ts';

/** A push says when the file changes; this only bounds how long a lost push could matter. */
const MAX_AGE_MS = 15 * 60_000;

type Source = { readonly source: string } | { readonly missing: true };

/** The policy that stands on the default branch now. */
export async function currentPolicy(reader: Reader, place: Place): Promise<PolicyState> {
  const key = { tenant: place.tenant, project: place.project, kind: 'policy', id: 'current' };
  const found = await kept<Source>(reader, key, MAX_AGE_MS, () => readSource(reader, place));
  if (found === 'unreadable') return { kind: 'unreadable', detail: POLICY_PATH };
  if ('missing' in found.value) return { kind: 'missing' };
  return policyOf(reader, found.value.source);
}

/** Keeps a policy's source under its version, so that requests can go on being decided under it. */
export async function pinPolicy(reader: Reader, place: Place, policy: Policy): Promise<void> {
  const { tenant, project } = place;
  const current = await reader.facts.find({ tenant, project, kind: 'policy', id: 'current' });
  const source = (current?.data as Source | undefined) ?? { missing: true };
  // What is kept under a version is that version: the file may have changed since the policy in hand was read.
  if (!('source' in source) || policyVersion(source.source) !== policy.version) return;
  const key = { tenant, project, kind: 'policy-version', id: policy.version };
  if (await reader.facts.find(key)) return;
  const fetchedAt = new Date(reader.now()).toISOString();
  await reader.facts.keep({ ...key, data: source, fetchedAt });
}

/** The policy of a version; unreadable when it was never kept, which closes every gate that asks for it. */
export async function pinnedPolicy(reader: Reader, place: Place, version: string): Promise<PolicyState> {
  const { tenant, project } = place;
  const found = await reader.facts.find({ tenant, project, kind: 'policy-version', id: version });
  const source = found?.data as Source | undefined;
  if (!source || !('source' in source)) return { kind: 'unreadable', detail: `version ${version.slice(0, 12)}` };
  return policyOf(reader, source.source);
}

/** So many policies are remembered; the oldest makes room. */
const REMEMBERED = 500;

function policyOf({ policies }: Reader, source: string): PolicyState {
  const version = policyVersion(source);
  const known = policies.get(version);
  if (known) return known;
  const state = read(source);
  const [oldest] = policies.keys();
  if (policies.size >= REMEMBERED && oldest !== undefined) policies.delete(oldest);
  policies.set(version, state);
  return state;
}

function read(source: string): PolicyState {
  const resolved = resolvePolicy(source);
  if ('policy' in resolved) return { kind: 'in-force', policy: resolved.policy };
  // In the language of whoever wrote the file, as far as it can be told.
  const say = catalogue(/^language:\s*zh/m.test(source) ? 'zh-CN' : 'en');
  return { kind: 'broken', problems: resolved.problems.map((problem) => problemSentence(problem, say)) };
}

async function readSource(reader: Reader, place: Place): Promise<Source> {
  const answer = await ask(reader.client, 'GET /repos/{owner}/{repo}/contents/{path}', {
    owner: place.owner,
    repo: place.repo,
    path: POLICY_PATH,
  });
  if (!answer.ok) {
    if (answer.status === 404) return { missing: true };
    throw new Unreadable(answer.message);
  }
  const { content, encoding, type } = answer.data as { content?: string; encoding?: string; type?: string };
  if (type !== 'file' || content === undefined || encoding !== 'base64')
    throw new Unreadable(`${POLICY_PATH} is not a file`);
  return { source: Buffer.from(content, 'base64').toString('utf8') };
}
