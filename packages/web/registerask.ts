/** What an address asks of the register: read strictly, because a view that leaves out a filter in silence shows what nobody asked for; and written, so that every view is an address. */
import { REGISTER_SORTS, type RegisterSort, WITHOUT } from '@countersign/core/change/registerport.ts';
import { OPEN, STAGES } from '@countersign/core/change/stage.ts';
import { CAUSE_CODES } from '@countersign/core/content/request.ts';
import { CLASSES } from '@countersign/core/impact/class.ts';
import { termsOf } from '@countersign/core/text/find.ts';
import { AGES, DUES } from '@countersign/core/view/measured.ts';
import type { RegisterAsk, RegisterChoice } from './port.ts';

/** Rows of one page. */
const ROWS = 50;
const MOST_LETTERS = 200;

/** All stages that are not over, in one word. */
export const OPEN_WORD = 'open';

/** One thing that an address asks and that we do not understand. */
export interface Misread {
  readonly name: string;
  /** As it was given, cut. */
  readonly value: string;
  /** What can stand there, where that is a list. */
  readonly known?: readonly string[];
  readonly why: 'unknown' | 'twice' | 'long' | 'wordless' | 'strange-name' | 'sign-in' | 'cursor';
}

type Reads = (
  values: readonly string[],
  misread: (one: Omit<Misread, 'name'>) => void,
) => Partial<RegisterAsk['choice']>;

const clipped = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value);

/** The values that are known, of a name that may stand several times. */
function several(
  known: readonly string[],
): (values: readonly string[], misread: Parameters<Reads>[1]) => readonly string[] {
  return (values, misread) =>
    // Several at once, as a form sends them in one field.
    [...new Set(values.flatMap((value) => value.split(' ')))].filter((value) => {
      const is = known.includes(value);
      if (!is) misread({ value: clipped(value), known, why: 'unknown' });
      return is;
    });
}

/** The one value of a name that stands once. */
function single(values: readonly string[], misread: Parameters<Reads>[1]): string | undefined {
  if (values.length > 1) misread({ value: clipped(values[1] ?? ''), why: 'twice' });
  return values[0];
}

const one =
  <Word extends string>(known: readonly Word[], make: (word: Word) => RegisterChoice): Reads =>
  (values, misread) => {
    const value = single(values, misread);
    const word = known.find((each) => each === value);
    if (value !== undefined && word === undefined) misread({ value: clipped(value), known, why: 'unknown' });
    return word === undefined ? {} : make(word);
  };

const stagesIn = several([OPEN_WORD, ...STAGES]);
const classesIn = several([...CLASSES, WITHOUT]);
const causesIn = several([...CAUSE_CODES, WITHOUT]);

const READS: Readonly<Record<string, Reads>> = {
  q(values, misread) {
    const text = single(values, misread)?.trim() ?? '';
    if (text.length > MOST_LETTERS) misread({ value: clipped(text), why: 'long' });
    else if (text !== '' && termsOf(text).length === 0) misread({ value: clipped(text), why: 'wordless' });
    else if (text !== '') return { text };
    return {};
  },
  stage(values, misread) {
    const stages = stagesIn(values, misread).flatMap((stage): readonly string[] =>
      stage === OPEN_WORD ? OPEN : [stage],
    );
    return stages.length > 0 ? { stages: STAGES.filter((stage) => stages.includes(stage)) } : {};
  },
  class(values, misread) {
    const classes = classesIn(values, misread);
    return classes.length > 0 ? { classes } : {};
  },
  cause(values, misread) {
    const causes = causesIn(values, misread);
    return causes.length > 0 ? { causes } : {};
  },
  owner(values, misread) {
    const owner = single(values, misread);
    if (owner === undefined) return {};
    if (/^(none|[a-z]+:[\w:.-]{1,128})$/.test(owner)) return { owner };
    misread({ value: clipped(owner), why: 'unknown' });
    return {};
  },
  currency(values, misread) {
    const currency = single(values, misread);
    if (currency === undefined) return {};
    if (/^[A-Z]{3}$/.test(currency)) return { currency };
    misread({ value: clipped(currency), why: 'unknown' });
    return {};
  },
  due: one(DUES, (due) => ({ due })),
  age: one(AGES, (age) => ({ age })),
  waits: one(['me'], () => ({ mine: true })),
};

