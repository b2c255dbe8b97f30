/** Shows that a role of people without an account is said to hold up what needs it, wherever somebody would wonder (4.7, T6). */
import { expect, test } from 'vitest';
import { ALTERNATIVES, FEASIBLE, NONE, opened, PLAN, SOMEONE, scenario } from '../../../test/instruments/scenario.ts';
import { changeGate } from '../gate/change.ts';
import { hintSentence, hintsFor } from '../gate/hint.ts';
import { missing } from '../gate/verdict.ts';
import { catalogue } from '../text/catalogue.ts';
import { LOCALES } from '../text/locale.ts';
import { refusalView } from '../view/refusal.ts';
import { PLAIN, speaker } from '../view/sentence.ts';
import { statusView } from '../view/status.ts';
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
    expect.stringMatching(locale === 'en' ? /^Ms Li cannot vote yet.*account/ : /^Ms Li 目前无法表决.*账号/),
  ]);
  expect(said(`["@carla", ${LI}]`)).toEqual([expect.stringContaining('Ms Li')]);
  expect(said(`["@carla", ${LI}]`)).not.toEqual(said(`[${LI}]`));
});

test.each(LOCALES)('T6: what a contact holds up is refused with their name and both ways out (%s)', (locale) => {
  const { customer: _, ...others } = SOMEONE;
  const play = scenario({ roles: others, policy: { roles: policyOf(`[${LI}]`).roles } });
  const say = speaker({ locale, timeZone: 'UTC' }, PLAIN);
  play.when('carla', opened());
  play.when('carla', { type: 'submit' });
  play.when('mei', { type: 'triage' });
  play.when('mei', { type: 'assess', inputs: [...NONE, FEASIBLE] });
  play.when('mei', { type: 'plan', plan: PLAN });
  play.when('mei', { type: 'alternatives', alternatives: ALTERNATIVES });
  expect(play.refused('mei', { type: 'review' })).toBe('seat-without-account');
  const words = say(
    refusalView({
      code: 'seat-without-account',
      values: { seats: ['customer'], contacts: ['Ms Li'] },
      onRecord: false,
    } as never).whole,
  );
  expect(words).toMatch(locale === 'en' ? /Ms Li.*without an account.*roles.*seats/ : /Ms Li.*没有账号.*roles.*seats/);
});

test.each(LOCALES)('4.7: the check and the next step say it of a request that is before its board (%s)', (locale) => {
  const play = scenario();
  const say = speaker({ locale, timeZone: 'UTC' }, PLAIN);
  play.when('carla', opened());
  play.when('carla', { type: 'submit' });
  play.when('mei', { type: 'triage' });
  play.when('mei', { type: 'assess', inputs: [...NONE, FEASIBLE] });
  play.when('mei', { type: 'plan', plan: PLAN });
  play.when('mei', { type: 'review' });
  play.world.policy = { ...play.world.policy, roles: policyOf(`[${LI}]`).roles };
  const { customer: _, ...roles } = play.world.authority.roles;
  play.world.authority = { ...play.world.authority, roles: { ...roles, customer: { people: [], unreadable: [] } } };
  const codes = missing(changeGate(play.state(), 'merge', play.situation('x'))).map((one) => one.code);
  expect(codes).toContain('seat-contact');
  expect(codes).not.toContain('seat-unfillable');
  const next = statusView(play.state(), play.situation('x'), play.happened).next.map(say);
  expect(next.join('\n')).toMatch(locale === 'en' ? /Ms Li cannot vote as customer/ : /Ms Li 没有账号/);
});
