/** Shows of each cell of the table what a policy changes of it: how soon, never whether somebody is asked to act, and no other cell (`rules.md 9`). */
import { expect, test } from 'vitest';
import { authority, inReview, PLAN, person, SOMEONE } from '../../../test/instruments/scenario.ts';
import type { ChangeState } from '../change/state.ts';
import {
  AUDIENCES,
  type Audience,
  OCCASIONS,
  type Occasion,
  TABLE,
  TOLD,
  type ToldOtherwise,
} from '../policy/telling.ts';
import { noticesFor } from './notice.ts';

const PEOPLE: Readonly<Record<Audience, readonly string[]>> = {
  ...{ requester: ['dora'], 'change-manager': ['cm'], owner: ['olga'], assessor: ['ass'] },
  ...{
    seats: ['mei', 'arch', 'deputy', 'qa', 'chair'],
    customer: ['carla'],
    supplier: ['sup'],
    sponsor: ['fin'],
  },
};
const ROLES = { ...SOMEONE, 'change-manager': ['cm', 'mei'], assessor: ['ass'], supplier: ['sup'] };
const play = inReview({ roles: ROLES });
/** Everybody has one role: of two, the one that asks most would speak. */
const AUTHORITY = authority({ ...ROLES, 'change-manager': ['cm'] });

/** A request of which every cell means somebody. */
function stateFor(occasion: Occasion, audience: Audience): ChangeState {
  const { owner: _, ...state } = play.state();
  return {
    ...state,
    ...{ requester: person('dora'), owner: person('olga'), class: 'critical', round: 1 },
    seats: [...state.seats, 'sponsor', 'quality'],
    content: { ...state.content, plan: { ...PLAN, steps: [{ id: '1', text: 'Build it', owner: person('sup') }] } },
    reapproval: { cause: 'beyond-tolerance' },
    ...(occasion === 'information-needed' ? { question: { text: 'Which?', of: audience } } : {}),
  } as never;
}

const VOIDED = ['mei', 'carla', 'fin'].map((name, index) => ({
  ...{ type: 'vote-voided', voter: person(name), cause: { kind: 'role-lost' } },
  seat: (['project-manager', 'customer', 'sponsor'] as const)[index],
}));

/** How soon the people of each audience are told, by their names. */
function told(occasion: Occasion, audience: Audience, notices: ToldOtherwise): Readonly<Record<string, string>> {
  const situation = play.situation('x');
  const found = noticesFor([occasion], {
    events: VOIDED as never,
    state: stateFor(occasion, audience),
    situation: { ...situation, authority: AUTHORITY, policy: { ...situation.policy, notices } },
  });
  return Object.fromEntries(found.map(({ to, urgency }) => [to.name, urgency]));
}

const CELLS = OCCASIONS.flatMap((occasion) => AUDIENCES.map((audience) => ({ occasion, audience })));

test.each(CELLS)(
  '9: a policy has $audience told of $occasion as it says, and nobody else otherwise',
  ({ occasion, audience }) => {
    const usual = told(occasion, audience, {});
    const cell = TABLE[occasion][audience];
    const theirs = PEOPLE[audience];
    if (cell) expect(theirs.some((name) => usual[name] === cell.urgency)).toBe(true);
    for (const said of TOLD) {
      const now = told(occasion, audience, { [occasion]: { [audience]: said } });
      const others = (all: Readonly<Record<string, string>>) =>
        Object.entries(all).filter(([name]) => !PEOPLE[audience].includes(name));
      expect(others(now)).toEqual(others(usual));
      if (cell?.urgency === 'act') {
        expect(now).toEqual(usual);
        continue;
      }
      const mine = theirs.filter((name) => (cell ? usual[name] : audience !== 'seats' || name !== 'chair'));
      for (const name of mine) expect([said, name, now[name]]).toEqual([said, name, said === 'off' ? undefined : said]);
    }
  },
);
