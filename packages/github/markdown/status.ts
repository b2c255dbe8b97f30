/** The one status comment of a change request, edited in place: next step first, nothing empty, readable in a mail. */

import { COLON } from '@countersign/core/text/colon.ts';
import type { Answer } from '@countersign/core/view/answers.ts';
import type { DetailLine } from '@countersign/core/view/detailline.ts';
import { formOf } from '@countersign/core/view/nextact.ts';
import type { SeatRow } from '@countersign/core/view/seats.ts';
import {
  begun,
  capital,
  clip,
  type Sentence,
  type Setting,
  type Speaker,
  sentences,
  words,
} from '@countersign/core/view/sentence.ts';
import type { StatusView } from '@countersign/core/view/status.ts';
import { voterOf } from '@countersign/core/view/voter.ts';
import { budget, COMMENT_LIMIT } from './budget.ts';
import { link, markdownSpeaker, marker } from './edge.ts';

export interface StatusLinks {
  /** Address of the change page; without one there is no link. */
  readonly page?: string;
  /** Address of the difference between what was voted on and what stands now. */
  readonly difference?: string;
  /** The stream's version that is shown: whoever finds it above what is on record knows that the record was lost. */
  readonly version?: number;
}

/** History lines in the comment; the page has them all. */
const HISTORY = 50;

/** Seats that a policy could ask for at most are far fewer; a table of more would hide the rest. */
const SEATS = 40;

/** How our comment is known among others: by this line, and by its author, whom the writer checks. */
export function statusMarker(stream: string): string {
  return marker('status', stream);
}

const SEEN = /^<!-- countersign:status (\S+) -->[\s\S]*<!-- countersign:version (\d+) -->\s*$/;

/** What a status comment of ours says to machines; `undefined` for any other text, and for one of a version of ours that did not say it. */
export function statusSeen(body: string): { readonly stream: string; readonly version: number } | undefined {
  const [, stream, version] = SEEN.exec(body) ?? [];
  return stream === undefined ? undefined : { stream: stream.replaceAll('~', '-'), version: Number(version) };
}

/** @param stream immutable id of the change request, for the marker. */
export function statusComment(view: StatusView, stream: string, setting: Setting, links: StatusLinks = {}): string {
  const say = markdownSpeaker(setting);
  const page = link(say(words('status.link.page')), links.page);
  const cut = links.page ? `_${say(words('status.cut'))}_ ${page}` : `_${say(words('status.cut'))}_`;
  const version = links.version === undefined ? '' : `\n${marker('version', String(links.version))}`;
  const content = `${marker('content', view.content)}${version}`;
  const out = budget(COMMENT_LIMIT - content.length - 1, cut);
  out.add(`${statusMarker(stream)}\n`);
  out.add(`${head(view, say)}\n`);
  for (const warning of view.warnings) out.add(`\n> ⚠ **${say(warning)}**\n`);
  const next = nextLines(view, say, links);
  if (next) out.add(`\n${next}\n`);
  if (view.hint) out.add(`\n${aside(say(view.hint), say)}\n`);
  const seats = view.seats.slice(0, SEATS).map((row) => seatLine(row, say, links));
  out.section(tableHead(say, ['status.head.seat', 'status.head.who', 'status.head.vote']), seats, '');
  const criteria = view.boardCriteria.map((line) => detailLine(line, say));
  out.section(`\n**${say(words('status.head.criteria'))}**\n\n`, criteria, '');
  const impacts = view.impacts.map(
    (row) => `| ${capital(say(row.name))} | ${say(row.meaning)} | ${row.score ?? '–'} |\n`,
  );
  out.section(tableHead(say, ['status.head.impact', 'status.head.change', 'status.head.score']), impacts, '');
  const foot = [...view.links.map(say), ...(links.page ? [page] : []), say({ code: '/help' })];
  out.add(`\n${capital(foot.join(' · '))}\n`);
  for (const [heading, lines] of detailsOf(view)) {
    out.section(
      details(say(words(heading)), lines.length, say),
      lines.map((line) => detailLine(line, say)),
      '\n</details>\n',
    );
  }
  const history = view.history.slice(0, HISTORY).map((one) => `- ${say({ day: one.at })} · ${say(one.sentence)}\n`);
  out.section(details(say(words('status.head.history')), view.history.length, say), history, '\n</details>\n');
  return `${out.text()}\n${content}`;
}

