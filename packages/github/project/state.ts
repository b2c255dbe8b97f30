/** Keeps an issue open while its change request lives, and closed when it does not. */
import type { ChangeState } from '@countersign/core/change/state.ts';
import { ask, refusal } from '../client.ts';
import type { Place } from '../translation.ts';
import { field, type Ports, type Target } from './written.ts';

export const STATE = 'state';

export interface IssueState {
  readonly state: 'open' | 'closed';
  readonly reason: 'completed' | 'not_planned' | 'reopened';
}

/** A rejected request is closed too: its requester takes it up again by `/reopen`, which works on a closed issue. */
export function issueState(state: Pick<ChangeState, 'stage' | 'closing'>): IssueState {
  if (state.stage === 'closed') {
    const done = state.closing?.reason === 'implemented' || state.closing?.reason === 'partly-implemented';
    return { state: 'closed', reason: done ? 'completed' : 'not_planned' };
  }
  if (state.stage === 'withdrawn' || state.stage === 'rejected') return { state: 'closed', reason: 'not_planned' };
  return { state: 'open', reason: 'reopened' };
}

/** @throws Transient to be tried again; Malformed when GitHub will never accept it. */
export async function projectState(
  { client, written }: Ports,
  target: Target,
  where: { readonly place: Place; readonly number: number },
  wanted: IssueState,
): Promise<void> {
  const last = (await written.written(target)).get(STATE);
  // An issue is born open.
  const known = last === undefined ? 'open' : field(last, 'state');
  const uncertain = field(last, 'uncertain') === true;
  if (known === wanted.state && !uncertain) return;
  client.room?.();
  await written.remember(target, STATE, { uncertain: true });
  const { owner, repo } = where.place;
  const parameters = { owner, repo, issue_number: where.number, state: wanted.state, state_reason: wanted.reason };
  const answer = await ask(client, 'PATCH /repos/{owner}/{repo}/issues/{issue_number}', parameters);
  if (!answer.ok) throw refusal(answer, `the state of #${where.number}`);
  await written.confirm(target, STATE, { state: wanted.state });
}
