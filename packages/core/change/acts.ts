/** What is true of each command, one row a command: guards, help and buttons read it from here, and a command without a row does not compile. */
import type { Profile } from '../policy/policy.ts';
import { PROVIDER_ROLES, type Role, SEAT_ROLES } from '../policy/role.ts';
import type { MessageId } from '../text/catalogue.ts';
import type { Command } from './command.ts';
import { DECIDED, isOpen, OPEN, STAGES, type Stage, UNDECIDED, UNDER_WAY } from './stage.ts';

export type CommandType = Command['type'];

/** Who may give a command besides, or instead of, the holders of its roles; `authorised.ts` has one guard for each. */
export type Who =
  /** Holders of the roles: what is meant where a row says nothing. */
  | 'role'
  | 'anyone'
  | 'requester'
  /** The requester, or holders of the roles in their place. */
  | 'proxy'
  /** Whoever has something to confirm. */
  | 'confirmer'
  /** Whoever may fill a seat and is not barred from it. */
  | 'seat'
  /** Whoever has a vote that stands. */
  | 'voter'
  | 'board'
  | 'second'
  /** Requester, board and holders of the roles. */
  | 'affected'
  /** Whoever raised it, or holders of the roles. */
  | 'who-raised'
  /** Whoever put it on hold, or holders of the roles. */
  | 'who-held'
  /** Holders of the roles who did not implement it. */
  | 'independent'
  /** Holders of the roles who did not open the request. */
  | 'not-opener'
  /** Holders of the roles under the policy that stands now, where it is another than the one that decides. */
  | 'manager-now'
  /** The owner, whoever owns a step, the project manager, and who started an emergency; no program. */
  | 'acceptor'
  /** Holders of the roles who did not start the emergency. */
  | 'not-starter'
  /** Holders of the roles who hold none of the customer's and did not make the request. */
  | 'witness';

/** What has to be there for a command to speak of it. */
export type About =
  | 'pending-act'
  | 'hold'
  | 'no-hold'
  | 'concern'
  | 'confirmation'
  | 'proposal'
  | 'condition'
  | 'emergency'
  | 'step'
  | 'criterion'
  | 'rejection'
  | 'open-seat'
  | 'standing-vote'
  | 'larger-class'
  | 'smaller-class'
  | 'newer-policy'
  | 'absence'
  | 'work'
  | 'signature';

/** What becomes of a command whose comment comes after what was said later (`rules.md` 4.1, 4.6, T15); `github/receive/overtaken.ts` has a line for each. */
export type Late =
  /** It is taken as it is, and nothing that was said before it gives way to it. */
  | 'taken'
  /** It replaces what was said of the same thing, whoever said that: it gives way to a newer word about it. */
  | 'replaces'
  /** It is taken; to what its writer says by it, what they thought before gives way. */
  | 'opinion'
  /** An opinion that itself gives way to a newer one of its writer. */
  | 'last-opinion'
  /** Such an opinion that gives way to a newer failure of the work as well. */
  | 'last-acceptance'
  /** An opinion; and a release that was said before it does not end it. */
  | 'hold'
  /** It gives way to a newer hold. */
  | 'release'
  /** The work failed: what was said before to say that it is good gives way. */
  | 'failure'
  /** The work is good: it gives way to a newer failure. */
  | 'pass';

/** Where a button stands: in front; behind "more"; beside what it is about; by the plan, in front during assessment; in front after a rejecting vote. */
export type Place = 'front' | 'more' | 'beside' | 'plan' | 'against';

