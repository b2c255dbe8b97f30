/** Draws what people do in a round and what goes wrong meanwhile, all of it before it begins: the same seed is the same script. */
import type { Fault, FaultKind } from '@countersign/sandbox/fault.ts';
import type { SeedRole } from '@countersign/sandbox/story.ts';
import { drawing } from '../draw.ts';
import { MISHAPS, type Mishap } from './way.ts';

/** What becomes of a command when it is taken: an event that holds its mark, or its number of them where it has none. */
export type Word =
  | 'submit'
  | 'assess'
  | 'cost'
  | 'review'
  | 'approve'
  | 'reject'
  | 'hold'
  | 'release'
  | 'concern'
  | 'resolve'
  | 'condition'
  | 'meet'
  | 'intrude'
  | 'explain';

export interface Say {
  readonly do: 'say';
  readonly request: number;
  readonly who: SeedRole;
  readonly word: Word;
  readonly mark: string;
  /** Read first: they wait until the status can be seen to hold these words, or until nothing comes any more. */
  readonly reads?: string;
}

/** What has a button, or a form. */
export type PressedWord = Extract<Word, 'approve' | 'reject' | 'hold' | 'release' | 'concern' | 'cost'>;

/** The same on the page of the request, sent until an answer comes. */
export interface Press {
  readonly do: 'press';
  readonly request: number;
  readonly who: SeedRole;
  readonly word: PressedWord;
  readonly mark: string;
  readonly reads?: string;
  /** Two at once, by an impatient hand. */
  readonly twice?: true;
  /** The server is killed between the record and the answer. */
  readonly cut?: true;
}

export type Act =
  | { readonly do: 'file'; readonly request: number }
  | Say
  | Press
  | { readonly do: 'unsay'; readonly mark: string }
  | { readonly do: 'edit'; readonly request: number; readonly mark: string }
  | { readonly do: 'open'; readonly pull: number; readonly request?: number; readonly docs: boolean }
  | { readonly do: 'push' | 'close' | 'reopen' | 'merge'; readonly pull: number }
  | { readonly do: 'name'; readonly pull: number; readonly request: number }
  | { readonly do: 'aim'; readonly pull: number; readonly base: 'main' | 'scratch' }
  | { readonly do: 'policy'; readonly which: 'plain' | 'narrow' | 'broken' }
  | { readonly do: 'chat'; readonly count: number };

/** The same without a word. */
export interface Read {
  readonly do: 'read';
  readonly request: number;
  readonly reads: string;
}

export type Trouble =
  | { readonly trouble: 'kill' | 'stop' | 'second' | 'postgres' | 'refuse' | 'accept' | 'round' }
  | { readonly trouble: 'freeze'; readonly ms: number }
  | { readonly trouble: 'meet'; readonly mishaps: readonly Mishap[] }
  | { readonly trouble: 'github'; readonly fault: Fault }
  | { readonly trouble: 'skew' | 'pass'; readonly ms: number }
  /** Killed, or refusing, for so many comments elsewhere. */
  | { readonly trouble: 'outage'; readonly comments: number };

export type Step = (Act | Read | Trouble) & {
  /** Milliseconds until the next. */
  readonly wait: number;
  /** People go on while it lasts. */
  readonly beside?: true;
};

export interface Script {
  readonly seed: number;
  readonly steps: readonly Step[];
}

/** What is made, and what is there already and said anew. */
const MAKES = /^POST .*\/(?:check-runs|comments)/;
const EDITS = /^PATCH .*\/(?:check-runs|comments)/;
const WRITES = /^(?:POST|PATCH) .*\/(?:check-runs|comments|labels|issues)/;
const MINUTE = 60_000;

