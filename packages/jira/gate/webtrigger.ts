/** Asked by a git host's server: may work that names this request be merged? Signed, answered with one of three fixed answers, closed on any doubt. */
import { gateSituation, policyFor } from '@countersign/core/facts.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { load } from '@countersign/core/run.ts';
import { z } from 'zod';
import { path } from '../client.ts';
import { type Desk, factsAt, standing } from '../desk.ts';
import { issueSchema } from '../schema.ts';

/** Keys of the manifest's outputs. */
export type GateAnswer = 'open' | 'closed' | 'refused';

/** A question older than this was recorded by somebody. */
const FRESH_MS = 5 * 60_000;

const asked = z.object({
  /** `PROJ-12` */
  issue: z.string().regex(/^[A-Z][A-Z0-9_]{1,30}-\d{1,9}$/),
  /** Milliseconds since 1970, by the asker's clock. */
  at: z.number(),
  /** The pull request that asks; shown on the issue as a link. */
  pull: z.object({ address: z.url({ protocol: /^https?$/ }).max(500), title: z.string().max(300) }),
});

export interface Request {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, readonly string[] | string | undefined>>;
}

/** @param signedBy tells whether a signature fits a text; absent when no secret is set, and then nobody is answered. */
export async function answerGate(
  desk: Desk,
  request: Request,
  signedBy: ((text: string, signature: string) => boolean) | undefined,
): Promise<GateAnswer> {
  const { body = '', headers = {} } = request;
  const given = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-countersign-signature')?.[1];
  const signature = typeof given === 'string' ? given : given?.[0];
  if (!signature || !signedBy?.(body, signature)) return 'refused';
  const read = asked.safeParse(parsed(body));
  if (!read.success || Math.abs(desk.now() - read.data.at) > FRESH_MS) return 'refused';
  const { issue: key, pull } = read.data;
  const answer = await desk.client.request('GET', path`/rest/api/3/issue/${key}?fields=project,issuetype,status`);
  const issue = answer.ok ? issueSchema.safeParse(answer.data) : undefined;
  if (!issue?.success) return 'closed';
  const { id, fields } = issue.data;
  const { site, ref } = await standing(desk, id, fields.project.id);
  if (!site || fields.issuetype.id !== site.changeType) return 'closed';
  await link(desk, id, pull);
  const state = await load(desk.ledger, ref);
  if (!state) return 'closed';
  const facts = factsAt(desk, ref, false);
  const policy = await policyFor(facts, state);
  if (policy.kind !== 'in-force') return 'closed';
  const situation = await gateSituation(facts, policy, state.content.request.items);
  return changeGate(state, 'merge', situation).open ? 'open' : 'closed';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Shows the pull request on the issue. Twice is once: Jira knows it by its address. A link that cannot be written holds nothing back. */
async function link(
  desk: Desk,
  issue: string,
  { address, title }: { readonly address: string; readonly title: string },
): Promise<void> {
  const body = { globalId: address, relationship: 'is implemented by', object: { url: address, title } };
  await desk.client.request('POST', path`/rest/api/3/issue/${issue}/remotelink`, body).catch(() => undefined);
}
