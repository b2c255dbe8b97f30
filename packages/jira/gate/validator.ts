/** May this transition be made? Reads the ledger, never what Jira shows of it; closed on anything unknown, with a sentence (`rules.md 6.1`). */

import { refusalFor } from '@countersign/core/act.ts';
import { whyNotClosed } from '@countersign/core/change/closing.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { CHANGE, conclude } from '@countersign/core/change/decider.ts';
import { type Refusal, refusalRow } from '@countersign/core/change/refusal.ts';
import type { Situation } from '@countersign/core/change/situation.ts';
import type { Stage } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { policyFor, situationFor } from '@countersign/core/facts.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { reasonOf, type Verdict } from '@countersign/core/gate/verdict.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { folded } from '@countersign/core/record/run.ts';
import type { Site } from '@countersign/core/setup/site.ts';
import { MESSAGES, message } from '@countersign/core/text/catalogue.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { refusalView } from '@countersign/core/view/refusal.ts';
import { PLAIN, type Speaker, sentences, speaker, words } from '@countersign/core/view/sentence.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { remedySentence, verdictSentence } from '@countersign/core/view/verdict.ts';
import { z } from 'zod';
import { controlsIn } from '../answer/refused.ts';
import type { Desk } from '../desk.ts';
import { requestAt } from '../facts/requestat.ts';
import { factsAt } from '../facts.ts';
import { compareSoon } from '../queue/queue.ts';
import { lostSentence } from '../receive/lost.ts';
import { idSchema } from '../schema.ts';
import { commandFor, stageOfStatus } from '../translate/transition.ts';

export interface Validated {
  readonly result: boolean;
  readonly errorMessage?: string;
}

const asked = z.object({
  issue: z.object({ key: z.string() }).loose(),
  transition: z
    .object({ from: z.object({ id: idSchema }).loose().optional(), to: z.object({ id: idSchema }).loose() })
    .loose(),
});

/**
 * Answers Jira's workflow validator. A blocked transition costs two reads of the storage: what set-up made together with the
 * request's ledger, and what its people are called.
 * It does not say who asks; whoever may not is told by the trigger, which moves the issue back.
 */
export async function validate(desk: Desk, given: unknown): Promise<Validated> {
  let locale: Locale = 'en';
  try {
    const read = asked.safeParse(given);
    if (!read.success) return no(message(locale, 'gate.jira.unreadable'));
    const found = await requestAt(desk, desk.client, read.data.issue.key);
    if (found.kind === 'unseen') return no(message(locale, 'gate.jira.unreadable'));
    if (found.kind === 'not-set-up') return no(message(locale, 'gate.jira.not-set-up'));
    if (found.kind === 'not-a-request') return { result: true };
    const { site, ref, entries, lost } = found;
    locale = site.locale;
    if (lost) return no(lostSentence(lost, locale));
    const target = stageOfStatus(site, read.data.transition.to.id);
    if (!target) return no(message(locale, 'gate.jira.unknown-status'));
    const state = folded(CHANGE, entries);
    if (!state) return target === 'draft' ? { result: true } : no(message(locale, 'gate.jira.not-recorded'));
    return await moveOf(desk, { state, target, locale, site, ref });
  } catch {
    return no(message(locale, 'gate.jira.unreadable'));
  }
}

interface Move {
  readonly state: ChangeState;
  readonly target: Stage;
  readonly locale: Locale;
  readonly site: Site;
  readonly ref: StreamRef;
}

async function moveOf(desk: Desk, { state, target, locale, site, ref }: Move): Promise<Validated> {
  // What the record says is only followed by the status; the app itself moves it so.
  if (state.stage === target) return { result: true };
  const command = commandFor(state.stage, target);
  if (!command) {
    const from = message(locale, `status.stage.${state.stage}`);
    return no(
      target === 'approved' || target === 'rejected'
        ? message(locale, 'gate.jira.board', { stage: from })
        : message(locale, 'gate.jira.no-such-move', { from, to: message(locale, `status.stage.${target}`) }),
    );
  }
  const facts = factsAt(desk, ref, { patient: false, site });
  const policy = await policyFor(facts, state);
  const say = speaker(settingFor(policy, desk.now(), locale), PLAIN);
  if (policy.kind !== 'in-force') {
    return no(refusedIn(refusalFor(policy), say));
  }
  // Whoever may: the guards are asked here, the person when the event tells who it was.
  const actor =
    command.type === 'submit' || command.type === 'reopen' ? state.requester : (state.owner ?? state.requester);
  const { items } = state.content.request;
  const situation = await situationFor(facts, state, { actor, policy, items, command });
  if (situation.asRecorded === 'no') await compareSoon(desk, ref);
  // In Jira the start is the gate, and the gate says whose vote it is that counts no more (4.3).
  const decided = target === 'implementing' ? held(changeGate(state, 'merge', situation)) : undefined;
  if (!decided) {
    const { refusal } = conclude(state, command, situation);
    // Of whoever asks, the validator is not told.
    const unmet =
      refusal && refusalRow(refusal.code).kind === 'authority' ? behind(state, command, situation) : refusal;
    if (unmet) return no(refusedIn(unmet, say));
    return { result: true };
  }
  const remedy = remedySentence(decided);
  return no(sentences([verdictSentence(decided), ...(remedy ? [remedy] : [])], say));
}

/** What of a gate's answer speaks of the decision itself. */
function held(verdict: Verdict): Verdict | undefined {
  const found = verdict.because.find((one) => !one.open && reasonOf(one).decision);
  // The first seat that is missing says more than that some are.
  return found?.because.find((one) => !one.open) ?? found;
}

/** What stands in the panel; the project's settings are reached by their own way, which the sentence names itself. */
const IN_PANEL = /\{(?:press\w+|see(?!Settings\})\w+)\}/;

/** Jira's own dialogue has no controls of ours: a remedy there names those of the panel. */
export function refusedIn(refusal: Refusal, say: Speaker): string {
  const { whole, remedy } = refusalView(refusal, controlsIn(say.locale));
  const isInPanel = IN_PANEL.test(MESSAGES[say.locale][remedy.id]);
  return sentences(isInPanel ? [whole, words('gate.jira.in-panel')] : [whole], say);
}

/** What a refusal of the owner, who seldom verifies, would hide: the guards that hold for everybody. */
function behind(state: ChangeState, command: Command, situation: Situation): Refusal | undefined {
  const why = command.type === 'close' ? whyNotClosed(state, situation) : undefined;
  return why && 'refusal' in why ? why.refusal : undefined;
}

const no = (errorMessage: string): Validated => ({ result: false, errorMessage });
