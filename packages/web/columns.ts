/** The register's rows as cells of a file: in the reader's words, with days and numbers that a spreadsheet sorts, or as codes that read the same in every language. */
import { STAGES } from '@countersign/core/change/stage.ts';
import { CLASSES } from '@countersign/core/impact/class.ts';
import { decimalOf } from '@countersign/core/money/amount.ts';
import { FORMER } from '@countersign/core/record/people.ts';
import { causeName } from '@countersign/core/view/field.ts';
import { className, stageName } from '@countersign/core/view/names.ts';
import { capital } from '@countersign/core/view/sentence.ts';
import type { Voice } from './markup.ts';
import type { RegisterEntry } from './port.ts';
import { TITLES } from './register.ts';

/** A number, a day (`2026-12-01`), or words of whoever wrote them. */
export type Cell = number | { readonly day: string } | string;

export interface Columns {
  readonly heads: readonly string[];
  cells(row: RegisterEntry): readonly Cell[];
}

/** An amount in the currency's own unit; exact, because a currency has few decimals. */
const amountOf = ({ cost }: RegisterEntry): Cell => (cost ? Number(decimalOf(cost)) : '');

export function inWords(voice: Voice): Columns {
  const { locale, timeZone } = voice.setting;
  const titles = TITLES(voice);
  // Made once, for there may be a million rows.
  const days = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const day = (instant: string | undefined): Cell =>
    instant === undefined ? '' : { day: days.format(new Date(instant)) };
  const stages = new Map<string, string>(STAGES.map((one) => [one, capital(voice.plain(stageName(one)))]));
  const classes = new Map<string, string>(CLASSES.map((one) => [one, capital(voice.plain(className(one)))]));
  return {
    heads: [
      ...[titles.number, titles.title, titles.stage, titles.class, titles.cause, titles.owner],
      ...[titles.cost, voice.page('page.filter.currency'), titles.days, titles.due],
      ...[voice.page('page.column.opened'), titles.updated, voice.page('page.filter.repository')],
    ],
    cells(row) {
      const owner =
        row.owner === undefined ? '' : voice.plain({ person: { id: row.owner, name: row.ownerName ?? FORMER } });
      return [
        row.number,
        row.title,
        stages.get(row.stage) ?? row.stage,
        classes.get(row.class ?? '') ?? '',
        capital(causeName(row.cause, locale)),
        owner,
        amountOf(row),
        row.cost?.currency ?? '',
        row.days ?? '',
        day(row.due),
        day(row.opened),
        day(row.updatedAt),
        row.repository,
      ];
    },
  };
}

const CODES = [
  ...['number', 'title', 'state', 'class', 'cause', 'owner', 'updated', 'id'],
  ...['opened', 'due', 'cost', 'currency', 'days', 'repository'],
];

export const IN_CODES: Columns = {
  heads: CODES,
  cells: (row) => [
    row.number,
    row.title,
    row.stage,
    row.class ?? '',
    row.cause ?? '',
    row.ownerName ?? row.owner ?? '',
    row.updatedAt,
    row.ref.stream,
    row.opened ?? '',
    row.due ?? '',
    amountOf(row),
    row.cost?.currency ?? '',
    row.days ?? '',
    row.repository,
  ],
};
