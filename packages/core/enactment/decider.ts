/** The policy of a project as a stream of its own: which version stood from when, who put it in force, and who held its roles then (`rules.md 7.2`). */
import { z } from 'zod';
import { NOBODY } from '../content/person.ts';
import type { Decider, Decision, Happened, Moment } from '../record/decider.ts';
import type { Kind } from '../record/kind.ts';
import type { StreamRef } from '../record/port.ts';
import { isBound, rolesSchema, withRead } from './roles.ts';

/**
 * The chain holds the digest of the text and ids of people. The text lies beside it, found and checked by its digest; names are looked up.
 * `by` is `nobody` where it was found to stand, and nobody was told who put it there.
 */
const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('put-in-force'),
    version: z.string().regex(/^[0-9a-f]{64}$/),
    by: z.string().min(1),
    /** Absent in entries from before the record said it, and where the version had stood before anybody could ask. */
    roles: rolesSchema.optional(),
  }),
  /** None stands any more: there is no text, or what is there is no policy. */
  z.object({ type: z.literal('taken-out'), why: z.enum(['missing', 'broken']), by: z.string().min(1) }),
]);

type Event = z.infer<typeof eventSchema>;
type Put = Extract<Event, { type: 'put-in-force' }>;
type Out = Extract<Event, { type: 'taken-out' }>;

export interface Version extends Pick<Put, 'version' | 'by' | 'roles'> {
  /** UTC instant from which it stood. */
  readonly at: string;
  /** Since when it stands no more, where none took its place. */
  readonly out?: Pick<Out, 'why' | 'by'> & { readonly at: string };
}

export interface Enactment {
  /** Oldest first; the last one stands, unless it is out. */
  readonly state: readonly Version[];
  readonly command: Omit<Put, 'by'> | Omit<Out, 'by'>;
  readonly event: Event;
  readonly situation: Moment;
  readonly refusal: never;
  readonly row: { readonly stands?: string; readonly out?: Out['why']; readonly by: string; readonly count: number };
}

export const ENACTMENT: Decider<Enactment> = {
  kind: 'policy' satisfies Kind,
  initial: [],
  decide,
  evolve,
  settle: () => [],
  row(versions) {
    const last = versions.at(-1);
    if (!last) return undefined;
    const { version, by, out } = last;
    const count = versions.length;
    return out ? { out: out.why, by: out.by, count } : { stands: version, by, count };
  },
  schema: eventSchema,
};

/** A version that stands already is not put in force again, but may come to be known as somebody's; none that never stood is taken out. */
function decide(
  versions: Enactment['state'],
  command: Enactment['command'],
  { actor: { id: by } }: Moment,
): Decision<Enactment> {
  const last = versions.at(-1);
  if (command.type === 'taken-out')
    return { events: last && last.out?.why !== command.why ? [{ ...command, by }] : [] };
  const stands = last !== undefined && !last.out && last.version === command.version;
  const isNews = !stands || isFoundOut(last, by) || isRead(last, command);
  return { events: isNews ? [{ ...command, by }] : [] };
}

/** Whom it names was not known, or not of all its names, and is by now. */
function isRead({ roles }: Version, command: Omit<Put, 'by'>): boolean {
  if (!isBound(roles) || !roles) return isBound(command.roles);
  return command.roles !== undefined && JSON.stringify(withRead(roles, command.roles)) !== JSON.stringify(roles);
}

/** Nobody was told whose it is when it was found, and now somebody is. */
function isFoundOut(last: Version, by: string): boolean {
  return last.by === NOBODY.id && by !== NOBODY.id;
}

function evolve(versions: Enactment['state'], { at, event }: Happened<Event>): Enactment['state'] {
  const last = versions.at(-1);
  if (event.type === 'taken-out') {
    const { why, by } = event;
    return last ? [...versions.slice(0, -1), { ...last, out: { why, by, at } }] : versions;
  }
  const { version, by, roles } = event;
  // It stood already, from when it was found; only whose it is was learnt later, or whom it names.
  if (last?.version === version && !last.out) {
    const whose = isFoundOut(last, by) ? by : last.by;
    const known =
      isBound(last.roles) && last.roles ? (roles ? withRead(last.roles, roles) : last.roles) : (roles ?? last.roles);
    return [...versions.slice(0, -1), { ...last, by: whose, ...(known ? { roles: known } : {}) }];
  }
  return [...versions, { version, by, at, ...(roles ? { roles } : {}) }];
}

/** A project has one policy. */
export function policyStream({ tenant, project }: Pick<StreamRef, 'tenant' | 'project'>): StreamRef {
  return { tenant, project, kind: ENACTMENT.kind, stream: 'policy' };
}