export interface Act {
  /** Stages in which it can be given; by profile where profiles differ. */
  readonly stages: readonly Stage[] | Readonly<Record<Profile, readonly Stage[]>>;
  /** The stages that a refusal names, where the others need more than the stage. */
  readonly told?: readonly Stage[];
  /** In this stage only while an emergency waits for its ratification (`rules.md 4.8`). */
  readonly emergencyOnly?: Stage;
  /** How a stage refuses it, where that is not `not-in-this-stage` or `already-final`. */
  readonly outside?: (stage: Stage) => 'not-approved' | 'nothing-to-confirm' | undefined;
  /** Whose holders may give it; with neither roles nor `who`, nobody may. */
  readonly roles: readonly Role[];
  readonly who?: Who;
  readonly about?: About;
  /**
   * The text that it rests on (`rules.md 4.3`, `7.1`): none; one that is `recorded`; one that is recorded and that the tracker has `shown` up to
   * now, asked last among its own guards; one of that sort that whoever gives it has `agreed` to, asked before everything else.
   */
  readonly rests: 'nothing' | 'recorded' | 'shown' | 'agreed';
  /** What becomes of it where its comment comes late. Without it, a late word would undo a newer one. */
  readonly late: Late;
  /** What its writer saw and is held to (`rules.md 3.4`, `4.1`): the content, the act that waits, or, by a button alone, the page. */
  readonly sees?: 'content' | 'act' | 'page';
  /**
   * Whether it needs a policy in force (`rules.md 4.4`, `7.2`). A request whose version of it is lost or erased must not be stuck: taking it
   * back asks for no role of that version.
   */
  readonly policy: 'needed' | 'needed-unless-gone' | 'none';
  /** It only closes, so it is taken before its turn (`rules.md 4.4`). */
  readonly closes?: true;
  /** It ends the request or a part of it. */
  readonly ends: boolean;
  /** Its button warns. */
  readonly danger?: true;
  /** People write it: `/help` has a line for it, `status.help.<type>`. */
  readonly typed: boolean;
  /** The words that it is typed by, where that is not its own name alone. */
  readonly words?: readonly string[];
  /** Where its button stands; without it there is none. */
  readonly button?: Place;
  /** What its button asks: nothing, or why. One that asks more has its own shape (`core/ask/ask.ts`) and questions (`core/ask/questions.ts`). */
  readonly asks?: 'nothing' | 'reason';
  /** The next steps that ask for it, as they are said where there are buttons. */
  readonly asked?: readonly Extract<MessageId, `status.here.${string}`>[];
}

const NO_ROLE: readonly Role[] = [];
/** Whoever votes. */
const SEATED: readonly Role[] = SEAT_ROLES.filter((seat) => seat !== 'member');
const RUNNING: readonly Role[] = ['owner', 'change-manager', 'project-manager'];
/** Whose errand it is to say what a change costs (`rules.md 3.1`). */
export const ASSESSING: readonly Role[] = [
  'assessor',
  'owner',
  'change-manager',
  'technical-expert',
  'project-manager',
  'quality',
  'safety',
];

const WORKING: readonly Stage[] = ['implementing', 'verifying'];
const BEFORE_VOTES: readonly Stage[] = ['draft', 'submitted', 'assessing'];
const BEFORE_BOARD: readonly Stage[] = ['in-review', ...DECIDED];

/** What most commands of people have in common. */
const TYPED = { policy: 'needed', ends: false, typed: true } as const;
/** What a tracker tells: it asks nobody whether it may. */
const TOLD = {
  stages: STAGES,
  roles: NO_ROLE,
  who: 'anyone',
  rests: 'nothing',
  late: 'taken',
  ends: false,
  typed: false,
} as const;

