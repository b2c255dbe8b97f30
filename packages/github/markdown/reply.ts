/** Answers to commands, as comments: what was refused and what would work, what was not understood, help, and why a gate is closed. */

import type { ChangeEvent } from '@countersign/core/change/event.ts';
import type { Refusal } from '@countersign/core/change/refusal.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Known } from '@countersign/core/change/subject.ts';
import type { Person } from '@countersign/core/content/person.ts';
import type { Verdict } from '@countersign/core/gate/verdict.ts';
import { COLON } from '@countersign/core/text/colon.ts';
import { exampleIn } from '@countersign/core/text/command.ts';
import { type Matter, matterMeant } from '@countersign/core/typed/matter.ts';
import { misreadSentence } from '@countersign/core/typed/misread.ts';
import type { Misunderstanding } from '@countersign/core/typed/reading.ts';
import { type Called, calledSentence } from '@countersign/core/view/called.ts';
import { scoreSentence } from '@countersign/core/view/class.ts';
import { eventLine } from '@countersign/core/view/event.ts';
import { helpFor } from '@countersign/core/view/help.ts';
import { dimensionName, stageName } from '@countersign/core/view/names.ts';
import { refusalView } from '@countersign/core/view/refusal.ts';
import { begun, capital, clip, type Setting, type Speaker, sentences, words } from '@countersign/core/view/sentence.ts';
import type { StatusView } from '@countersign/core/view/status.ts';
import { verdictLines } from '@countersign/core/view/verdict.ts';
import { COMMENT_LIMIT } from './budget.ts';
import { link, markdownSpeaker, marker } from './edge.ts';
import { fenced } from './fence.ts';

/** What one comment's commands are answered with. */
export type Answer =
  | {
      readonly kind: 'refused';
      readonly refusal: Refusal;
      /** The command as it was written. */
      readonly line: string;
      /** Absent in what an older version stored. */
      readonly matter?: Matter;
    }
  | { readonly kind: 'misunderstood'; readonly misunderstanding: Misunderstanding }
  | { readonly kind: 'told'; readonly events: readonly ChangeEvent[] }
  | { readonly kind: 'called'; readonly called: Called; readonly state: ChangeState; readonly whom: Person }
  | { readonly kind: 'help'; readonly state: ChangeState; readonly known: Known }
  | { readonly kind: 'explain'; readonly view: StatusView; readonly verdict: Verdict };

/** A part of an answer, as Markdown. */
export interface Piece {
  readonly text: string;
  /** What was asked (help, an explanation), where everybody gets the same answer: asked again, the last one is brought up to date. */
  readonly repeats?: string;
  /** What did not work. */
  readonly matter?: Matter;
}

export interface ReplyLinks {
  readonly page?: string;
}

/** The line by which an answer is known, so that a repeated delivery is not answered twice. */
export function replyMarker(cause: string): string {
  return marker('reply', cause);
}

/** Kept free beside what one comment's commands are answered with: for marks, and for who asked. */
const BESIDE = 4_000;

/** The answers to one comment, each for itself; together they fit into one comment, with a sentence in place of what does not. */
export function replies(answers: readonly Answer[], setting: Setting, links: ReplyLinks = {}): readonly Piece[] {
  const say = markdownSpeaker(setting);
  const pieces: Piece[] = [];
  let left = COMMENT_LIMIT - BESIDE;
  for (const answer of answers) {
    const text = said(answer, say, links);
    left -= text.length + 2;
    if (left < 0) return [...pieces, { text: `_${say(words('status.cut'))}_` }];
    pieces.push({ text, ...aboutOf(answer) });
  }
  return pieces;
}

function aboutOf(answer: Answer): Pick<Piece, 'repeats' | 'matter'> {
  switch (answer.kind) {
    case 'help':
    case 'explain':
      return { repeats: answer.kind };
    case 'refused':
      return answer.matter ? { matter: answer.matter } : {};
    case 'misunderstood':
      return { matter: matterMeant(answer.misunderstanding) };
    default:
      return {};
  }
}

