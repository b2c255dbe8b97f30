/** Which labels a change request should carry: a projection for people's filters, never read as truth (`rules.md 6.2`). */
import type { Flags } from '../change/flags.ts';
import { STAGES } from '../change/stage.ts';
import type { ChangeState } from '../change/state.ts';
import { type ChangeClass, CLASSES } from '../impact/class.ts';
import { LOCALES, type Locale } from '../text/locale.ts';
import { className, stageName } from './names.ts';
import { PLAIN, type Sentence, speaker, words } from './sentence.ts';

export interface Label {
  readonly name: string;
  /** Six hex digits. */
  readonly color: string;
  readonly description: string;
}

const STAGE_COLOR: Record<ChangeState['stage'], string> = {
  draft: 'd4d4d8',
  submitted: 'bfdbfe',
  assessing: '93c5fd',
  'in-review': 'fbca04',
  approved: '2da44e',
  implementing: '7dd3a8',
  verifying: '5eead4',
  closed: '6e7781',
  rejected: 'cf222e',
  deferred: 'c4b5fd',
  withdrawn: 'a1a1aa',
};

const CLASS_COLOR: Record<ChangeClass, string> = {
  minor: 'e4e4e7',
  moderate: 'fde68a',
  major: 'f59e0b',
  critical: 'b91c1c',
};

function said(locale: Locale, sentence: Sentence, color: string): Label {
  const speak = speaker({ locale, timeZone: 'UTC' }, PLAIN);
  return { name: speak(sentence), color, description: speak(words('status.label.description')) };
}

const stageLabel = (locale: Locale, stage: ChangeState['stage']) =>
  said(locale, words('status.label.stage', { stage: stageName(stage) }), STAGE_COLOR[stage]);
const classLabel = (locale: Locale, found: ChangeClass) =>
  said(locale, words('status.label.class', { class: className(found) }), CLASS_COLOR[found]);
const holdLabel = (locale: Locale) => said(locale, words('status.label.hold'), '6e40c9');
const emergencyLabel = (locale: Locale) => said(locale, words('status.label.emergency'), 'b91c1c');

/** The labels in the project's language, stage first. */
export function labelsFor(
  state: ChangeState,
  flags: Pick<Flags, 'held' | 'emergency'>,
  locale: Locale,
): readonly Label[] {
  const labels = [stageLabel(locale, state.stage)];
  // Before the first review a class is only what an emergency begins with, not what anyone found.
  if (state.class && state.revision > 0) labels.push(classLabel(locale, state.class));
  if (flags.held) labels.push(holdLabel(locale));
  if (flags.emergency) labels.push(emergencyLabel(locale));
  return labels;
}

/** The label of ours that a name means, in any language and, as trackers have it, in any case: one with another name is none of our business. */
export function ownLabel(name: string): string | undefined {
  return OWN.get(name.toLowerCase());
}

function ownLabelNames(): readonly string[] {
  const all = LOCALES.flatMap((locale) => [
    ...STAGES.map((stage) => stageLabel(locale, stage)),
    ...CLASSES.map((found) => classLabel(locale, found)),
    holdLabel(locale),
    emergencyLabel(locale),
  ]);
  return [...new Set(all.map((one) => one.name))];
}

/** Names that earlier versions gave: ours as well, so that none is left behind on an issue. */
const FORMERLY = ['变更：已延期', '变更等级：特别重大'];

/** Made once: every webhook of a label asks. */
const OWN = new Map([...ownLabelNames(), ...FORMERLY].map((one) => [one.toLowerCase(), one]));