/** In the order in which they are offered. */
export const ACTS = {
  submit: {
    ...TYPED,
    stages: ['draft', 'rejected'],
    told: ['draft'],
    roles: ['change-manager', 'owner'],
    who: 'proxy',
    rests: 'recorded',
    late: 'taken',
    button: 'front',
    asks: 'nothing',
    asked: ['status.here.answer', 'status.here.fill', 'status.here.fill-items', 'status.here.submit'],
  },
  triage: {
    ...TYPED,
    stages: ['submitted'],
    roles: ['change-manager'],
    rests: 'nothing',
    late: 'taken',
    button: 'front',
    asks: 'nothing',
    asked: ['status.here.triage', 'status.here.owner'],
  },
  owner: {
    ...TYPED,
    stages: OPEN,
    roles: RUNNING,
    rests: 'nothing',
    late: 'replaces',
    button: 'more',
  },
  assess: {
    ...TYPED,
    stages: UNDER_WAY,
    roles: ASSESSING,
    rests: 'nothing',
    late: 'replaces',
    button: 'beside',
    asked: ['status.here.assess'],
  },
  plan: {
    ...TYPED,
    stages: UNDER_WAY,
    roles: [...RUNNING, 'technical-expert'],
    rests: 'nothing',
    late: 'replaces',
    button: 'plan',
    asked: ['status.here.plan'],
  },
  alternatives: {
    ...TYPED,
    words: ['alternative'],
    stages: UNDER_WAY,
    roles: ['owner', 'change-manager', 'assessor', 'technical-expert', 'project-manager', 'requester'],
    rests: 'nothing',
    late: 'replaces',
    button: 'plan',
    asked: ['status.here.alternatives'],
  },
  'raise-class': {
    ...TYPED,
    stages: UNDER_WAY,
    roles: [
      'owner',
      'change-manager',
      'assessor',
      'technical-expert',
      'project-manager',
      'quality',
      'safety',
      'customer',
      'sponsor',
    ],
    rests: 'nothing',
    late: 'taken',
    about: 'smaller-class',
    button: 'beside',
  },
  review: {
    ...TYPED,
    stages: ['assessing', 'in-review', 'implementing'],
    told: ['assessing', 'in-review'],
    emergencyOnly: 'implementing',
    roles: ['owner', 'assessor', 'change-manager'],
    rests: 'recorded',
    late: 'taken',
    sees: 'page',
    button: 'front',
    asks: 'nothing',
    asked: ['status.here.review', 'status.here.rebase'],
  },
  vote: {
    ...TYPED,
    words: ['approve', 'reject', 'abstain'],
    stages: BEFORE_BOARD,
    told: ['in-review'],
    roles: NO_ROLE,
    who: 'seat',
    about: 'open-seat',
    rests: 'agreed',
    late: 'last-opinion',
    sees: 'content',
    button: 'beside',
  },
  attest: {
    ...TYPED,
    stages: BEFORE_BOARD,
    told: ['in-review', 'verifying'],
    roles: PROVIDER_ROLES,
    who: 'witness',
    about: 'signature',
    rests: 'recorded',
    late: 'taken',
    sees: 'content',
    button: 'more',
  },
  retract: {
    ...TYPED,
    stages: ['in-review', 'implementing'],
    told: ['in-review'],
    emergencyOnly: 'implementing',
    roles: NO_ROLE,
    who: 'voter',
    about: 'standing-vote',
    rests: 'nothing',
    late: 'last-opinion',
    button: 'more',
    asks: 'nothing',
  },
  start: {
    ...TYPED,
    stages: ['approved'],
    outside: (stage) => (isOpen(stage) && !DECIDED.includes(stage) ? 'not-approved' : undefined),
    roles: [...RUNNING, 'implementer'],
    rests: 'shown',
    late: 'taken',
    button: 'front',
    asks: 'nothing',
    asked: ['status.here.start'],
  },
  accept: {
    ...TYPED,
    stages: [...UNDER_WAY, 'deferred'],
    roles: NO_ROLE,
    who: 'acceptor',
    rests: 'nothing',
    late: 'taken',
    about: 'work',
    button: 'more',
    asked: ['status.here.accept-work'],
  },
  done: {
    ...TYPED,
    stages: ['implementing'],
    roles: RUNNING,
    rests: 'nothing',
    late: 'taken',
    button: 'front',
    asked: ['status.here.steps', 'status.here.done'],
  },
  evidence: {
    ...TYPED,
    stages: WORKING,
    roles: ['owner', 'implementer', 'verifier', 'project-manager', 'technical-expert', 'quality', 'customer'],
    rests: 'nothing',
    late: 'taken',
    about: 'criterion',
    button: 'front',
    asked: ['status.here.evidence'],
  },
  actuals: {
    ...TYPED,
    stages: WORKING,
    roles: ['owner', 'project-manager', 'change-manager', 'implementer'],
    rests: 'nothing',
    late: 'replaces',
    button: 'front',
    asked: ['status.here.actuals'],
  },
  verify: {
    ...TYPED,
    stages: ['verifying'],
    roles: ['verifier'],
    who: 'independent',
    rests: 'shown',
    late: 'pass',
    button: 'front',
    asked: ['status.here.verify'],
  },
  close: {
    ...TYPED,
    stages: ['verifying'],
    roles: ['verifier'],
    who: 'independent',
    rests: 'agreed',
    late: 'pass',
    ends: true,
  },
  confirm: {
    ...TYPED,
    stages: [...UNDECIDED, 'verifying'],
    outside: () => 'nothing-to-confirm',
    roles: NO_ROLE,
    who: 'confirmer',
    about: 'confirmation',
    rests: 'agreed',
    late: 'last-acceptance',
    sees: 'content',
    button: 'front',
    asked: ['status.here.confirm-plan', 'status.here.accept'],
  },
  second: {
    ...TYPED,
    stages: OPEN,
    roles: NO_ROLE,
    who: 'second',
    about: 'pending-act',
    rests: 'agreed',
    late: 'taken',
    sees: 'act',
    button: 'front',
    asked: ['status.here.second'],
  },
  ratify: {
    ...TYPED,
    stages: WORKING,
    roles: ['chair'],
    who: 'not-starter',
    about: 'emergency',
    rests: 'agreed',
    late: 'taken',
    sees: 'page',
    button: 'front',
    asked: ['status.here.ratify'],
  },
  release: {
    ...TYPED,
    stages: STAGES,
    roles: ['chair', 'change-manager'],
    who: 'who-held',
    rests: 'nothing',
    late: 'release',
    about: 'hold',
    button: 'front',
    asks: 'nothing',
    asked: ['status.here.held'],
  },
  reopen: {
    ...TYPED,
    stages: ['rejected'],
    roles: NO_ROLE,
    who: 'requester',
    rests: 'nothing',
    late: 'taken',
    button: 'front',
    asks: 'nothing',
    asked: ['status.here.rejected'],
  },
  'take-up': {
    ...TYPED,
    stages: ['deferred'],
    roles: ['chair'],
    rests: 'nothing',
    late: 'taken',
    button: 'front',
    asks: 'reason',
    asked: ['status.here.deferred-trigger'],
  },
  away: {
    ...TYPED,
    stages: OPEN,
    roles: SEATED,
    rests: 'nothing',
    late: 'taken',
    button: 'more',
  },
  back: {
    ...TYPED,
    stages: OPEN,
    roles: SEATED,
    about: 'absence',
    rests: 'nothing',
    late: 'taken',
    button: 'more',
    asks: 'nothing',
  },
  'need-info': {
    ...TYPED,
    stages: ['submitted', 'assessing'],
    roles: ['change-manager'],
    rests: 'nothing',
    late: 'taken',
    button: 'more',
  },
  concern: {
    ...TYPED,
    stages: OPEN,
    roles: [...ASSESSING, 'sponsor', 'customer', 'stakeholder', 'supplier', 'auditor'],
    who: 'affected',
    rests: 'nothing',
    late: 'opinion',
    closes: true,
    button: 'more',
  },
  resolve: {
    ...TYPED,
    stages: STAGES,
    roles: ['chair'],
    who: 'who-raised',
    rests: 'nothing',
    late: 'taken',
    about: 'concern',
    button: 'beside',
  },
  'take-over': {
    ...TYPED,
    stages: OPEN,
    roles: ['requester', 'owner', 'change-manager'],
    rests: 'nothing',
    late: 'taken',
    about: 'proposal',
    button: 'beside',
  },
  'turn-down': {
    ...TYPED,
    stages: OPEN,
    roles: ['requester', 'owner', 'change-manager'],
    rests: 'nothing',
    late: 'taken',
    about: 'proposal',
    button: 'beside',
  },
  condition: {
    ...TYPED,
    stages: BEFORE_BOARD,
    roles: NO_ROLE,
    who: 'board',
    rests: 'nothing',
    late: 'taken',
    button: 'more',
  },
  'meet-condition': {
    ...TYPED,
    words: ['meet'],
    stages: STAGES,
    roles: [
      'verifier',
      'owner',
      'change-manager',
      'chair',
      'quality',
      'technical-expert',
      'project-manager',
      'customer',
    ],
    rests: 'nothing',
    late: 'taken',
    about: 'condition',
    button: 'beside',
    asked: ['status.here.conditions'],
  },
  migrate: {
    ...TYPED,
    stages: BEFORE_BOARD,
    told: ['in-review'],
    roles: ['change-manager'],
    who: 'manager-now',
    about: 'newer-policy',
    rests: 'nothing',
    late: 'taken',
    policy: 'needed-unless-gone',
    button: 'more',
    asked: ['status.here.migrate'],
  },
  'send-back': {
    ...TYPED,
    stages: ['in-review'],
    roles: NO_ROLE,
    who: 'board',
    rests: 'nothing',
    late: 'opinion',
    button: 'against',
    asks: 'reason',
  },
  defer: { ...TYPED, stages: ['in-review'], roles: ['chair'], rests: 'nothing', late: 'taken', button: 'against' },
  reject: {
    ...TYPED,
    stages: ['assessing', 'in-review'],
    told: ['in-review'],
    roles: ['chair'],
    rests: 'nothing',
    late: 'opinion',
    about: 'rejection',
    ends: true,
    danger: true,
    button: 'against',
  },
  'lower-class': {
    ...TYPED,
    stages: ['assessing', 'in-review'],
    roles: ['chair'],
    about: 'larger-class',
    rests: 'nothing',
    late: 'taken',
    button: 'beside',
  },
  decline: {
    ...TYPED,
    stages: BEFORE_VOTES,
    roles: ['change-manager'],
    rests: 'nothing',
    late: 'taken',
    ends: true,
    danger: true,
    button: 'more',
    asks: 'reason',
  },
  duplicate: {
    ...TYPED,
    stages: BEFORE_VOTES,
    roles: ['change-manager'],
    rests: 'nothing',
    late: 'taken',
    ends: true,
    danger: true,
    button: 'more',
  },
  supersede: {
    ...TYPED,
    stages: OPEN,
    roles: ['change-manager'],
    rests: 'nothing',
    late: 'taken',
    ends: true,
    danger: true,
    button: 'more',
  },
  drop: {
    ...TYPED,
    stages: ['implementing'],
    roles: RUNNING,
    rests: 'nothing',
    late: 'taken',
    about: 'step',
    ends: true,
    button: 'more',
  },
  cancel: {
    ...TYPED,
    stages: OPEN,
    roles: ['chair'],
    rests: 'nothing',
    late: 'taken',
    ends: true,
    danger: true,
    button: 'more',
    asks: 'reason',
  },
  hold: {
    ...TYPED,
    stages: OPEN,
    roles: [...RUNNING, 'chair', 'customer'],
    rests: 'nothing',
    late: 'hold',
    about: 'no-hold',
    closes: true,
    button: 'more',
    asks: 'reason',
  },
  withdraw: {
    ...TYPED,
    stages: UNDECIDED,
    roles: NO_ROLE,
    who: 'requester',
    rests: 'nothing',
    late: 'taken',
    policy: 'needed-unless-gone',
    ends: true,
    danger: true,
    button: 'more',
    asks: 'reason',
  },
  emergency: {
    ...TYPED,
    stages: { standard: ['draft', 'submitted'], light: UNDECIDED },
    roles: ['emergency-authority'],
    who: 'not-opener',
    rests: 'nothing',
    late: 'taken',
    danger: true,
    button: 'more',
  },
  'made-for': {
    ...TYPED,
    stages: OPEN,
    roles: ['change-manager'],
    who: 'proxy',
    rests: 'nothing',
    late: 'taken',
    sees: 'content',
    button: 'more',
    asked: ['status.here.made-for'],
  },
  open: { ...TOLD, stages: [], policy: 'none' },
  write: { ...TOLD, policy: 'none' },
  represent: { ...TOLD, policy: 'needed' },
  propose: { ...TOLD, stages: OPEN, policy: 'needed' },
  'link-work': { ...TOLD, policy: 'none' },
  'work-pushed': { ...TOLD, policy: 'none' },
  'unlink-work': { ...TOLD, policy: 'none' },
  'work-merged': { ...TOLD, policy: 'none' },
  reconsider: { ...TOLD, policy: 'needed' },
  note: { ...TOLD, policy: 'none' },
  relocate: { ...TOLD, policy: 'none' },
  rehome: { ...TOLD, policy: 'none' },
} as const satisfies Record<CommandType, Act>;

