/** A sentence as data: which message, filled with what. It has no language and no markup yet; a speaker at the rendering edge gives it both. */
import type { Person } from '../content/person.ts';
import { formatMoney, type Money } from '../money/amount.ts';
import { FORMER } from '../record/people.ts';
import { catalogue, MESSAGES, type MessageId } from '../text/catalogue.ts';
import { commandIn } from '../text/command.ts';
import { datesIn } from '../text/date.ts';
import type { Locale } from '../text/locale.ts';
import { listedInChinese } from '../text/spacing.ts';

export interface Sentence {
  readonly id: MessageId;
  readonly values: Readonly<Record<string, Value>>;
}

/** What fills a sentence's places. A plain string is always text of somebody else and is made harmless by the edge (`rules.md 6.3`). */
export type Value =
  | string
  | number
  | Sentence
  | {
      readonly person: Person /** This person has to act now: the edge may call them by a mention. */;
      readonly calls?: boolean;
    }
  /** A plain date; a UTC instant shown as its day in the project's zone; an instant with its time. */
  | { readonly date: string }
  | { readonly day: string /** Somebody has to act by then: Chinese says its weekday. */; readonly ahead?: true }
  | { readonly instant: string /** Somebody has to act by then, as with a day. */; readonly ahead?: true }
  | { readonly money: Money }
  /** The name of an issue or pull request, such as `#12`: the one thing that may become a link in the tracker. */
  | { readonly reference: string }
  /** Words of ours to be typed as they are: a command, said with its Chinese word in Chinese. Never text of somebody else. */
  | { readonly code: string }
  /** A name of somebody else's that is shown as it is written, such as a branch: nothing in it is markup. */
  | { readonly quoted: string }
  /** A file that the record keeps, by its digest: a page has it to be taken away. */
  | { readonly file: string; readonly digest: string }
  /** A word of ours that a sentence chooses by and may show: never text of somebody else. */
  | { readonly choice: string }
  /** Words of ours that stand outside the catalogue in both languages, such as a question of the form: never text of somebody else. */
  | { readonly both: Readonly<Record<Locale, string>> }
  /** `and`: "a, b and c"; `or`: "a, b or c"; `comma`: "a, b, c". */
  | { readonly list: readonly Value[]; readonly join: 'and' | 'or' | 'comma' };

/** What a surface does to the parts of a sentence that are not from the catalogue. */
export interface Edge {
  foreign(text: string): string;
  person(person: Person, calls: boolean): string;
  reference(label: string): string;
  code(text: string): string;
  /** Absent: between back-ticks, made harmless as foreign text is. */
  quoted?(text: string): string;
  /** Absent: its name, as foreign text. */
  file?(name: string, digest: string): string;
}

/** For mails, titles and tests: words only. */
export const PLAIN: Edge = {
  foreign: (text) => text,
  person: (person) => person.name,
  reference: (label) => label,
  code: (text) => text,
};

export interface Setting {
  readonly locale: Locale;
  /** IANA zone of the project: the days of instants are its days. */
  readonly timeZone: string;
  /** The year that goes without saying, `2026`; dates of other years show theirs. */
  readonly year?: string;
}

export interface Speaker extends Setting {
  (value: Value): string;
}

export function words(id: MessageId, values: Sentence['values'] = {}): Sentence {
  return { id, values };
}

export function and(list: readonly Value[]): Value {
  return { list, join: 'and' };
}

export function or(list: readonly Value[]): Value {
  return { list, join: 'or' };
}

export function commas(list: readonly Value[]): Value {
  return { list, join: 'comma' };
}

/** Everybody in a list, `calls` when they have to act. */
export function people(list: readonly Person[], calls = false): Value {
  return and(list.map((person) => ({ person, calls })));
}

/** Shortens a text of somebody else to so many characters, without cutting one in half. */
export function clip(text: string, most: number): string {
  const characters = [...text.slice(0, most * 2 + 2)];
  return characters.length <= most && text.length <= most * 2 ? text : `${characters.slice(0, most - 1).join('')}…`;
}

const joining = (locale: string) => ({
  and: new Intl.ListFormat(locale, { type: 'conjunction' }),
  or: new Intl.ListFormat(locale, { type: 'disjunction' }),
});
/** One of each for the process: to make one takes longer than to join a list. */
const JOINED = { en: joining('en-GB'), 'zh-CN': joining('zh-CN') } as const satisfies Record<Locale, unknown>;

interface Places {
  /** Whether the message stops, or goes on in brackets, right after a place. */
  readonly stopped: (name: string) => boolean;
  /** Whether it ends with a place. */
  readonly isLast: (name: string) => boolean;
}

/** What stands behind the places of a message is the same whatever fills them: it is looked up once for the process. */
function placesIn(locale: Locale): (id: MessageId) => Places {
  const known = new Map<MessageId, Places>();
  return (id) => {
    const text = MESSAGES[locale][id];
    const places = known.get(id) ?? {
      stopped: eachOnce((name) => isStopped(text, name)),
      isLast: eachOnce((name) => text.endsWith(`{${name}}`)),
    };
    known.set(id, places);
    return places;
  };
}

function eachOnce(answer: (name: string) => boolean): (name: string) => boolean {
  const answered = new Map<string, boolean>();
  return (name) => {
    const known = answered.get(name) ?? answer(name);
    answered.set(name, known);
    return known;
  };
}

