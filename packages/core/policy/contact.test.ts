/** Shows that a contact who does not sign is said to hold up what needs them, with why, wherever somebody would wonder (4.7, T6). */
import { expect, test } from 'vitest';
import { ALTERNATIVES, FEASIBLE, NONE, opened, PLAN, SOMEONE, scenario } from '../../../test/instruments/scenario.ts';
import { assuranceOf } from '../approval/authentication.ts';
import { conclude } from '../change/decider.ts';
import { changeGate } from '../gate/change.ts';
import { hintSentence, hintsFor } from '../gate/hint.ts';
import { missing } from '../gate/verdict.ts';
import { catalogue } from '../text/catalogue.ts';
import { LOCALES, type Locale } from '../text/locale.ts';
import { refusalView } from '../view/refusal.ts';
import { PLAIN, speaker } from '../view/sentence.ts';
import { statusView } from '../view/status.ts';
import { remedySentence, verdictSentence } from '../view/verdict.ts';
import { addressKey, CONTACT_WHYS, type ContactWhy, isAtDomain } from './contact.ts';
import { resolvePolicy } from './resolve.ts';

const source = (customer: string) =>
  `profile: standard\nplan-confirmation: false\ngates: {merge: {exempt: {bumps: []}}}\nroles:\n  project-manager: ["@mei"]\n  technical-expert: ["@arch", "@deputy"]\n  sponsor: ["@fin"]\n  quality: ["@qa"]\n  safety: ["@saf"]\n  customer: ${customer}\n`;

function policyOf(customer: string) {
  const resolved = resolvePolicy(source(customer));
  if (!('policy' in resolved)) throw new Error(JSON.stringify(resolved.problems));
  return resolved.policy;
}

const LI = '{name: Ms Li, mail: li@example.com}';

test.each(LOCALES)('4.7: a contact alone is named by whoever reads the policy, with what to do (%s)', (locale) => {
  const said = (customer: string) => hintsFor(policyOf(customer)).map((one) => hintSentence(one, catalogue(locale)));
  expect(said('["@carla"]')).toEqual([]);
  expect(said(`[${LI}]`)).toEqual([
    expect.stringMatching(
      locale === 'en' ? /^Ms Li has no account.*confirmed.*SMTP_URL/ : /^Ms Li 没有账号.*确认.*SMTP_URL/,
    ),
  ]);
  expect(said(`["@carla", ${LI}]`)).toEqual([expect.stringContaining('Ms Li')]);
  expect(said(`["@carla", ${LI}]`)).not.toEqual(said(`[${LI}]`));
});

const WAITING = [{ role: 'customer' as const, name: 'Ms Li', id: 'contact:1' }];

/** A board whose customer is a contact. @param why absent where they sign */
function played(why?: ContactWhy) {
  const { customer: _, ...others } = SOMEONE;
  const play = scenario({ roles: others, policy: { roles: policyOf(`[${LI}]`).roles } });
  const { roles } = play.world.authority;
  const people = why ? [] : [{ id: 'contact:1', name: 'Ms Li' }];
  const contacts = WAITING.map((one) => ({ ...one, ...(why ? { why } : {}) }));
  play.world.authority = {
    ...play.world.authority,
    contacts,
    roles: { ...roles, customer: { people, unreadable: [] } },
  };
  play.when('carla', opened());
  play.when('carla', { type: 'submit' });
  play.when('mei', { type: 'triage' });
  play.when('mei', { type: 'assess', inputs: [...NONE, FEASIBLE] });
  play.when('mei', { type: 'plan', plan: PLAN });
  play.when('mei', { type: 'alternatives', alternatives: ALTERNATIVES });
  return play;
}

const WORDS: Readonly<Record<ContactWhy, Readonly<Record<Locale, RegExp>>>> = {
  unconfirmed: { en: /nobody has confirmed.*page of contacts/s, 'zh-CN': /尚无人确认.*联系人页面/s },
  provider: { en: /the provider’s own.*provider-domains/s, 'zh-CN': /供方自己的域名.*provider-domains/s },
  unsent: { en: /sends no mail.*SMTP_URL/s, 'zh-CN': /未配置发信.*SMTP_URL/s },
  inside: { en: /nothing leave the site.*Record what was signed outside/s, 'zh-CN': /不能离开站点.*登记线下签字/s },
  unfit: { en: /only accounts.*Name an account/s, 'zh-CN': /只能由账号.*账号/s },
};

