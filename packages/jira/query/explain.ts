/** "Why is this blocked?" and "what can I do?", for an agent, a comment or an automation: the gate's answer in sentences. */

import { load } from '@countersign/core/change/decider.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { gateSituation, policyFor, UNTOUCHED, viewSituation } from '@countersign/core/facts.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { helpFor } from '@countersign/core/view/help.ts';
import { stageName } from '@countersign/core/view/names.ts';
import { PLAIN, sentence, sentences, speaker, words } from '@countersign/core/view/sentence.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { verdictLines } from '@countersign/core/view/verdict.ts';
import type { JiraClient } from '../client.ts';
import type { Desk } from '../desk.ts';
import { factsAt } from '../facts.ts';
import { requestNamed } from './named.ts';

export async function explain(desk: Desk, asUser: JiraClient, given: unknown, locale: Locale): Promise<string> {
  const named = await requestNamed(desk, asUser, given, locale);
  if (named.kind === 'none') return named.why;
  const { head, lines } = await gateOf(desk, named.ref, named.state, named.key, locale);
  return [head, ...lines].join('\n');
}

/** @returns `undefined` for what is not on record. */
export async function explained(desk: Desk, ref: StreamRef, key: string, locale: Locale): Promise<string | undefined> {
  const state = await load(desk.ledger, ref);
  if (!state) return undefined;
  const { head, lines } = await gateOf(desk, ref, state, key, locale);
  return [head, ...lines].join('\n');
}

/** What can be done now. @returns `undefined` for what is not on record. */
export async function helped(desk: Desk, ref: StreamRef, locale: Locale): Promise<string | undefined> {
  const state = await load(desk.ledger, ref);
  if (!state) return undefined;
  const facts = factsAt(desk, ref, { patient: false });
  const policy = await policyFor(facts, state);
  const say = speaker(settingFor(policy, desk.now(), locale), PLAIN);
  const known = await viewSituation(facts, policy, UNTOUCHED);
  return [words('status.reply.help', { stage: stageName(state.stage) }), ...helpFor(state, known)].map(say).join('\n');
}

/** Whether the work may go on, and each reason with what would change it. Authority and policy are read as fresh as a gate needs them. */
export async function gateOf(
  desk: Desk,
  ref: StreamRef,
  state: ChangeState,
  key: string,
  locale: Locale,
): Promise<{ readonly open: boolean; readonly head: string; readonly lines: readonly string[] }> {
  const facts = factsAt(desk, ref, { patient: false });
  const policy = await policyFor(facts, state);
  const situation = await gateSituation(facts, policy, state);
  const say = speaker(settingFor(policy, desk.now(), locale), PLAIN);
  const verdict = changeGate(state, 'merge', situation);
  const lines = verdictLines(verdict)
    .filter((line) => line.open === verdict.open)
    .map((line) => sentences([line.sentence, ...(line.remedy ? [line.remedy] : [])], say));
  return { open: verdict.open, head: `${key}: ${sentence(stageName(state.stage), say)}`, lines };
}