const PLACES = { en: placesIn('en'), 'zh-CN': placesIn('zh-CN') } as const satisfies Record<Locale, unknown>;

/** Says sentences in one language for one surface. Keep one for many sentences. */
export function speaker(setting: Setting, edge: Edge): Speaker {
  const { locale, timeZone, year } = setting;
  const say = catalogue(locale);
  const joined = JOINED[locale];
  const placesOf = PLACES[locale];
  const style = (at: string) => ({ year: year !== undefined && year !== at.slice(0, 4) });
  const dates = datesIn(locale, timeZone);
  /** @param goesOn our own sentence goes on, or stops, right after it */
  const said = (value: Value, goesOn = false): string => {
    if (typeof value === 'string') return edge.foreign(goesOn ? withoutStop(value) : value);
    if (typeof value === 'number') return String(value);
    if ('id' in value) {
      const places = placesOf(value.id);
      const filled: Record<string, string | number> = {};
      for (const [name, one] of Object.entries(value.values))
        filled[name] =
          typeof one === 'number' ? one : said(one, places.stopped(name) || (goesOn && places.isLast(name)));
      return say(value.id, filled);
    }
    if ('person' in value) {
      const { person, calls = false } = value;
      // Nobody is called by what is said in place of a name.
      if (person.name === FORMER) return edge.person({ ...person, name: say('status.former-member') }, false);
      return edge.person(person, calls);
    }
    if ('date' in value)
      return isDate(value.date) ? dates.date(value.date, style(value.date)) : edge.foreign(value.date);
    if ('day' in value) {
      // A plain date is that day wherever it is read; only an instant has a day of the project's.
      const weekday = locale === 'en' || value.ahead === true;
      if (isDate(value.day)) return dates.date(value.day, { ...style(value.day), weekday });
      const day = isInstant(value.day) ? dates.dayOf(value.day) : undefined;
      return day === undefined ? edge.foreign(value.day) : dates.date(day, { ...style(day), weekday });
    }
    if ('instant' in value) {
      const weekday = locale === 'en' || value.ahead === true;
      return isInstant(value.instant)
        ? dates.instant(value.instant, { ...style(dates.dayOf(value.instant)), weekday })
        : edge.foreign(value.instant);
    }
    if ('money' in value) return amount(value.money, locale, edge);
    if ('reference' in value) return edge.reference(value.reference);
    if ('code' in value) return edge.code(commandIn(locale, value.code));
    if ('quoted' in value) return edge.quoted?.(value.quoted) ?? `\`${edge.foreign(value.quoted)}\``;
    if ('file' in value) return edge.file?.(value.file, value.digest) ?? edge.foreign(value.file);
    if ('choice' in value) return value.choice;
    if ('both' in value) return value.both[locale];
    const parts = value.list.map((one, index) => said(one, goesOn || index < value.list.length - 1));
    if (value.join === 'comma') return parts.join(locale === 'en' ? ', ' : commaBetween(parts));
    return locale === 'en' ? joined[value.join].format(parts) : listedInChinese(joined[value.join], parts);
  };
  return Object.assign((value: Value) => said(value), setting);
}

/** Whoever wrote a whole sentence stopped it; quoted in one of ours it would stop twice. */
const withoutStop = (text: string): string => text.replace(/(?:。|(?<!\.)\.)$/, '');

/** Whether a message stops, or goes on in brackets, right after one of its places. */
function isStopped(text: string, name: string): boolean {
  const place = `{${name}}`;
  for (let at = text.indexOf(place); at >= 0; at = text.indexOf(place, at + 1))
    if (/^”?(?:[.。；（]| \()/.test(text.slice(at + place.length, at + place.length + 3))) return true;
  return false;
}

/** Parts that hold commas of their own are told apart by a stronger mark. */
const commaBetween = (parts: readonly string[]): string => (parts.some((one) => one.includes('，')) ? '；' : '，');

/** The first letter as a sentence begins; Chinese is left as it is. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Said as a line that begins a sentence: a name at the beginning of a Chinese one stays as its owner writes it. */
export function begun(value: Value, say: Speaker): string {
  return say.locale === 'zh-CN' ? say(value) : capital(say(value));
}

/** Marks after which a sentence is over. */
const STOPPED = /[.!?…。！？]$/;

/** Said as a whole: with its capital and its language's stop, where the catalogue leaves both to the place. */
export function sentence(value: Value, say: Speaker): string {
  const text = begun(value, say);
  return STOPPED.test(text) ? text : `${text}${say.locale === 'zh-CN' ? '。' : '.'}`;
}

/** Whole sentences one after another; Chinese writes no blank between them. */
export function sentences(list: readonly Value[], say: Speaker): string {
  return list.map((one) => sentence(one, say)).join(say.locale === 'zh-CN' ? '' : ' ');
}

/** A ledger holds what was true when it was written: a currency or date that can no longer be read is shown as it stands. */
function amount(money: Money, locale: Locale, edge: Edge): string {
  try {
    return formatMoney(money, locale);
  } catch {
    return edge.foreign(`${money.currency} ${money.minor}`);
  }
}

function isInstant(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && isInstant(`${text}T00:00:00Z`);
}