test.each(LOCALES.flatMap((locale) => CONTACT_WHYS.map((why) => [why, locale] as const)))(
  'T6, 4.7: what a contact holds up is refused, and said by next step and gate, with why and what helps: %s (%s)',
  (why, locale) => {
    const say = speaker({ locale, timeZone: 'UTC' }, PLAIN);
    const play = played(why);
    // Whoever can sign outside holds the way to the board up by nothing.
    if (why === 'inside') play.when('mei', { type: 'review' });
    else expect(play.refused('mei', { type: 'review' })).toBe('seat-without-account');
    const values = { seats: ['customer'], contacts: ['Ms Li'], why };
    const refusal = refusalView({ code: 'seat-without-account', values, onRecord: false } as never);
    expect(say(refusal.whole)).toMatch(WORDS[why][locale]);
    // Before its board, and then they sign no more.
    const board = played();
    board.when('mei', { type: 'review' });
    const { roles } = board.world.authority;
    board.world.authority = {
      ...board.world.authority,
      contacts: WAITING.map((one) => ({ ...one, why })),
      roles: { ...roles, customer: { people: [], unreadable: [] } },
    };
    const next = statusView(board.state(), board.situation('x'), board.happened).next.map(say);
    expect(next.join('\n')).toMatch(WORDS[why][locale]);
    const verdict = missing(changeGate(board.state(), 'merge', board.situation('x'))).find(
      ({ code }) => code === 'seat-contact',
    );
    expect(verdict && say(verdictSentence(verdict))).toContain('Ms Li');
    expect(verdict && say(remedySentence(verdict) ?? '')).not.toBe('');
  },
);

test('4.7: a contact who signs holds the seat like anybody of the customer’s, with the assurance of a mailbox', () => {
  const play = played();
  play.when('mei', { type: 'review' });
  expect(play.state().stage).toBe('in-review');
  const who = { id: 'contact:1', name: 'Ms Li' };
  const vote = { type: 'vote', verdict: 'approve', seat: 'customer', authenticated: 'link' } as const;
  const { events } = conclude(play.state(), vote, { ...play.situation('x'), actor: who });
  expect(events[0]).toMatchObject({ type: 'voted', vote: { voter: who, authenticated: 'link' } });
  expect(assuranceOf('link')).toBe('mailbox');
});

test('4.7: however a domain is written, it is the same one, and of two spellings one address', () => {
  const spellings = [
    'bücher.example',
    'BÜCHER.example',
    'bu\u0308cher.example',
    'xn--bcher-kva.example',
    'bücher。example',
  ];
  for (const domain of spellings)
    for (const other of spellings) {
      expect(isAtDomain(`li@${domain}`, [other])).toBe(true);
      expect(isAtDomain(`li@${domain}`, [`@${other}`])).toBe(true);
      expect(isAtDomain(`li@mail.${domain}`, [other])).toBe(true);
      expect(isAtDomain(`li@not${domain}`, [other])).toBe(false);
      expect(addressKey(`Li@${domain}`)).toBe(addressKey(`li@${other}`));
    }
  // Nothing of what stands in the record by now changes.
  for (const plain of ['li@customer.example', 'li+a@mail.customer.example']) expect(addressKey(plain)).toBe(plain);
});

test.each([
  ['the provider’s own domain', `[{name: Li, mail: li@acme.example}]`, ['contact-of-provider']],
  ['one below it', `[{name: Li, mail: li@mail.ACME.example}]`, ['contact-of-provider']],
  ['one that only ends alike', `[{name: Li, mail: li@notacme.example}]`, []],
  ['another', `[{name: Li, mail: li@customer.example}]`, []],
  ['one in letters of another language', '[{name: Li, mail: li@xn--bcher-kva.example}]', ['contact-of-provider']],
  ['one below that', '[{name: Li, mail: li@mail.XN--BCHER-KVA.example}]', ['contact-of-provider']],
])('4.7: an address at %s is refused where the policy is read', (_, customer, codes) => {
  const resolved = resolvePolicy(`${source(customer)}provider-domains: [acme.example, Bücher.example]\n`);
  expect('problems' in resolved ? resolved.problems.map(({ code }) => code) : []).toEqual(codes);
});
