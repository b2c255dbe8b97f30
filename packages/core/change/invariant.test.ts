import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SAID } from '../../../test/instruments/commands.ts';
import {
  FEASIBLE,
  item,
  NONE,
  opened,
  PLAN,
  person,
  type Scenario,
  SOMEONE,
  scenario,
} from '../../../test/instruments/scenario.ts';
import { AUTHENTICATION_WORDS } from '../approval/authentication.ts';
import { barred } from '../approval/eligible.ts';
import { tally } from '../approval/tally.ts';
import type { ItemDigest } from '../content/request.ts';
import { changeGate } from '../gate/change.ts';
import { humanBehind } from '../policy/authority.ts';
import type { Command } from './command.ts';
import { decide } from './decide.ts';
import { authorshipOf, ballotOf } from './decision.ts';
import { eventSchema } from './event.ts';
import { evolve, fold } from './evolve.ts';
import { itemsApartFromOwn } from './requirement.ts';
import { engineMakes, FINAL, isTransition, OPEN, STAGES, TRANSITIONS, type TransitionRule } from './stage.ts';
import { unrecordableEdit } from './unrecordable.ts';

const ROLES = { ...SOMEONE, lead: ['li'], 'project-manager': ['mei', 'arch'], verifier: ['qa', 'dev'] };
const NAMES = ['mei', 'arch', 'deputy', 'carla', 'fin', 'qa', 'saf', 'chair', 'duty', 'dev', 'li', 'stranger'] as const;

const seat = fc.constantFrom(
  'project-manager',
  'technical-expert',
  'customer',
  'sponsor',
  'quality',
  'safety',
  'lead',
  undefined,
);

/** Those that take a request further. */
const FURTHER = [
  'submit',
  'triage',
  'review',
  'plan',
  'alternatives',
  'confirm',
  'start',
  'done',
  'second',
  'evidence',
  'close',
] as const;

const WISH = (opened({ title: 'Another wish' }) as Extract<Command, { type: 'open' }>).request;

/** What a tracker tells. */
const TOLD: readonly Command[] = [
  { type: 'write', request: WISH },
  { type: 'note', irregularity: 'edit-unrecordable', detail: '#12' },
  { type: 'propose', from: 'acme/shop#7', address: 'https://x', text: 'As CSV' },
  { type: 'link-work', work: 'PR_21', label: '#21' },
  { type: 'work-pushed', work: 'PR_21' },
];

/** Weighted so that runs get far. */
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.constantFrom<Command>(...FURTHER.flatMap((type): readonly Command[] => SAID[type]), { type: 'reconsider' }),
  fc.record({
    type: fc.constant('vote' as const),
    verdict: fc.constantFrom(
      'approve' as const,
      'approve' as const,
      'approve' as const,
      'reject' as const,
      'abstain' as const,
    ),
    seat,
    reason: fc.constantFrom('because', undefined),
    authenticated: fc.constantFrom(...AUTHENTICATION_WORDS),
  }) as fc.Arbitrary<Command>,
  fc.constantFrom<Command>(...Object.values(SAID).flat(), ...TOLD),
);

type Step =
  | { readonly kind: 'command'; readonly who: string; readonly command: Command }
  | { readonly kind: 'item'; readonly now: ItemDigest | 'unreadable' | 'deleted' }
  | { readonly kind: 'time'; readonly hours: number }
  | {
      readonly kind: 'team';
      readonly role: 'project-manager' | 'technical-expert';
      readonly people: readonly string[];
      readonly readable: boolean;
    };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ kind: fc.constant('command' as const), who: fc.constantFrom(...NAMES), command }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('item' as const),
      now: fc.constantFrom(item('a'), item('b'), 'unreadable' as const, 'deleted' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('time' as const), hours: fc.constantFrom(1, 30, 24 * 40, 24 * 200) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('team' as const),
      role: fc.constantFrom('project-manager' as const, 'technical-expert' as const),
      people: fc.subarray(['mei', 'arch', 'deputy']),
      readable: fc.boolean(),
    }),
  },
);

const approval = (who: string, where: 'project-manager' | 'technical-expert' | 'customer' | 'lead') =>
  [who, { type: 'vote', verdict: 'approve', seat: where, authenticated: 'comment' }] as const;

/** The way to closing as it should go; each run begins somewhere along it, so that late stages are visited as often as early ones. */
const happy: readonly Step[] = (
  [
    ['carla', { type: 'submit' }],
    ['mei', { type: 'assess', inputs: [...NONE, FEASIBLE] }],
    ['mei', { type: 'plan', plan: PLAN }],
    ['mei', { type: 'review' }],
    approval('mei', 'project-manager'),
    approval('deputy', 'technical-expert'),
    approval('li', 'lead'),
    approval('carla', 'customer'),
    ['dev', { type: 'link-work', work: 'PR_21', label: '#21' }],
    ['dev', { type: 'done', step: '1' }],
    ['mei', { type: 'done' }],
    ['qa', { type: 'evidence', criterion: '1', evidence: 'run' }],
    ['mei', { type: 'actuals', days: 0, cost: { minor: 0, currency: 'CNY' } }],
  ] as const
).map(([who, one]) => ({ kind: 'command', who, command: one as Command }));

