/** Reads the YAML blocks of `/plan` and `/alternative`, with keys in either language. */
import type { Command } from '../change/command.ts';
import { beginsWithNothing, withoutNothing } from '../content/alternative.ts';
import type { Plan, PlanStep } from '../content/plan.ts';
import type { Example } from '../text/command.ts';
import { fieldsOf, isKey, textOf, textsOf } from './block.ts';
import { dayIn } from './deadline.ts';
import { careOff, trimmed } from './estimate/clause.ts';
import { readDay, WRITTEN_DAY } from './estimate/day.ts';
import type { Misunderstanding } from './reading.ts';
import { isMisread, LONGEST_LINE, MENTION, misread, personNamed, type Reading } from './reading.ts';

const PLAN_EXAMPLE =
  '/plan\nsteps:\n  - text: Build the export\n    owner: @dev\nrollback: Switch it off\ntests: Export 1,000 invoices\nacceptance:\n  - A PDF opens';
const ALTERNATIVE_EXAMPLE = '/alternative\noptions:\n  - Build it\n  - Do nothing\nrecommended: 1';

const PLAN = {
  steps: ['step', '步骤', '计划步骤'],
  rollback: ['roll back', '回退', '回退方案', '回滚', '回滚方案'],
  tests: ['test', 'testing', '测试', '测试方案'],
  acceptance: ['acceptance criteria', 'accepted when', '验收', '验收标准'],
  resources: ['resource', '资源'],
} as const;
const STEP = {
  text: ['内容'],
  owner: ['负责人'],
  start: ['开始'],
  end: ['结束'],
} as const;
const ALTERNATIVES = {
  options: ['option', 'alternatives', '方案', '备选方案'],
  recommended: ['推荐'],
} as const;

/** A plan itself has no end and nobody who does it: its steps have. */
const OF_A_STEP = {
  due: 'steps',
  deadline: 'steps',
  owner: 'steps',
  截止: 'steps',
  截止日期: 'steps',
  负责人: 'steps',
} as const;
const IN_A_STEP = {
  due: 'end',
  deadline: 'end',
  until: 'end',
  截止: 'end',
  截止日期: 'end',
  完成: 'end',
  from: 'start',
  task: 'text',
  title: 'text',
  name: 'text',
  step: 'text',
  步骤: 'text',
  名称: 'text',
  assignee: 'owner',
} as const;

export function readPlan(rest: string, reading: Reading): Command | Misunderstanding {
  const block = fieldsOf(reading.block ?? {}, PLAN, reading, { example: PLAN_EXAMPLE, meant: OF_A_STEP });
  if (isMisread(block)) return block;
  if (!Array.isArray(block.steps) || block.steps.length === 0)
    return misread('needs-argument', reading.line, { what: 'steps' }, PLAN_EXAMPLE);
  if (rest !== '') return beside(rest, reading, PLAN_EXAMPLE);
  if (block.steps.length > 200) return misread('too-many', reading.line, { what: 'steps', limit: 200 }, PLAN_EXAMPLE);
  const steps: PlanStep[] = [];
  for (const [index, given] of block.steps.entries()) {
    const step = readStep(given, String(index + 1), reading);
    if (isMisread(step)) return step;
    steps.push(step);
  }
  const said = (key: 'rollback' | 'tests' | 'resources') => {
    const text = textOf(block[key]);
    return text ? { [key]: text } : {};
  };
  const plan: Plan = {
    ...{ steps, acceptance: [...textsOf(block.acceptance)] },
    ...{ ...said('rollback'), ...said('tests'), ...said('resources') },
  };
  return { type: 'plan', plan };
}

/** Words on the line of a command that takes its lines below: they would be on no record. */
function beside(given: string, reading: Reading, example: Example): Misunderstanding {
  return misread('unknown-word', reading.line, { given: given.slice(0, 60), allowed: [], meant: 'none' }, example);
}

function readStep(given: unknown, id: string, reading: Reading): PlanStep | Misunderstanding {
  const isLine = given === null || typeof given !== 'object' || Array.isArray(given) || isOneLine(given);
  const step = isLine ? stepInLine(textOf(given), reading) : stepInFields(given, reading);
  if (isMisread(step)) return step;
  const { start, end } = step;
  return start && end && end < start
    ? misread('step-ends-first', reading.line, { step: id, start, end }, PLAN_EXAMPLE)
    : { id, ...step };
}

type Step = Omit<PlanStep, 'id'>;

/** From when until when, at the end of a line as it is typed and as it is shown: `1 Dec 2026 → 20 Dec 2026`, `from 2026-12-01`. */
const FROM_TO = new RegExp(
  `(?:[\\s,，·]|^)(?:from\\s+|自|从)?(${WRITTEN_DAY})\\s*(?:->|→|=>|[-–—~～至到]|\\bto\\b)\\s*(${WRITTEN_DAY})$`,
  'iu',
);
const FROM = new RegExp(`(?:[\\s,，·]|^)(?:from\\s+(${WRITTEN_DAY})|(?:自|从)?(${WRITTEN_DAY})\\s*起)$`, 'iu');