/** Commands whose rows say so. */
type With<Said> = { [Type in CommandType]: (typeof ACTS)[Type] extends Said ? Type : never }[CommandType];

/** The same rows, each with every field that a row may have. */
const ROWS: Readonly<Record<CommandType, Act>> = ACTS;

/** What is true of a command whatever it says; of one that was given, `actOf` knows more. */
export function rowOf(type: CommandType): Act {
  return ROWS[type];
}

/** What people write, in the order of the rows. */
export type Typed = With<{ typed: true }>;
export const TYPED_ACTS = (Object.keys(ACTS) as readonly CommandType[]).filter(
  (type): type is Typed => ROWS[type].typed,
);

/** The words that the rows are typed by. What stands behind each is demanded by this (`typed/table.ts`). */
export type TypedWord = { [Type in Typed]: WordOf<Type> }[Typed];
type WordOf<Type extends Typed> = (typeof ACTS)[Type] extends { words: readonly (infer Word)[] } ? Word : Type;

/** What is rested on by whatever is typed by a word; `reject` is typed for two commands. */
export type RestsOf<Word extends TypedWord> = {
  [Type in Typed]: Word extends WordOf<Type> ? (typeof ACTS)[Type]['rests'] : never;
}[Typed];

/** The words that a command is typed by; none for what only trackers tell. */
export function wordsOf(type: CommandType): readonly string[] {
  const { typed, words = [type] } = ROWS[type];
  return typed ? words : [];
}