const SORT_WORDS = REGISTER_SORTS.flatMap((sort) => [sort, `-${sort}`]);

export interface Address {
  readonly tenant: string;
  readonly project?: string;
}

/** @param search the query of the address; a name without a value, as a form sends it, says nothing */
export function askIn(
  { tenant, project }: Address,
  search: URLSearchParams,
): { readonly ask: RegisterAsk } | { readonly misread: readonly Misread[] } {
  const misread: Misread[] = [];
  const given = new Map<string, string[]>();
  for (const [name, value] of search) if (value !== '') given.set(name, [...(given.get(name) ?? []), value]);
  const of = (name: string) => given.get(name) ?? [];
  const tell = (name: string) => (wrong: Omit<Misread, 'name'>) => void misread.push({ name, ...wrong });
  let choice: RegisterChoice = {};
  for (const [name, reads] of Object.entries(READS)) choice = { ...choice, ...reads(of(name), tell(name)) };
  const sort = one(SORT_WORDS, () => ({}));
  sort(of('sort'), tell('sort'));
  const word = of('sort')[0] ?? '-updated';
  const cursor = single(of('from'), tell('from'));
  if (cursor !== undefined && cursor.length > 2000) tell('from')({ value: clipped(cursor), why: 'long' });
  const projects = project === undefined ? of('repository') : [];
  for (const name of given.keys())
    if (!(name in READS) && !['sort', 'from', 'lang', ...(project === undefined ? ['repository'] : [])].includes(name))
      tell(clipped(name))({ value: clipped(of(name)[0] ?? ''), why: 'strange-name' });
  if (misread.length > 0) return { misread };
  const ask: RegisterAsk = {
    ...{ tenant, projects, choice, limit: ROWS },
    sort: (REGISTER_SORTS.find((each) => each === word.replace(/^-/, '')) ?? 'updated') as RegisterSort,
    descending: word.startsWith('-'),
    ...(project === undefined ? {} : { project }),
    ...(cursor === undefined ? {} : { cursor }),
  };
  return { ask };
}

/** The query that asks so; empty for the register as it is shown first. */
export function queryOf({ choice, projects, sort, descending, cursor }: RegisterAsk): string {
  const { text, stages, classes, causes, owner, currency, due, age, mine } = choice;
  const search = new URLSearchParams();
  const put = (name: string, values: readonly (string | undefined)[]) => {
    for (const value of values) if (value !== undefined) search.append(name, value);
  };
  const isOpen = stages !== undefined && stages.length === OPEN.length && OPEN.every((stage) => stages.includes(stage));
  put('q', [text]);
  put('stage', isOpen ? [OPEN_WORD] : (stages ?? []));
  put('class', classes ?? []);
  put('cause', causes ?? []);
  put('owner', [owner]);
  put('currency', [currency]);
  put('due', [due]);
  put('age', [age]);
  if (mine) put('waits', ['me']);
  put('repository', projects);
  if (!(sort === 'updated' && descending)) put('sort', [`${descending ? '-' : ''}${sort}`]);
  put('from', [cursor]);
  const query = search.toString();
  return query === '' ? '' : `?${query}`;
}

export function isNarrowed({ choice, projects }: RegisterAsk): boolean {
  return projects.length > 0 || Object.keys(choice).length > 0;
}

export function changePath(tenant: string, project: string, stream: string): string {
  return `/c/${encodeURIComponent(tenant)}/${encodeURIComponent(project)}/${encodeURIComponent(stream)}`;
}

export function registerPath({ tenant, project }: Address): string {
  return `/r/${encodeURIComponent(tenant)}${project === undefined ? '' : `/${encodeURIComponent(project)}`}`;
}
