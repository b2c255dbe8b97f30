/**
 * What must follow from what people said, as `rules.md` has it and not as our code does: stage, votes and gate of a request, folded from the
 * acts of people on its record. What the engine concluded by itself is not believed, it is concluded here once more.
 */

export interface Row {
  readonly project: string;
  readonly stream: string;
  readonly kind: string;
  readonly version: number;
  readonly sequence: number;
  readonly event: Event;
  readonly previous: string;
  readonly hash: string;
  readonly project_previous: string;
  readonly project_hash: string;
}

interface Event {
  readonly type: string;
  readonly [field: string]: unknown;
}

type Seat = 'project-manager' | 'technical-expert' | 'customer';
const SEATS: readonly Seat[] = ['project-manager', 'technical-expert', 'customer'];
/** Whose vote rests on what was assessed (4.3); anything else that is governed: everybody's. */
const RESTS: Readonly<Record<string, readonly Seat[]>> = {
  cost: ['project-manager', 'customer'],
  schedule: ['project-manager', 'customer'],
  quality: ['technical-expert'],
  risk: ['technical-expert'],
};
/** What the engine does by itself. */
const BY_ITSELF = ['T8', 'T12', 'T13'];
const DECIDED = ['approved', 'implementing', 'verifying'];

export interface Request {
  stage: string;
  /** What was asked for, as it is on record. */
  text: string;
  readonly votes: Map<Seat, 'approve' | 'reject' | 'abstain'>;
  /** Ids of whoever put it on hold. */
  readonly holds: Set<string>;
  readonly concerns: Set<string>;
  /** By id, what each holds back. */
  readonly conditions: Map<string, string>;
  /** Labels of the work that is linked. */
  readonly work: Map<string, string>;
}

function fresh(): Request {
  return {
    stage: 'none',
    text: '',
    votes: new Map(),
    holds: new Set(),
    concerns: new Set(),
    conditions: new Map(),
    work: new Map(),
  };
}

/** Takes in one event of a request. */
function take(request: Request, event: Event): void {
  const { votes, holds, concerns, conditions, work } = request;
  switch (event.type) {
    case 'opened':
      request.stage = 'draft';
      break;
    case 'moved':
      if (BY_ITSELF.includes(String(event.rule))) break;
      request.stage = String(event.to);
      if (event.rule === 'T7') votes.clear();
      break;
    case 'request-written': {
      const text = JSON.stringify(event.request);
      // Whose words it was may be told after the words, which are the same then.
      if ((event.changed as readonly string[]).length > 0 && text !== request.text) changed(request, SEATS);
      request.text = text;
      break;
    }
    case 'assessed':
      changed(request, RESTS[String(event.dimension)] ?? SEATS);
      break;
    case 'planned':
      changed(request, SEATS);
      break;
    case 'voted': {
      const { seat, verdict } = event.vote as { seat: Seat; verdict: 'approve' | 'reject' | 'abstain' };
      votes.set(seat, verdict);
      break;
    }
    case 'held':
      holds.add(idOf(event.by));
      break;
    case 'released':
      for (const one of (event.of as readonly string[] | undefined) ?? [...holds]) holds.delete(one);
      break;
    case 'concern-raised':
      concerns.add(String(event.id));
      break;
    case 'concern-resolved':
      concerns.delete(String(event.id));
      break;
    case 'condition-added': {
      const { id, blocks } = event.condition as { id: string; blocks: string };
      conditions.set(id, blocks);
      break;
    }
    case 'condition-met':
      conditions.delete(String(event.id));
      break;
    case 'work-linked':
      work.set(String(event.work), String(event.label));
      break;
    case 'work-unlinked':
      work.delete(String(event.work));
      break;
  }
  settle(request);
}

/** A vote for what stands no more counts no more, and what was decided is decided anew (4.3, T13). */
function changed(request: Request, seats: readonly Seat[]): void {
  for (const seat of seats) request.votes.delete(seat);
  if (DECIDED.includes(request.stage)) request.stage = 'assessing';
}

const isAgreed = ({ votes }: Request): boolean => SEATS.every((seat) => votes.get(seat) === 'approve');

function settle(request: Request): void {
  if (request.stage === 'in-review' && isAgreed(request) && request.concerns.size === 0) request.stage = 'approved';
  const isHeld = request.holds.size > 0 || [...request.conditions.values()].includes('start');
  if (request.stage === 'approved' && request.work.size > 0 && !isHeld) request.stage = 'implementing';
}

/** Whether work on it may be merged (6.1). */
export function isOpen(request: Request): boolean {
  const { stage, holds, concerns, conditions } = request;
  const isFree = holds.size === 0 && concerns.size === 0 && ![...conditions.values()].some(blocksMerge);
  return ['implementing', 'verifying'].includes(stage) && isAgreed(request) && isFree;
}

const blocksMerge = (stage: string): boolean => stage === 'start' || stage === 'merge';

function idOf(person: unknown): string {
  return String((person as { readonly id: string }).id);
}

/** The requests on record by their numbers, after these entries. */
export function requestsIn(rows: readonly Row[]): ReadonlyMap<number, Request> {
  const byStream = new Map<string, Request>();
  const byNumber = new Map<number, Request>();
  for (const { stream, event } of rows) {
    if (event.type === 'opened') {
      const made = fresh();
      byStream.set(stream, made);
      byNumber.set(numberIn(String(event.label)), made);
    }
    const request = byStream.get(stream);
    if (request) take(request, event);
  }
  return byNumber;
}

export const numberIn = (label: string): number => Number(label.replace('#', ''));