export function isCommand(name: string): name is CommandType {
  return Object.hasOwn(ACTS, name);
}

/** Commands whose buttons ask no more than that. */
export type Asking<What extends 'nothing' | 'reason'> = With<{ asks: What }>;

export function asksOnly<What extends 'nothing' | 'reason'>(what: What, type: CommandType): type is Asking<What> {
  return ROWS[type].asks === what;
}

/** The other form of a command, where other people may give it or it rests on less. */
const OTHER_FORMS = {
  /** One step is done; that all of them are is said by those who answer for the work (T14). */
  done: { ...ACTS.done, roles: ['owner', 'implementer', 'change-manager', 'project-manager'], about: 'step' },
  /** The work failed, which can be said of any text. */
  verify: { ...ACTS.verify, rests: 'nothing', late: 'failure' },
  /** What was not implemented, or in part, is the board's to close (`rules.md 3.4`). */
  close: { ...ACTS.close, roles: ['chair'], who: 'role', late: 'taken', danger: true, button: 'more' },
} as const satisfies Partial<Record<CommandType, Act>>;

const FORMS: Readonly<Partial<Record<CommandType, Act>>> = OTHER_FORMS;

/** What speaks of something that has to be there. */
export type Speaking = With<{ about: About }>;

/** What has a button in one of its forms. */
export type Pressed = With<{ button: Place }> | Other<{ button: Place }>;