/** Steps that take a request further, given by the people who may give them. */
const sensible: fc.Arbitrary<Step> = fc.constantFrom(...happy);

function take(play: Scenario, one: Step): void {
  const { world } = play;
  if (one.kind === 'item') world.items.set('I_7', one.now);
  else if (one.kind === 'time') world.now = new Date(Date.parse(world.now) + one.hours * 3_600_000).toISOString();
  else if (one.kind === 'team') {
    const members = { people: one.people.map(person), unreadable: one.readable ? [] : ['acme/team'] };
    world.authority = { ...world.authority, roles: { ...world.authority.roles, [one.role]: members } };
  } else {
    try {
      play.when(one.who, one.command);
    } catch (error) {
      // Refused: what matters here is what the record says afterwards.
      if (!(error instanceof Error && error.message.includes(' was refused: '))) throw error;
    }
  }
}

/** Plays steps on a fresh request, looks after each of them, and once more after the last. */
function everywhere(
  profile: 'standard' | 'light',
  looks: { readonly always?: (play: Scenario) => void; readonly atTheEnd?: (play: Scenario) => void },
): void {
  fc.assert(
    fc.property(
      fc.nat({ max: happy.length }),
      fc.array(fc.oneof(step, sensible), { maxLength: 25, size: 'max' }),
      (far, steps) => {
        const play = scenario({ profile, roles: ROLES, policy: { triage: 'auto' } });
        const other = scenario();
        other.when('carla', opened());
        play.world.others.set('#13', other.state());
        play.when('carla', opened({}, 'carla', profile === 'light' ? [...NONE, FEASIBLE] : []));
        for (const one of [...happy.slice(0, far), ...steps]) {
          take(play, one);
          looks.always?.(play);
        }
        looks.atTheEnd?.(play);
      },
    ),
    { numRuns: 200 },
  );
}

/** What holds after each step. The properties of a run draw the same plays, so these are asked of one play, and what breaks says its name. */
const ALWAYS: Readonly<Record<string, (play: Scenario) => void>> = {
  '1: nothing reaches "implementing" without a decision or an emergency record': (play) => {
    const state = play.state();
    if (state.stage === 'implementing' || state.stage === 'verifying')
      expect(state.approval ?? state.emergency).toBeDefined();
  },

  '4.4: nobody barred fills a seat, and nobody fills two': (play) => {
    const { authority, items } = play.situation('x');
    const state = play.state();
    const filled = tally(ballotOf(state), authority, itemsApartFromOwn(state, items)).seats.flatMap(
      (one) => one.filledBy ?? [],
    );
    const humans = filled.map((vote) => humanBehind(authority, vote.voter.id));
    expect(new Set(humans).size).toBe(humans.length);
    for (const vote of filled) {
      expect(vote.voided).toBeUndefined();
      if (vote.seat !== 'customer') expect(barred(authority, authorshipOf(state), vote.voter.id)).toBeUndefined();
      else expect(vote.voter.name).toBe('carla');
    }
  },

  '6.1: the merge gate is open only on a decision that stands and votes that count now, or on an emergency': (play) => {
    const state = play.state();
    const situation = play.situation('x');
    if (!changeGate(state, 'merge', situation).open) return;
    expect(['implementing', 'verifying']).toContain(state.stage);
    if (state.emergency && !state.emergency.ratified) return;
    const count = tally(ballotOf(state), situation.authority, itemsApartFromOwn(state, situation.items));
    expect(count.passed).toBe(true);
    expect(state.concerns.every((one) => one.resolved)).toBe(true);
    expect(situation.items.get('I_7')).toEqual(state.content.request.items[0]?.base);
  },

  '1: the ledger replayed gives the state that was shown, and every event fits its schema': (play) => {
    expect(replayed(play)).toEqual(asStored(play.state()));
  },
};