function head(view: StatusView, say: Speaker): string {
  const name = [
    say(words('status.change-request')),
    say(view.stageName),
    ...(view.class ? [capital(say(view.class.name))] : []),
  ];
  const lines = [`**${name.join(' · ')}**`];
  if (view.class) lines.push(sentences([view.class.sentence, ...view.class.raised], say));
  return lines.join('  \n');
}

/** One thing to do stands in the sentence; several are a list. Each leads to its form. */
function nextLines(view: StatusView, say: Speaker, { page }: StatusLinks): string {
  const [first, ...more] = view.next;
  if (!first) return '';
  const label = `**${say(words('status.next'))}**`;
  // The blank is Markdown's: without it no emphasis ends behind a mark of full width.
  if (more.length === 0) return `${label} ${say(first)}${toForm(first, say, page)}`;
  return `${label}\n${view.next.map((one: Sentence) => `- ${begun(one, say)}${toForm(one, say, page)}`).join('\n')}`;
}

/** Where a step is taken on the page, for whoever types no command. */
function toForm({ id }: Sentence, say: Speaker, page: string | undefined): string {
  const form = page === undefined ? undefined : formOf(id);
  if (form === undefined) return '';
  const address = form === 'edit' ? `${page}/edit` : `${page}#act-${form}`;
  return `${say.locale === 'en' ? ' ' : ''}${link(say(words('status.link.form')), address)}`;
}

function tableHead(say: Speaker, ids: readonly Sentence['id'][]): string {
  return `\n| ${ids.map((id) => say(words(id))).join(' | ')} |\n|${' --- |'.repeat(ids.length)}\n`;
}

const MARK: Readonly<Partial<Record<SeatRow['standing'], string>>> = {
  approved: '✔ ',
  rejected: '✘ ',
  unfillable: '⚠ ',
  unreadable: '⚠ ',
};

function seatLine(row: SeatRow, say: Speaker, links: StatusLinks): string {
  const who = row.who ? say(voterOf(row.who, row.standsFor)) : '–';
  return `| ${capital(say(row.name))} | ${who} | ${voteCell(row, say, links)} |\n`;
}

function voteCell(row: SeatRow, say: Speaker, links: StatusLinks): string {
  if (row.standing !== 'voided' || !row.because) return `${MARK[row.standing] ?? ''}${say(row.vote)}`;
  const [open, close] = say.locale === 'en' ? [' (', ')'] : ['（', '）'];
  const difference = links.difference
    ? `${open}${link(say(words('status.link.difference')), links.difference)}${close}`
    : '';
  const then = say.locale === 'en' ? '; ' : '；';
  return `⚠ **${say(row.vote)}**${COLON[say.locale]}${say(row.because)}${difference}${row.again ? `${then}${say(row.again)}` : ''}`;
}

function detailsOf(view: StatusView): readonly (readonly [Sentence['id'], readonly DetailLine[]])[] {
  return [
    ['status.head.revision', view.revision],
    ['status.head.conditions', view.conditions],
    ['status.head.concerns', view.concerns],
    ['status.head.measures', view.impacts.flatMap((row) => row.details)],
    ['status.head.plan', view.plan],
    ['status.head.alternatives', view.alternatives],
    ['status.head.answers', view.answers.map(answerLine)],
  ];
}

function details(heading: string, count: number, say: Speaker): string {
  const many = say.locale === 'zh-CN' ? `（${count}）` : ` (${count})`;
  return `\n<details><summary>${heading}${many}</summary>\n\n`;
}

/** So much of a text is shown: the issue above has all of it, and a mail its beginning. */
const LONGEST_ANSWER = 300;

function answerLine({ name, value }: Answer): DetailLine {
  const text = typeof value === 'string' ? clip(value, LONGEST_ANSWER) : value;
  return { text: words('status.answer', { name, value: text }), facts: [], done: false };
}

/** Chinese has no slanted letters: it is read as it stands. */
const aside = (text: string, say: Speaker): string => (say.locale === 'zh-CN' ? text : `_${text}_`);

function detailLine(line: DetailLine, say: Speaker): string {
  const facts = line.facts.map(say).join(' · ');
  const id = line.id ? `**${say(line.id)}** ` : '';
  return `- ${line.done ? '✔ ' : ''}${id}${begun(line.text, say)}${facts ? ` · ${aside(facts, say)}` : ''}\n`;
}