/** One line says it all: `Build the export @dev by 2026-12-20`, and as it is shown: `Build the export · owner dev · by Sun 20 Dec`. */
function stepInLine(line: string, reading: Reading): Step | Misunderstanding {
  let dates: readonly (string | undefined)[] = [];
  const tail = careOff(line, reading, PLAN_EXAMPLE, (text) => {
    if (dates.length > 0) return undefined;
    const found = FROM_TO.exec(text) ?? FROM.exec(text);
    if (found) dates = FROM_TO.test(text) ? [found[1], found[2]] : [found[1] ?? found[2], undefined];
    return found ? text.slice(0, found.index) : undefined;
  });
  if (isMisread(tail)) return tail;
  const { owner: atEnd, due } = tail.care;
  const [start, end] = dates.map((day) => (day === undefined ? undefined : readDay(day, reading.facts.today)));
  if (dates.some((day, at) => day !== undefined && [start, end][at] === undefined))
    return misread('bad-date', reading.line, { given: dates.find(Boolean) ?? '' }, PLAN_EXAMPLE);
  const login = atEnd ? undefined : MENTION.exec(tail.text)?.[0];
  const owner = atEnd ?? (login ? personNamed(login, reading, PLAN_EXAMPLE) : undefined);
  if (owner && isMisread(owner)) return owner;
  const words = login ? tail.text.replace(login, ' ') : tail.text;
  const dated = due || start ? { rest: words, date: due ?? end } : dayOf(words, reading);
  if (isMisread(dated)) return dated;
  const text = trimmed(dated.rest.replaceAll(/[^\S\n]+/g, ' ')) || tail.text;
  if (!text) return misread('needs-argument', reading.line, { what: 'text' }, PLAN_EXAMPLE);
  return {
    ...{ text, ...(owner ? { owner } : {}) },
    ...{ ...(start ? { start } : {}), ...(dated.date ? { end: dated.date } : {}) },
  };
}

/** Of a text that is longer than any line, only its fields say until when. */
function dayOf(text: string, reading: Reading): { readonly rest: string; readonly date?: string } | Misunderstanding {
  return text.length > LONGEST_LINE ? { rest: text } : dayIn(text, reading, PLAN_EXAMPLE);
}

function stepInFields(given: object, reading: Reading): Step | Misunderstanding {
  const fields = fieldsOf(given as Record<string, unknown>, STEP, reading, { example: PLAN_EXAMPLE, meant: IN_A_STEP });
  if (isMisread(fields)) return fields;
  const text = textOf(fields.text);
  if (!text) return misread('needs-argument', reading.line, { what: 'text' }, PLAN_EXAMPLE);
  const owner = fields.owner ? personNamed(textOf(fields.owner), reading, PLAN_EXAMPLE) : undefined;
  if (owner && isMisread(owner)) return owner;
  const dates: { start?: string; end?: string } = {};
  for (const key of ['start', 'end'] as const) {
    const written = textOf(fields[key]);
    if (!written) continue;
    const day = readDay(written, reading.facts.today);
    if (day === undefined) return misread('bad-date', reading.line, { given: written }, PLAN_EXAMPLE);
    dates[key] = day;
  }
  if (dates.end === undefined) {
    const dated = dayOf(text, reading);
    if (isMisread(dated)) return dated;
    if (dated.date) dates.end = dated.date;
  }
  return { text, ...(owner ? { owner } : {}), ...dates };
}

/** `- Export: 1,000 invoices` is a text to whoever writes it, and a key with a value to YAML. */
function isOneLine(given: object): boolean {
  const [key, ...others] = Object.keys(given);
  return key !== undefined && others.length === 0 && !isKey(key, STEP, IN_A_STEP);
}

const IS_RECOMMENDED = /\s*·\s*(?:recommended|推荐)\s*$/iu;

export function readAlternatives(rest: string, reading: Reading): Command | Misunderstanding {
  const block = fieldsOf(reading.block ?? {}, ALTERNATIVES, reading, { example: ALTERNATIVE_EXAMPLE });
  if (isMisread(block)) return block;
  const options = textsOf(block.options);
  if (options.length === 0)
    return misread('needs-argument', reading.line, { what: rest ? 'options' : 'text' }, ALTERNATIVE_EXAMPLE);
  if (rest !== '') return beside(rest, reading, ALTERNATIVE_EXAMPLE);
  const marked = options.findIndex((text) => IS_RECOMMENDED.test(text));
  const recommended = Number(block.recommended ?? marked + (marked < 0 ? 2 : 1));
  if (!Number.isInteger(recommended) || recommended < 1 || recommended > options.length) {
    const given = textOf(block.recommended);
    const allowed = options.map((_, index) => String(index + 1));
    return misread('unknown-word', reading.line, { given, allowed, meant: 'none' }, ALTERNATIVE_EXAMPLE);
  }
  const alternatives = options.map((written, index) => {
    const said = written.replace(IS_RECOMMENDED, '');
    const text = withoutNothing(said);
    return { text, recommended: index + 1 === recommended, doNothing: text !== said || beginsWithNothing(text) };
  });
  return { type: 'alternatives', alternatives };
}
