/** Which commands make sense in which stage, for `/help`: what one can do now, not everything that exists. */
import { ACTS, stagesOf } from '../change/acts.ts';
import type { Stage } from '../change/stage.ts';
import type { Profile } from '../policy/policy.ts';
import { type Sentence, words } from './sentence.ts';

const HELP = {
  draft: ['submit', 'confirm', 'emergency', 'hold', 'withdraw'],
  submitted: ['triage', 'need-info', 'duplicate', 'emergency', 'withdraw', 'hold'],
  assessing: ['assess', 'plan', 'alternative', 'review', 'need-info', 'concern', 'withdraw', 'hold'],
  'in-review': [
    'approve',
    'confirm',
    'concern',
    'condition',
    'send-back',
    'defer',
    'second',
    'assess',
    'withdraw',
    'hold',
  ],
  approved: ['start', 'condition', 'hold', 'cancel', 'second', 'concern'],
  implementing: ['done', 'drop', 'evidence', 'actuals', 'ratify', 'condition', 'hold', 'cancel', 'second'],
  verifying: ['evidence', 'actuals', 'verify', 'confirm', 'second', 'cancel'],
  closed: [],
  rejected: ['reopen'],
  deferred: ['take-up', 'second', 'hold'],
  withdrawn: [],
} as const satisfies Record<Stage, readonly string[]>;

/** One line a command; `/explain` always works. */
export function helpFor(stage: Stage, profile: Profile): readonly Sentence[] {
  const usual: readonly (typeof HELP)[Stage][number][] = HELP[stage];
  const more =
    stagesOf(ACTS.emergency, profile).includes(stage) && !usual.includes('emergency') ? (['emergency'] as const) : [];
  return [...usual, ...more, 'explain' as const].map((one) => words(`status.help.${one}`));
}