function said(answer: Answer, say: Speaker, links: ReplyLinks): string {
  switch (answer.kind) {
    case 'refused': {
      const quoted =
        answer.line === ''
          ? ''
          : `> ${say(words('status.reply.refused', { line: clip(answer.line.split(/\r?\n/)[0] ?? '', 200) }))}\n\n`;
      return `${quoted}${say(refusalView(answer.refusal).whole)}`;
    }
    case 'misunderstood':
      return misunderstood(answer.misunderstanding, say);
    case 'told': {
      // As in the history: a name at the beginning stays as its owner writes it.
      const lines = answer.events.map((event) => say(eventLine({ event, at: '' })));
      return lines.length === 1 ? lines.join('') : lines.map((line) => `- ${line}`).join('\n');
    }
    case 'called':
      return say(calledSentence(answer.called, answer.state, answer.whom)) + wherePage(say, links, ' ');
    case 'help': {
      const lines = helpFor(answer.state, answer.known).map((one) => `- ${say(one)}`);
      return `${say(words('status.reply.help', { stage: stageName(answer.state.stage) }))}\n\n${lines.join('\n')}${wherePage(say, links, '\n\n')}`;
    }
    case 'explain':
      return explained(answer.view, answer.verdict, say);
  }
}

function wherePage(say: Speaker, { page }: ReplyLinks, before: string): string {
  const whole = link(say(words('status.reply.page')), page);
  return page ? `${before}${say(words('status.reply.help-page', { page: { choice: whole } }))}` : '';
}

function misunderstood(given: Misunderstanding, say: Speaker): string {
  const { line, example } = given;
  const head = given.code === 'block-passed-over' ? 'status.reply.passed-over' : 'status.reply.understood-as';
  const quoted = `> ${say(words(head, { line: clip(line.split(/\r?\n/)[0] ?? '', 200) }))}`;
  const parts = [quoted];
  const sentence = misreadSentence(given);
  if (sentence) parts.push(say(sentence));
  if (example)
    parts.push(
      say(words('status.reply.example', { example: example.includes('\n') ? '' : { code: example } })).trimEnd(),
    );
  if (example.includes('\n')) parts.push(fenced(exampleIn(say.locale, example), 2000));
  return parts.join('\n\n');
}

/** More lines than this explain nothing; the page has all. */
const EXPLAINED = 200;

function explained(view: StatusView, verdict: Verdict, say: Speaker): string {
  const parts = [`**${say(words(verdict.open ? 'status.reply.explain-open' : 'status.reply.explain-closed'))}**`];
  const lines = verdictLines(verdict).slice(0, EXPLAINED);
  parts.push(lines.map((one) => `${'  '.repeat(one.depth)}- ${one.open ? '✔' : '✘'} ${say(one.sentence)}`).join('\n'));
  const remedies = [...new Set(lines.flatMap((one) => (one.remedy ? [`- ${begun(one.remedy, say)}`] : [])))];
  if (remedies.length > 0) parts.push(`**${say(words('gate.opens'))}**\n\n${remedies.join('\n')}`);
  if (view.next.length > 0) parts.push(`**${say(words('status.next'))}** ${sentences(view.next, say)}`);
  if (view.class) {
    const scores = view.class.scores.map(
      (one) =>
        `- ${capital(say(dimensionName(one.dimension)))} **${one.score}**${COLON[say.locale]}${say(scoreSentence(one))}`,
    );
    parts.push(
      `**${say(words('status.reply.scores'))}**${COLON[say.locale]}${sentences([view.class.sentence, ...view.class.raised], say)}\n\n${scores.join('\n')}`,
    );
  }
  if (view.names.length > 0) {
    const said = view.names.slice(0, EXPLAINED).map((one) => `- ${capital(say(one))}`);
    parts.push(`**${say(words('policy.hints'))}**\n\n${said.join('\n')}`);
  }
  return parts.join('\n\n');
}
