/** A change request played through the pure core: given events, when commands, then events, without any tracker or record. */
import { type Absence, holdingAt } from '@countersign/core/absence/absence.ts';
import { ABSENCES } from '@countersign/core/absence/decider.ts';
import type { AssessedInput, Command } from '@countersign/core/change/command.ts';
import { conclude, type Outcome } from '@countersign/core/change/decider.ts';
import type { ChangeEvent } from '@countersign/core/change/event.ts';
import { evolve, type Happened } from '@countersign/core/change/evolve.ts';
import type { AsRecorded, Situation } from '@countersign/core/change/situation.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import type { Plan } from '@countersign/core/content/plan.ts';
import type { ItemDigest, RequestContent } from '@countersign/core/content/request.ts';
import { type Authority, both } from '@countersign/core/policy/authority.ts';
import { inForce } from '@countersign/core/policy/inforce.ts';
import { wholeFile } from '@countersign/core/policy/key/whole.ts';
import type { Policy, Profile } from '@countersign/core/policy/policy.ts';
import type { Role } from '@countersign/core/policy/role.ts';
import { policyFileSchema } from '@countersign/core/policy/schema.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';

export function person(name: string): Person {
  return { id: `github:${name}`, name };
}

export const SOMEONE: RoleNames = {
  'project-manager': ['mei'],
  'technical-expert': ['arch', 'deputy'],
  customer: ['carla'],
  sponsor: ['fin'],
  quality: ['qa'],
  safety: ['saf'],
  chair: ['chair'],
  'emergency-authority': ['duty'],
};

export type RoleNames = Partial<Record<Role, readonly string[]>>;

const WRITTEN = policyFileSchema.parse({
  profile: 'standard',
  currency: 'CNY',
  budget: 'CNY 1,200,000',
  'planned-days': 200,
  roles: { customer: ['@carla'] },
  'plan-confirmation': false,
  // Whoever links work is not what most scenarios are about.
  gates: { merge: { branches: ['main'], claim: 'anyone', exempt: { bumps: [] } } },
});

/** Whoever else holds a role is an authority of the scenario, not a name of the policy: its cross references are not asked. */
export const POLICY: Policy = { version: 'policy-1', ...inForce(wholeFile(WRITTEN), () => undefined) };

export function authority(
  names: RoleNames,
  options: { unreadable?: Partial<Record<Role, string>>; aliases?: string[][] } = {},
): Authority {
  const roles: Partial<Record<Role, Authority['roles'][Role]>> = {};
  for (const [role, people] of Object.entries(names) as [Role, readonly string[]][]) {
    const unreadable = options.unreadable?.[role];
    roles[role] = { people: people.map(person), unreadable: unreadable ? [unreadable] : [] };
  }
  return {
    roles: roles as Authority['roles'],
    aliases: (options.aliases ?? []).map((group) => group.map((name) => `github:${name}`)),
    asOf: '2026-11-02T00:00:00.000Z',
  };
}

export const REQUEST: RequestContent = {
  title: 'Export invoices as PDF',
  before: markdownToText('Invoices are exported as CSV.'),
  after: markdownToText('Invoices are exported as CSV **and** PDF.'),
  cause: { code: 'customer-business', kind: 'new-business' },
  motive: markdownToText('Our new customers only accept PDF.'),
  origin: 'customer',
  notChanging: markdownToText('We lose two contracts.'),
  items: [{ id: 'I_7', label: '#7', action: 'modify' }],
  attachments: [],
};

/** The digests of a requirement whose text is told apart by a letter. */
export function item(letter: string): ItemDigest {
  return { title: '0'.repeat(64), text: letter.repeat(64) };
}

export const NONE: readonly AssessedInput[] = (['schedule', 'cost', 'quality', 'risk'] as const).map((dimension) => ({
  dimension,
  value: { kind: 'none', reason: 'small' },
  confidence: 'high',
}));

export const FEASIBLE: AssessedInput = {
  dimension: 'feasibility',
  value: { kind: 'value', value: { technical: 'yes', resources: 'yes', contract: 'yes' } },
  confidence: 'high',
};

export function days(
  p50: number,
  more: { p90?: number; criticalPath?: boolean; contractMilestone?: boolean } = {},
): AssessedInput {
  const value = { p50, milestones: [], criticalPath: false, contractMilestone: false, ...more };
  return { dimension: 'schedule', value: { kind: 'value', value }, confidence: 'high' };
}

export function costs(
  minor: number,
  currency = 'CNY',
  confidence: AssessedInput['confidence'] = 'high',
): AssessedInput {
  return { dimension: 'cost', value: { kind: 'value', value: { oneOff: { minor, currency } } }, confidence };
}

export const PLAN: Plan = {
  steps: [{ id: '1', text: 'Build the PDF export', owner: person('dev') }],
  rollback: 'Switch the export off',
  tests: 'Export a thousand invoices',
  acceptance: ['A PDF opens in Acrobat'],
};

export const ALTERNATIVES = [
  { text: 'Build it', recommended: true, doNothing: false },
  { text: 'Do nothing', recommended: false, doNothing: true },
];

export interface Scenario {
  readonly happened: Happened[];
  state(): ChangeState;
  /** Runs a command as somebody; throws when it is refused. */
  when(name: string, command: Command): Outcome;
  /** Runs a command that has to be refused; answers the refusal's code. */
  refused(name: string, command: Command): string;
  situation(name: string): Situation;
  /** The facts of the world, to be changed by a test between commands. */
  readonly world: {
    policy: Policy;
    authority: Authority;
    items: Map<string, ItemDigest | 'unreadable' | 'deleted'>;
    now: string;
    /** Other requests that a command may name, by label. */
    others: Map<string, ChangeState>;
    overdueReviews: readonly string[];
    /** Digests of files that were erased. */
    erasedFiles: readonly string[];
    /** Who is away from the project; what `away` and `back` put on record is added by themselves. */
    absences: readonly Absence[];
    asRecorded: AsRecorded;
    /** What stands now, where a request is decided under another policy. */
    current?: { readonly policy: Policy; readonly authority: Authority } | undefined;
  };
}

