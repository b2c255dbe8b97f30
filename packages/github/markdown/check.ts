/** The check run "Countersign": a title of one sentence, what is required and met, what would open it, and at most three buttons. */
import type { Verdict } from '@countersign/core/gate/verdict.ts';
import { missing } from '@countersign/core/gate/verdict.ts';
import {
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
import { link, markdownSpeaker, TITLE } from './edge.ts';

export const CHECK_NAME = 'Countersign';
export const TITLE_LIMIT = 255;
export const SUMMARY_LIMIT = 65_535;

export const BUTTONS = ['recheck', 'start-request', 'explain'] as const;
export type Button = (typeof BUTTONS)[number];

export interface CheckOutput {
  /** Never `neutral` or `skipped`: those satisfy a required check. */
  readonly conclusion: 'success' | 'action_required' | 'failure';
  readonly title: string;
  readonly summary: string;
  readonly actions: readonly { readonly label: string; readonly description: string; readonly identifier: Button }[];
}

/** One commit has one answer, for every pull request that would merge it. */
export interface HeadVerdict {
  readonly pull: number;
  readonly verdict: Verdict;
}

export interface CheckLinks {
  /** Address of the page of a change request, by its label. */
  readonly pages?: ReadonlyMap<string, string>;
  /** Address of the page that explains this check. */
  readonly page?: string;
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
  return {
    conclusion: open ? 'success' : safety ? 'failure' : 'action_required',
    title: clip(sentence, TITLE_LIMIT),
    summary: summary(verdicts, say, links),
    actions: actions(
      closed.map((one) => one.verdict),
      title,
    ),
  };
}

function summary(verdicts: readonly HeadVerdict[], say: Speaker, links: CheckLinks): string {
  const page = links.page ? ` ${link(say(words('gate.page')), links.page)}` : '';
  const out = budget(SUMMARY_LIMIT, `_${say(words('gate.cut'))}_${page}`);
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

/** "Start a request" only where a request is what is missing; nothing to press on what is open but a second look. */
function actions(closed: readonly Verdict[], title: Speaker): CheckOutput['actions'] {
  const needed = closed.some((verdict) => missing(verdict).some((one) => one.code === 'needs-change-request'));
  const named: Record<Button, boolean> = { recheck: true, 'start-request': needed, explain: closed.length > 0 };
  const word = { recheck: 'recheck', 'start-request': 'start', explain: 'explain' } as const;
  return BUTTONS.filter((button) => named[button]).map((button) => ({
    label: title(words(`gate.button.${word[button]}`)),
    description: title(words(`gate.button.${word[button]}.text`)),
    identifier: button,
  }));
}