export function scriptOf(seed: number): Script {
  const draw = drawing(seed);
  const below = (most: number): number => Math.floor(draw() * most);
  const chance = (part: number): boolean => draw() < part;
  const any = <Of>(of: readonly Of[]): Of => of[below(of.length)] as Of;
  let marks = 0;
  const mark = (): string => `mark${String(++marks).padStart(3, '0')}`;
  const say = (request: number, who: SeedRole, word: Word): Say => ({ do: 'say', request, who, word, mark: mark() });
  const vote = (request: number, who: SeedRole): Act => ({
    ...say(request, who, 'approve'),
    ...(chance(turn === 0 ? 0.9 : 0.6) ? { reads: 'in review' } : {}),
  });

  const board = (request: number): Act[] =>
    shuffled(['project-manager', 'technical-expert', 'customer'] as const).map((who) => vote(request, who));
  function shuffled<Of>(given: readonly Of[]): Of[] {
    const left = [...given];
    return given.map(() => left.splice(below(left.length), 1)[0] as Of);
  }

  const detours: readonly ((request: number) => readonly Act[])[] = [
    (request) => {
      const who = any(['project-manager', 'customer'] as const);
      return [say(request, who, 'hold'), ...(chance(0.75) ? [say(request, who, 'release')] : [])];
    },
    (request) => {
      const said = say(request, 'customer', 'hold');
      return [said, { do: 'unsay', mark: said.mark }, say(request, 'customer', 'release')];
    },
    (request) => [say(request, 'technical-expert', 'concern'), say(request, 'technical-expert', 'resolve')],
    (request) => [say(request, 'project-manager', 'condition'), say(request, 'project-manager', 'meet')],
    (request) => [
      say(request, 'project-manager', 'cost'),
      say(request, 'project-manager', 'review'),
      vote(request, 'project-manager'),
      vote(request, 'customer'),
    ],
    (request) => [{ do: 'edit', request, mark: mark() }, say(request, 'project-manager', 'review'), ...board(request)],
    (request) => [say(request, 'technical-expert', 'reject'), vote(request, 'technical-expert')],
    (request) => [say(request, 'developer', 'intrude')],
    (request) => [say(request, 'requester', 'explain')],
  ];

  function story(request: number): readonly Act[] {
    const acts: Act[] = [
      { do: 'file', request },
      say(request, 'requester', 'submit'),
      say(request, 'project-manager', 'assess'),
      ...board(request),
    ];
    for (let more = 1 + below(2); more > 0; more -= 1)
      acts.splice(3 + below(acts.length - 2), 0, ...any(detours)(request));
    return acts;
  }

  let pulls = 0;
  function work(requests: number): readonly Act[] {
    pulls += 1;
    const pull = pulls;
    const docs = chance(0.2);
    const acts: Act[] = [{ do: 'open', pull, docs, ...(chance(0.9) && !docs ? { request: below(requests) } : {}) }];
    const more: readonly (() => readonly Act[])[] = [
      () => [{ do: 'push', pull }],
      () => [{ do: 'name', pull, request: below(requests) }],
      () => [
        { do: 'aim', pull, base: 'scratch' },
        { do: 'aim', pull, base: 'main' },
      ],
      () => [
        { do: 'close', pull },
        { do: 'reopen', pull },
      ],
      () => [{ do: 'merge', pull }],
    ];
    for (let count = below(3); count > 0; count -= 1) acts.push(...any(more)());
    return acts;
  }

  const around: readonly (() => readonly Act[])[] = [
    () => [
      { do: 'policy', which: 'narrow' },
      { do: 'policy', which: 'plain' },
    ],
    () => [
      { do: 'policy', which: 'broken' },
      { do: 'policy', which: any(['plain', 'narrow']) },
    ],
    () => [{ do: 'policy', which: 'narrow' }],
    () => [{ do: 'chat', count: 1 + below(5) }],
  ];

  const github = (): Fault => {
    const when = chance(0.5) ? 'before' : 'after';
    const times = 1 + below(3);
    const on = chance(0.7) ? { on: WRITES } : {};
    switch (below(7)) {
      case 0:
        return { kind: 'status', status: any([500, 502, 503]), times, when, ...on };
      case 1:
        return { kind: 'status', status: any([404, 403, 422]), times: 1 + below(2), on: WRITES };
      case 2:
        return { kind: 'reset', times, when, ...on };
      case 3:
        return { kind: 'secondary-limit', retryAfterSeconds: 1 + below(2), status: any([403, 429]), times: 1, ...on };
      case 4:
        return { kind: 'primary-limit', resetSeconds: 1, times: 1, ...on };
      case 5:
        return { kind: 'reset', when: 'after', times: 1, on: MAKES };
      default:
        return { kind: 'delay', ms: 50 + below(250), times: 5, ...on };
    }
  };
  const troubles: readonly (() => Trouble)[] = [
    () => ({ trouble: 'kill' }),
    () => ({ trouble: 'kill' }),
    () => ({ trouble: any(['stop', 'second'] as const) }),
    () => ({ trouble: 'postgres' }),
    () => ({ trouble: 'freeze', ms: 100 + below(900) }),
    () => ({ trouble: any(['refuse', 'accept'] as const) }),
    () => ({ trouble: 'meet', mishaps: Array.from({ length: 1 + below(3) }, () => any(MISHAPS)) }),
    () => ({ trouble: 'meet', mishaps: Array.from({ length: 1 + below(3) }, () => any(MISHAPS)) }),
    () => ({ trouble: 'github', fault: github() }),
    () => ({ trouble: 'github', fault: github() }),
    () => ({ trouble: 'github', fault: github() }),
    () => ({ trouble: 'skew', ms: any([-1, 1]) * any([5000, MINUTE, 10 * MINUTE]) }),
    () => ({ trouble: 'pass', ms: any([MINUTE, 90 * MINUTE, 26 * 60 * MINUTE]) }),
    () => ({ trouble: 'outage', comments: 5 + below(36) }),
    // A look for what was missed, in the middle of it all.
    () => ({ trouble: 'round' }),
  ];

  /** Each round meets with one of these for sure, in turn: what strikes only what happens seldom is else drawn for hundreds of rounds in vain. */
  const aimed: readonly (() => readonly (Act | Read | Trouble)[])[] = [
    // What stands there already is about to be written anew.
    () => [
      { do: 'read', request: 0, reads: 'Change request' },
      ...Array.from({ length: 2 }, (): Trouble => {
        const fault = any<FaultKind>([
          { kind: 'reset' },
          { kind: 'status', status: 502 },
          { kind: 'status', status: 404 },
          { kind: 'status', status: 422 },
        ]);
        return { trouble: 'github', fault: { ...fault, times: 1, on: EDITS } };
      }),
    ],
    () => [
      { trouble: 'github', fault: { kind: 'reset', when: 'after', times: 2, on: MAKES } },
      { trouble: 'meet', mishaps: ['doubled', 'doubled', 'late', 'answer-lost'] },
    ],
    // Somebody is always about to call while it lasts.
    () => [
      {
        trouble: 'github',
        fault: { kind: 'secondary-limit', retryAfterSeconds: 3, status: any([403, 429]), times: 1 },
      },
      ...Array.from({ length: 6 }, () => say(0, 'requester', 'explain')),
      { trouble: 'outage', comments: 5 },
    ],
  ];

  const turn = Math.abs(seed) % aimed.length;
  const requests = 1 + below(2);
  const lines: Act[][] = Array.from({ length: requests }, (_, request) => [...story(request)]);
  for (let count = 1 + below(2); count > 0; count -= 1) lines.push([...work(requests)]);
  if (chance(0.5)) lines.push([...any(around)()]);
  const steps: (Act | Read | Trouble)[] = [];
  // Each line keeps its order, and all are told one beside the other.
  while (lines.some((line) => line.length > 0)) {
    const line = any(lines.filter(({ length }) => length > 0));
    steps.push(line.shift() as Act);
  }
  const assesses = steps.findIndex(
    (step) => 'do' in step && step.do === 'say' && step.request === 0 && step.word === 'assess',
  );
  steps.splice(assesses, 0, ...(aimed[turn] ?? (() => []))());
  // A hold that nobody takes back, on what is being worked on; most voters read in such a round, so that it comes to that.
  if (turn === 0)
    steps.push(
      ...board(0),
      { do: 'open', pull: pulls + 1, docs: false, request: 0 },
      { ...say(0, 'customer', 'hold'), reads: 'being implemented' },
    );
  for (let count = 3 + below(4); count > 0; count -= 1) steps.splice(below(steps.length + 1), 0, any(troubles)());
  const timed = steps.map((step): Step => {
    const wait = chance(0.4) ? 0 : below(120);
    return { ...step, wait, ...('trouble' in step && chance(0.5) ? { beside: true } : {}) };
  });
  return { seed, steps: withPresses(timed, requests, seed) };
}