type OtherForms = typeof OTHER_FORMS;
type Other<Said> = { [Type in keyof OtherForms]: OtherForms[Type] extends Said ? Type : never }[keyof OtherForms];

export function isPressed(type: CommandType): type is Pressed {
  return actsOf(type).some(({ button }) => button !== undefined);
}

/** The form that its button gives. */
export function pressedRow(type: Pressed): Act {
  return actsOf(type).find(({ button }) => button !== undefined) ?? ROWS[type];
}

/** The row of a command as it was given. */
export function actOf(command: Command): Act {
  return (isOtherForm(command) && FORMS[command.type]) || ROWS[command.type];
}

function isOtherForm(command: Command): boolean {
  if (command.type === 'done') return Boolean(command.step);
  if (command.type === 'verify') return !command.passed;
  return command.type === 'close' && command.reason !== 'implemented';
}

/** The rows of a command that nobody has given yet, one for each form. */
export function actsOf(type: CommandType): readonly Act[] {
  const other = FORMS[type];
  return other ? [ROWS[type], other] : [ROWS[type]];
}

/** Commands that speak of what people read at that moment: who agrees, starts or ends has it before their eyes (`rules.md 4.3`). */
export function isOfTheText(command: Command): boolean {
  const { rests } = actOf(command);
  return rests === 'shown' || rests === 'agreed';
}

/** What is taken before its turn. */
export function onlyCloses(command: Command): boolean {
  return actOf(command).closes === true;
}

/** What is held to the content, or to the act, that its writer saw. */
export type HeldTo<Seen extends 'content' | 'act'> = Extract<Command, { type: With<{ sees: Seen }> }>;

export function isHeldTo<Seen extends 'content' | 'act'>(seen: Seen, command: Command): command is HeldTo<Seen> {
  return ROWS[command.type].sees === seen;
}

/** Stages in which a command can be given under a profile. */
export function stagesOf({ stages }: Act, profile: Profile): readonly Stage[] {
  return 'light' in stages ? stages[profile] : stages;
}
