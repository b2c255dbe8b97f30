/** Reads the YAML blocks of `/plan` and `/alternative`, with keys in either language. */
import { parseDate } from '../calendar/date.ts';
import type { Command } from '../change/command.ts';
import type { Plan, PlanStep } from '../content/plan.ts';
import type { Misunderstanding } from './reading.ts';
import { isMisread, MENTION, misread, personNamed, type Reading } from './reading.ts';

const PLAN_EXAMPLE =
  '/plan\nsteps:\n  - text: Build the export\n    owner: @dev\nrollback: Switch it off\ntests: Export 1,000 invoices\nacceptance:\n  - A PDF opens';
const ALTERNATIVE_EXAMPLE = '/alternative\noptions:\n  - Build it\n  - Do nothing\nrecommended: 1';

const KEYS: Readonly<Record<string, string>> = {
  步骤: 'steps',
  负责人: 'owner',
  内容: 'text',
  开始: 'start',
  结束: 'end',
  回退: 'rollback',
  回退方案: 'rollback',
  测试: 'tests',
  验收: 'acceptance',
  验收标准: 'acceptance',
  资源: 'resources',
  方案: 'options',
  推荐: 'recommended',
};

function english(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(english);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [KEYS[key.trim()] ?? key.trim().toLowerCase(), english(inner)]),
  );
}

export function readPlan(_rest: string, reading: Reading): Command | Misunderstanding {
  const block = english(reading.block ?? {}) as Record<string, unknown>;
  if (!Array.isArray(block.steps) || block.steps.length === 0)
    return misread('needs-argument', reading.line, { what: 'steps' }, PLAN_EXAMPLE);
  if (block.steps.length > 200) return misread('too-many', reading.line, { what: 'steps', limit: 200 }, PLAN_EXAMPLE);
  const steps: PlanStep[] = [];
  for (const [index, given] of block.steps.entries()) {
    const step = readStep(given, String(index + 1), reading);
    if (isMisread(step)) return step;
    steps.push(step);
  }
  const acceptance = listOf(block.acceptance);
  const plan: Plan = {
    steps,
    acceptance: [...acceptance],
    ...(block.rollback ? { rollback: String(block.rollback) } : {}),
    ...(block.tests ? { tests: String(block.tests) } : {}),
    ...(block.resources ? { resources: String(block.resources) } : {}),
  };
  return { type: 'plan', plan };
}

function readStep(given: unknown, id: string, reading: Reading): PlanStep | Misunderstanding {
  if (typeof given === 'string' || typeof given === 'number') {
    const text = String(given);
    const login = MENTION.exec(text)?.[0];
    const owner = login ? personNamed(login, reading, PLAN_EXAMPLE) : undefined;
    if (owner && isMisread(owner)) return owner;
    return { id, text: text.replace(login ?? '', '').trim() || text, ...(owner ? { owner } : {}) };
  }
  const fields = (given ?? {}) as Record<string, unknown>;
  if (!fields.text) return misread('needs-argument', reading.line, { what: 'text' }, PLAN_EXAMPLE);
  const owner = fields.owner ? personNamed(String(fields.owner), reading, PLAN_EXAMPLE) : undefined;
  if (owner && isMisread(owner)) return owner;
  const dates: { start?: string; end?: string } = {};
  for (const key of ['start', 'end'] as const) {
    if (fields[key] === undefined || fields[key] === null) continue;
    const read = parseDate(String(fields[key]));
    if (!read.ok) return misread('bad-date', reading.line, { given: read.text }, PLAN_EXAMPLE);
    dates[key] = read.date;
  }
  return { id, text: String(fields.text), ...(owner ? { owner } : {}), ...dates };
}

function listOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map((one) => String(one).trim()).filter(Boolean);
  return value ? [String(value)] : [];
}

const NOTHING = /^(do nothing|no change|什么都不做|不做变更|不变更|维持现状)/i;

export function readAlternatives(rest: string, reading: Reading): Command | Misunderstanding {
  const block = english(reading.block ?? {}) as Record<string, unknown>;
  const options = listOf(block.options);
  if (options.length === 0)
    return misread('needs-argument', reading.line, { what: rest ? 'options' : 'text' }, ALTERNATIVE_EXAMPLE);
  const recommended = Number(block.recommended ?? 1);
  if (!Number.isInteger(recommended) || recommended < 1 || recommended > options.length) {
    return misread('bad-number', reading.line, { given: String(block.recommended) }, ALTERNATIVE_EXAMPLE);
  }
  const alternatives = options.map((text, index) => ({
    text,
    recommended: index + 1 === recommended,
    doNothing: NOTHING.test(text),
  }));
  return { type: 'alternatives', alternatives };
}