/** What a finished play shows of all its steps. */
const AT_THE_END: Readonly<Record<string, (play: Scenario) => void>> = {
  '1: every move is in the table, and closed is final': (play) => {
    let final = false;
    for (const { event } of play.happened) {
      if (event.type !== 'moved') continue;
      expect(isTransition(event.rule as TransitionRule, event.from, event.to)).toBe(true);
      expect(final).toBe(false);
      final = FINAL.includes(event.to);
    }
  },

  "7.1: a move that somebody's word makes names them, and one that the rules make names nobody": (play) => {
    for (const { event } of play.happened)
      if (event.type === 'moved' && engineMakes(event.rule)) expect(event.by).toBeUndefined();
    const state = play.state();
    for (const name of NAMES)
      for (const said of Object.values(SAID).flat()) {
        const situation = play.situation(name);
        const decision = decide(state, said, situation);
        const events = 'refusal' in decision ? [] : decision.events;
        for (const event of events) if (event.type === 'moved') expect(event.by).toEqual(situation.actor);
      }
  },

  '1: the whole ledger read at once gives the state that was shown': (play) => {
    expect(fold(play.happened.map(asStored))).toEqual(asStored(play.state()));
  },
};

/** As a ledger gives back what it was given. */
const asStored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The states of plays by their events as they come back from a ledger, how far each was read. */
const REPLAYED = new WeakMap<Scenario, { count: number; state: ReturnType<typeof fold> }>();

function replayed(play: Scenario): ReturnType<typeof fold> {
  const read = REPLAYED.get(play) ?? { count: 0, state: undefined };
  for (const { at, event } of play.happened.slice(read.count))
    read.state = evolve(read.state, asStored({ at, event: eventSchema.parse(event) }));
  read.count = play.happened.length;
  REPLAYED.set(play, read);
  return read.state;
}

/** Looks at a play by all rules; what fails says which. */
function byAll(rules: Readonly<Record<string, (play: Scenario) => void>>): (play: Scenario) => void {
  return (play) => {
    for (const [rule, look] of Object.entries(rules))
      try {
        look(play);
      } catch (cause) {
        throw new Error(`${rule}: ${cause instanceof Error ? cause.message : cause}`, { cause });
      }
  };
}

for (const profile of ['standard', 'light'] as const) {
  test(`(${profile}) wherever a request gets: ${Object.keys({ ...ALWAYS, ...AT_THE_END }).join('; ')}`, () => {
    everywhere(profile, { always: byAll(ALWAYS), atTheEnd: byAll(AT_THE_END) });
  });

  test(`1 (${profile}): asking the engine again changes nothing`, () => {
    everywhere(profile, {
      always: (play) => {
        play.when('system', { type: 'reconsider' });
        expect(play.when('system', { type: 'reconsider' }).events).toEqual([]);
      },
    });
  });
}

/** Whether one of these people gets a command through. */
function anybody(play: Scenario, one: Command, among: readonly string[] = NAMES): boolean {
  return among.some((who) => {
    try {
      play.when(who, one);
      return true;
    } catch {
      return false;
    }
  });
}

for (const profile of ['standard', 'light'] as const) {
  test(`1 (${profile}): the board ends an open request wherever it stands, whatever happened before`, () => {
    everywhere(profile, {
      atTheEnd: (play) => {
        if (!OPEN.includes(play.state().stage)) return;
        // Whoever cannot be known seconds nothing.
        for (const role of ['project-manager', 'technical-expert'] as const)
          take(play, { kind: 'team', role, people: ['mei', 'arch', 'deputy'], readable: true });
        // A second rests on a text that is on record: its next edit, or its manager, goes on from one that could not be.
        if (unrecordableEdit(play.state())) play.when('carla', { type: 'write', request: WISH });
        // What has come due meanwhile is settled first (T13), and may take the chair's word with it.
        play.when('system', { type: 'reconsider' });
        expect(anybody(play, { type: 'cancel', reason: 'the contract ended' })).toBe(true);
        if (profile === 'standard') expect(anybody(play, { type: 'second' })).toBe(true);
        expect(play.state().closing?.reason).toBe('cancelled');
      },
    });
  });

  test(`1 (${profile}): its manager ends an open request wherever it stands, as long as there is one`, () => {
    everywhere(profile, {
      atTheEnd: (play) => {
        const { stage, content } = play.state();
        const managers = profile === 'light' ? ['li'] : (play.world.authority.roles['project-manager']?.people ?? []);
        const names = managers.map((one) => (typeof one === 'string' ? one : one.name));
        if (!OPEN.includes(stage) || names.length === 0) return;
        const dropped = content.request.items.map(({ label }) => label);
        const isEarly = ['draft', 'submitted', 'assessing'].includes(stage);
        const end: Command = isEarly
          ? { type: 'decline', reason: 'out of scope' }
          : { type: 'supersede', successor: '#13', reason: 'better', dropped };
        expect([stage, anybody(play, end, names)]).toEqual([stage, true]);
        expect(play.state().stage).toBe(isEarly ? 'rejected' : 'closed');
      },
    });
  });
}

test('1: every state that is not final has a way out', () => {
  for (const stage of STAGES) {
    if (FINAL.includes(stage)) continue;
    expect(TRANSITIONS.some((one) => (one.from as readonly string[]).includes(stage))).toBe(true);
  }
});
