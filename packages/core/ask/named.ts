/** Whom a form names, each at its field: people type a name, and the record keeps who is behind it. */
import type { Governed } from '../content/governed.ts';
import type { Person } from '../content/person.ts';
import type { Ask, Problem } from './ask.ts';
import { accountOf } from './owner.ts';
import type { AskWording } from './words.ts';

interface Naming {
  readonly field: string;
  readonly account: string;
}

/** Fields of an impact that name somebody. */
const OF_IMPACT = /^(owner|controlOwner)(\d{1,2})$/;

function namings(ask: Ask): readonly Naming[] {
  switch (ask.type) {
    case 'condition':
    case 'owner':
      return [{ field: 'owner', account: ask.owner.accountId }];
    case 'away':
      return ask.to ? [{ field: 'to', account: ask.to.accountId }] : [];
    case 'made-for':
      return [{ field: 'person', account: ask.person.accountId }];
    case 'plan':
      return ask.form.steps.flatMap(({ owner }, index) =>
        owner ? [{ field: `owner${index}`, account: owner.accountId }] : [],
      );
    case 'assess':
      return Object.entries(ask.form.fields).flatMap(([field, account]) =>
        OF_IMPACT.test(field) && typeof account === 'string' && account ? [{ field, account }] : [],
      );
    default:
      return [];
  }
}

/** Accounts that an ask names. */
export function namedBy(ask: Ask): readonly string[] {
  return namings(ask).map(({ account }) => account);
}

/** Who stands on record where a field names somebody. */
function before(ask: Ask, field: string, { plan, impacts }: Governed): Person | undefined {
  const index = Number(/\d+$/.exec(field)?.[0]);
  if (ask.type === 'plan') return plan?.steps.find(({ id }) => id === ask.form.steps[index]?.id)?.owner;
  if (ask.type !== 'assess') return undefined;
  const { risk, quality } = impacts;
  if (ask.form.dimension === 'risk')
    return risk?.value.kind === 'value' ? risk.value.value.entries[index]?.owner : undefined;
  return quality?.value.kind === 'value' ? quality.value.value.controls[index]?.owner : undefined;
}

function withAccounts(ask: Ask, accounts: ReadonlyMap<string, string>): Ask {
  const at = (field: string, account: string) => accounts.get(field) ?? account;
  switch (ask.type) {
    case 'condition':
    case 'owner':
      return { ...ask, owner: { ...ask.owner, accountId: at('owner', ask.owner.accountId) } };
    case 'away':
      return ask.to ? { ...ask, to: { ...ask.to, accountId: at('to', ask.to.accountId) } } : ask;
    case 'made-for':
      return { ...ask, person: { ...ask.person, accountId: at('person', ask.person.accountId) } };
    case 'plan': {
      const steps = ask.form.steps.map((step, index) =>
        step.owner ? { ...step, owner: { ...step.owner, accountId: at(`owner${index}`, step.owner.accountId) } } : step,
      );
      return { ...ask, form: { ...ask.form, steps } };
    }
    case 'assess': {
      const fields = Object.entries(ask.form.fields).map(([field, value]) => [field, accounts.get(field) ?? value]);
      return { ...ask, form: { ...ask.form, fields: Object.fromEntries(fields) } };
    }
    default:
      return ask;
  }
}

export interface Meaning {
  readonly content: Governed;
  /** What ids of people of this tracker begin with, before the colon. */
  readonly home: string;
  /** Whom the page lets choose from. */
  readonly holders: readonly Person[];
  /** Who has a login, asked of the tracker; `undefined` for nobody. */
  readonly find: (login: string) => Promise<Person | undefined>;
  readonly word: AskWording;
}

export type Meant =
  | { readonly ask: Ask /** What the tracker calls each, by account. */; readonly called: ReadonlyMap<string, string> }
  | { readonly problems: readonly Problem[] };

/**
 * The ask with accounts in place of what people typed. Whoever was left as they were stays who they are: somebody else may have their login by now, and a
 * person of another tracker has none here.
 */
export async function meantBy(ask: Ask, { content, home, holders, find, word }: Meaning): Promise<Meant> {
  const accounts = new Map<string, string>();
  const called = new Map(holders.map((one) => [accountOf(one, home), one.name]));
  const problems: Problem[] = [];
  for (const { field, account } of namings(ask)) {
    const typed = account.trim().normalize('NFKC').replace(/^@/, '');
    const is = (one: Person) => accountOf(one, home) === typed || one.name.toLowerCase() === typed.toLowerCase();
    const standing = before(ask, field, content);
    const person = standing && is(standing) ? standing : (holders.find(is) ?? (await find(typed)));
    if (!person) {
      problems.push({ field, text: word('form.nobody', { text: account }) });
      continue;
    }
    accounts.set(field, accountOf(person, home));
    if (!called.has(accountOf(person, home))) called.set(accountOf(person, home), person.name);
  }
  return problems.length > 0 ? { problems } : { ask: withAccounts(ask, accounts), called };
}