export interface ScenarioOptions {
  readonly profile?: Profile;
  readonly policy?: Partial<Policy>;
  readonly roles?: RoleNames;
  readonly unreadable?: Partial<Record<Role, string>>;
  readonly aliases?: string[][];
}

export function scenario(options: ScenarioOptions = {}): Scenario {
  const filled = Object.entries(options.roles ?? SOMEONE).map(([role, users]) => [
    role,
    { users: [...users], teams: [], contacts: [] },
  ]);
  const policy: Policy = {
    ...POLICY,
    roles: Object.fromEntries(filled),
    ...(options.profile ? { profile: options.profile } : {}),
    ...options.policy,
  };
  const world: Scenario['world'] = {
    policy,
    authority: authority(options.roles ?? SOMEONE, options),
    items: new Map([['I_7', item('a')]]),
    now: '2026-11-02T09:00:00.000Z',
    others: new Map(),
    overdueReviews: [],
    erasedFiles: [],
    absences: [],
    asRecorded: 'yes',
  };
  const happened: Happened[] = [];
  const now = folding(happened);
  const situation = (name: string): Situation => ({
    now: world.now,
    actor: person(name),
    policy: world.policy,
    authority: {
      ...(world.current ? both(world.authority, world.current.authority) : world.authority),
      absences: holdingAt(world.absences, world.now),
    },
    absences: world.absences,
    ...(world.current ? { current: world.current.policy } : {}),
    items: world.items,
    overdueReviews: world.overdueReviews,
    erasedFiles: world.erasedFiles,
    asRecorded: world.asRecorded,
    workingDaysLater: (from, count) => new Date(Date.parse(from) + count * 86_400_000).toISOString(),
  });
  const play = (name: string, command: Command): Outcome => {
    const named =
      command.type === 'supersede' ? { named: world.others.get(command.successor) ?? ('unknown' as const) } : {};
    const outcome = conclude(now(), command, { ...situation(name), ...named });
    for (const event of outcome.events) {
      happened.push({ at: world.now, event });
      if (event.type === 'away' || event.type === 'back') putAbsence(world, event);
    }
    return outcome;
  };
  return {
    happened,
    world,
    situation,
    state: () => {
      const state = now();
      if (!state) throw new Error('nothing has been opened yet');
      return state;
    },
    when: (name, command) => {
      const outcome = play(name, command);
      if (outcome.refusal)
        throw new Error(`${command.type} by ${name} was refused: ${JSON.stringify(outcome.refusal)}`);
      return outcome;
    },
    refused: (name, command) => {
      const outcome = play(name, command);
      if (!outcome.refusal) throw new Error(`${command.type} by ${name} was accepted`);
      return outcome.refusal.code;
    },
  };
}

/** As the project's own stream holds it. */
function putAbsence(world: Scenario['world'], event: Extract<ChangeEvent, { type: 'away' | 'back' }>): void {
  const command =
    event.type === 'away'
      ? ({ type: 'away', absence: event.absence } as const)
      : ({ type: 'back', person: event.by } as const);
  const told = ABSENCES.decide([...world.absences], command, { now: world.now, actor: event.by }).events;
  for (const one of told) world.absences = ABSENCES.evolve(world.absences, { at: world.now, event: one });
}

/** The state of events that grow: each is folded once, and all of them anew where a test has put others in their place. */
function folding(happened: readonly Happened[]): () => ChangeState | undefined {
  let folded: Happened[] = [];
  let state: ChangeState | undefined;
  return () => {
    if (folded.some((one, at) => one !== happened[at])) {
      folded = [];
      state = undefined;
    }
    for (const one of happened.slice(folded.length)) {
      state = evolve(state, one);
      folded.push(one);
    }
    return state;
  };
}

/** The `open` command of the customer's usual wish. */
export function opened(
  request: Partial<RequestContent> = {},
  requester = 'carla',
  impacts: readonly AssessedInput[] = [],
): Command {
  return {
    type: 'open',
    request: { ...REQUEST, ...request },
    requester: person(requester),
    label: '#12',
    address: 'https://example.test/12',
    impacts,
  };
}

/** Plays a standard request up to an open review with the given impacts. */
export function inReview(options: ScenarioOptions = {}, impacts: readonly AssessedInput[] = NONE): Scenario {
  const play = scenario(options);
  play.when('carla', opened());
  play.when('carla', { type: 'submit' });
  play.when('mei', { type: 'triage' });
  play.when('mei', { type: 'assess', inputs: [...NONE, FEASIBLE, ...impacts] });
  play.when('mei', { type: 'plan', plan: PLAN });
  play.when('mei', { type: 'alternatives', alternatives: ALTERNATIVES });
  play.when('mei', { type: 'review' });
  return play;
}

export function approve(
  play: Scenario,
  name: string,
  seat?: 'project-manager' | 'technical-expert' | 'customer' | 'sponsor' | 'quality' | 'safety' | 'lead',
): Outcome {
  return play.when(name, { type: 'vote', verdict: 'approve', authenticated: 'comment', ...(seat ? { seat } : {}) });
}

/** The kinds of events, for comparing what happened at a glance. */
export function kinds(events: readonly ChangeEvent[]): readonly string[] {
  return events.map((event) => (event.type === 'moved' ? event.rule : event.type));
}
