/** The check run "Countersign": a title of one sentence, what is required and met, what would open it, and its buttons. */
import type { Withdrawal } from '@countersign/core/gate/head.ts';
import { reasonOf, type Verdict } from '@countersign/core/gate/verdict.ts';
import {
  and,
  capital,
  clip,
  type Sentence,
  type Setting,
  type Speaker,
  speaker,
  words,
} from '@countersign/core/view/sentence.ts';
import { isForSafety, type VerdictLine, verdictLines, verdictTitle } from '@countersign/core/view/verdict.ts';
import { budget } from './budget.ts';
import { buttonsOf, type CheckButton } from './button.ts';
import { link, markdownSpeaker, TITLE } from './edge.ts';

export const CHECK_NAME = 'Countersign';
export const TITLE_LIMIT = 255;
export const SUMMARY_LIMIT = 65_535;

export interface CheckOutput {
  /** `neutral` only of a gate that is observed: it satisfies a required check. Never `skipped`, which does so, too. */
  readonly conclusion: 'success' | 'action_required' | 'failure' | 'neutral' | 'cancelled';
  readonly title: string;
  readonly summary: string;
  readonly actions: readonly CheckButton[];
}

/** One commit has one answer, for every pull request that would merge it. */
export interface HeadVerdict {
  readonly pull: number;
  readonly verdict: Verdict;
  /** The branch that it was judged for; absent in the merge queue, which asks at the moment of merging. */
  readonly base?: string;
}

export interface CheckLinks {
  /** Address of the page of a change request, by its label. */
  readonly pages?: ReadonlyMap<string, string>;
  /** Address of the page that explains this check. */
  readonly page?: string;
  /** The policy watches and holds nothing back (`gates.merge.mode: observe`). */
  readonly observed?: boolean;
  /** What the people of the repository should know of their policy. */
  readonly hints?: readonly Sentence[];
}

/** Closed when there is no verdict at all: nothing passes because a list was empty (`rules.md 4.4`). */
export function checkOutput(verdicts: readonly HeadVerdict[], setting: Setting, links: CheckLinks = {}): CheckOutput {
  const title = speaker(setting, TITLE);
  const say = markdownSpeaker(setting);
  const closed = verdicts.filter((one) => !one.verdict.open);
  const open = verdicts.length > 0 && closed.length === 0;
  const telling = closed[0] ?? verdicts[0];
  const sentence = telling
    ? capital(title(verdictTitle(telling.verdict)))
    : capital(title(words('gate.title.safety', { reason: words('gate.facts-unreadable') })));
  const safety = closed.some((one) => isForSafety(one.verdict)) || !telling;
  // A ruleset that asks for this check on a branch that the policy leaves out is a mistake of both, not something to watch; one that may ask is not, either.
  const observed =
    links.observed === true && telling && closed.every(({ verdict }) => reasonOf(verdict).closes !== 'always');
  return {
    conclusion: observed ? 'neutral' : open ? 'success' : safety ? 'failure' : 'action_required',
    title: clip(
      observed
        ? title(words(`gate.observed.${open ? 'open' : 'closed'}`, { reason: verdictTitle(telling.verdict) }))
        : sentence,
      TITLE_LIMIT,
    ),
    summary: summary(verdicts, say, { ...links, observed: observed === true }),
    actions: buttonsOf(verdicts, title),
  };
}

const WITHDRAWN: Readonly<
  Record<Withdrawal['why'], 'closed' | 'uncovered' | 'merged' | 'pushed' | 'left-queue' | 'only-observed'>
> = {
  closed: 'closed',
  uncovered: 'uncovered',
  'merged-elsewhere': 'merged',
  pushed: 'pushed',
  'left-queue': 'left-queue',
  'only-observed': 'only-observed',
};

/** What a check says that is nobody's verdict any more. It has nothing to press: what is asked anew is the pull request. */
export function withdrawnOutput(because: Withdrawal, setting: Setting): CheckOutput {
  const values = { base: { quoted: 'base' in because ? because.base : '' } };
  const sentence = words(`gate.withdrawn.${WITHDRAWN[because.why]}`, values);
  return {
    conclusion: 'cancelled',
    title: clip(speaker(setting, TITLE)(sentence), TITLE_LIMIT),
    summary: markdownSpeaker(setting)(words('gate.withdrawn')),
    actions: [],
  };
}

/** What is written on a pull request that was merged past its closed gate and names no request whose record could say so. */
export function mergedPast(verdict: Verdict, branch: string, setting: Setting): string {
  return markdownSpeaker(setting)(
    words('gate.merged-past', { base: { quoted: branch }, reason: verdictTitle(verdict) }),
  );
}

function summary(verdicts: readonly HeadVerdict[], say: Speaker, links: CheckLinks): string {
  const page = links.page ? ` ${link(say(words('gate.page')), links.page)}` : '';
  const out = budget(SUMMARY_LIMIT, `_${say(words('gate.cut'))}_${page}`);
  if (links.observed) out.add(`${say(words('gate.observed'))}\n`);
  for (const { pull, verdict } of verdicts) {
    if (verdicts.length > 1)
      out.add(
        `\n### ${capital(say(words('gate.pulls', { pulls: { reference: `#${pull}` }, reason: verdictTitle(verdict) })))}\n`,
      );
    const lines = verdictLines(verdict);
    out.section(
      `\n**${say(words('gate.required'))}**\n\n`,
      lines.map((one) => requirement(one, say, links)),
      '',
    );
    const remedies = [
      ...new Set(
        lines.flatMap((one) => (one.remedy ? [`- ${capital(say(one.remedy))}${pageOf(one, say, links)}\n`] : [])),
      ),
    ];
    out.section(`\n**${say(words('gate.opens'))}**\n\n`, remedies, '');
  }
  const bases = [...new Set(verdicts.flatMap(({ verdict, base }) => (verdict.open && base ? [base] : [])))];
  if (bases.length > 0 && verdicts.every(({ verdict }) => verdict.open) && !links.observed)
    out.add(`\n${say(words('gate.seconds', { branches: and(bases.map((quoted) => ({ quoted }))) }))}\n`);
  out.section(
    `\n**${say(words('policy.hints'))}**\n\n`,
    (links.hints ?? []).map((hint) => `- ${capital(say(hint))}\n`),
    '',
  );
  if (links.page) out.add(`\n${page.trim()}\n`);
  return out.text().trim();
}

function requirement(line: VerdictLine, say: Speaker, links: CheckLinks): string {
  return `${'  '.repeat(line.depth)}- ${line.open ? '✔' : '✘'} ${say(line.sentence)}${line.depth <= 1 ? pageOf(line, say, links) : ''}\n`;
}

function pageOf(line: VerdictLine, say: Speaker, links: CheckLinks): string {
  const address = line.label === undefined ? undefined : links.pages?.get(line.label);
  return address ? ` (${link(say({ reference: line.label ?? '' }), address)})` : '';
}