/** Of its own numbers: so a seed from before there were pages tells the story that it told, with people who press between. */
function withPresses(given: readonly Step[], requests: number, seed: number): readonly Step[] {
  const draw = drawing(seed ^ 0x70_72_65_73);
  const below = (most: number): number => Math.floor(draw() * most);
  const chance = (part: number): boolean => draw() < part;
  const any = <Of>(of: readonly Of[]): Of => of[below(of.length)] as Of;
  let marks = 500;
  const next = (): string => String(++marks);
  const press = (request: number, who: SeedRole, word: PressedWord): Press => ({
    ...{ do: 'press', request, who, word, mark: `press${next()}` },
    ...(chance(0.3) ? { twice: true } : {}),
    ...(chance(0.35) ? { cut: true } : {}),
    ...(chance(0.5) ? { reads: 'in review' } : {}),
  });
  const say = (request: number, who: SeedRole, word: Word): Say => ({
    ...{ do: 'say', request, who, word, mark: `mark${next()}` },
  });
  const held = (mishap: Mishap): Trouble => ({ trouble: 'meet', mishaps: [mishap] });
  const seats = ['project-manager', 'technical-expert', 'customer'] as const;
  const plays: readonly ((request: number) => readonly (Act | Trouble)[])[] = [
    (request) => [press(request, any(seats), 'approve')],
    // What was said before is told of after what was pressed.
    (request) => {
      const who = any(seats);
      return [
        held(any(['late', 'never'])),
        say(request, who, 'approve'),
        { ...press(request, who, any(['reject', 'hold'])), cut: true },
      ];
    },
    (request) => [held('late'), say(request, 'customer', 'release'), press(request, 'customer', 'hold')],
    (request) => [press(request, 'customer', 'hold'), press(request, 'customer', 'release')],
    (request) => [press(request, 'technical-expert', 'concern'), say(request, 'technical-expert', 'resolve')],
    (request) => [press(request, 'project-manager', 'cost'), say(request, 'project-manager', 'review')],
    (request) => [{ trouble: 'kill' }, press(request, any(seats), 'approve')],
    (request) => [press(request, any(seats), 'approve'), { trouble: 'postgres' }],
  ];
  const steps = [...given];
  for (let count = 1 + below(3); count > 0; count -= 1) {
    const request = below(requests);
    const from = steps.findIndex(
      (step) => 'do' in step && step.do === 'say' && step.request === request && step.word === 'assess',
    );
    let at = from + 1 + below(steps.length - from);
    for (const step of any(plays)(request)) {
      steps.splice(at, 0, { ...step, wait: below(120), ...('trouble' in step && chance(0.5) ? { beside: true } : {}) });
      at += 1 + below(2);
    }
  }
  return steps;
}
