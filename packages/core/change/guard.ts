/** The guards that every command passes, as its row says (`acts.ts`): the text it rests on, what it speaks of, the stage, and who gives it. */
import type { Profile } from '../policy/policy.ts';
import { type Act, actOf, stagesOf } from './acts.ts';
import { whyNotAuthorised } from './authorised.ts';
import type { Command } from './command.ts';
import { type Decision, refused } from './decision.ts';
import { type Situation, whyNotAsRecorded } from './situation.ts';
import { FINAL } from './stage.ts';
import type { ChangeState } from './state.ts';
import { isUnratified, whyNoSubject } from './subject.ts';
import { editInTheWay } from './unrecordable.ts';

/** Why a command is refused before its own guards are asked; `undefined` when its row lets it pass. */
export function whyBarred(state: ChangeState, command: Command, situation: Situation): Decision | undefined {
  const act = actOf(command);
  return (
    whyNotOfThisText(act, state, situation) ??
    whyNoSubject(state, command, situation) ??
    whyNotAtThisStage(act, state, situation.policy.profile) ??
    whyNotAuthorised(act, state, situation, command)
  );
}

/** Who agrees may not agree to a text that nobody reads any more; nobody speaks of one that is on no record (`rules.md 4.3`, `7.1`). */
export function whyNotOfThisText({ rests }: Act, state: ChangeState, situation: Situation): Decision | undefined {
  const edit = rests === 'nothing' ? undefined : editInTheWay(state);
  if (edit) return refused('edit-unrecordable', { by: edit.by.name });
  const unheard = rests === 'agreed' ? whyNotAsRecorded(situation) : undefined;
  return unheard && refused(unheard);
}

/** Why a command cannot be given in the stage that the request is in. */
export function whyNotAtThisStage(act: Act, state: ChangeState, profile: Profile): Decision | undefined {
  const { stage } = state;
  const stages = stagesOf(act, profile);
  if (stages.includes(stage) && (stage !== act.emergencyOnly || isUnratified(state))) return undefined;
  const code = act.outside?.(stage);
  if (!code && FINAL.includes(stage)) return refused('already-final', { stage });
  return refused(code ?? 'not-in-this-stage', { stage, stages: act.told ?? stages });
}
