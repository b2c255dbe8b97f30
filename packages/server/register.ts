/** What the register shows: rows and figures of the repositories that the visitor may read at this moment, and nothing of any other. */
import { rolesActingAs } from '@countersign/core/change/decision.ts';
import type { RegisterFilter } from '@countersign/core/change/registerport.ts';
import { OPEN } from '@countersign/core/change/stage.ts';
import { Malformed } from '@countersign/core/failure.ts';
import { holds } from '@countersign/core/policy/authority.ts';
import { dueWithin, measuringAt, openedWithin } from '@countersign/core/view/measured.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { factsAt } from '@countersign/github/factsat.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { PageFacts } from '@countersign/web/pagefacts.ts';
import type {
  Nothing,
  RegisterAsk,
  RegisterChoice,
  RegisterFacts,
  RegisterRows,
  Unanswerable,
  Visitor,
} from '@countersign/web/port.ts';
import { personOf } from './acting.ts';
import type { MayRead } from './rights.ts';

/** Repositories of an account that GitHub is asked about for one page; so many at a time. */
const MOST_REPOSITORIES = 100;
const AT_ONCE = 8;
/** More are of one cause, which the first of them show. */
const MOST_UNREACHED = 20;

/** What of the ask can be read. */
export interface Readable {
  /** `owner/repository`, or the account. */
  readonly name: string;
  readonly places: readonly Place[];
  readonly leftOut?: RegisterFacts['leftOut'];
}

export interface Asking {
  readonly parts: Parts;
  readonly mayRead: MayRead;
  /** Where something is on record of that name. */
  readonly placeShown: (tenant: string, project: string) => Promise<Place | undefined>;
}

export function registerFacts(asking: Asking): Pick<PageFacts, 'register' | 'registerRows'> {
  const { parts } = asking;

  async function begun(ask: RegisterAsk, visitor: Visitor) {
    const readable = await readableOf(asking, ask, visitor);
    if (typeof readable === 'string') return readable;
    const me = personOf(visitor)?.id;
    if (ask.choice.mine && me === undefined) return 'sign-in' as const;
    const now = new Date(parts.now()).toISOString();
    const timeZone = await zoneOf(parts, readable.places);
    const projects = readable.places.map(({ project }) => project);
    const chosen = ask.projects.length > 0 ? projects.filter((one) => ask.projects.includes(one)) : projects;
    return { ...readable, me, now, timeZone, projects: chosen, filter: filterOf(ask.choice, { now, timeZone, me }) };
  }
  type Begun = Exclude<Awaited<ReturnType<typeof begun>>, string>;

  async function rowsOf(ask: RegisterAsk, of: Begun): Promise<RegisterRows | Unanswerable> {
    const { sort, descending, cursor, limit } = ask;
    const page = { sort, descending, limit, ...(cursor === undefined ? {} : { cursor }) };
    try {
      const { rows, ...places } = await parts.register.list(ask.tenant, of.projects, of.filter, page);
      const owners = [...new Set(rows.flatMap(({ owner }) => owner ?? []))];
      const called = owners.length > 0 ? await parts.register.called(ask.tenant, owners) : new Map<string, string>();
      const names = new Map(of.places.map((place) => [place.project, nameOf(place)]));
      return {
        ...{ project: of.name, timeZone: of.timeZone, now: of.now },
        rows: rows.map((row) => {
          const ownerName = row.owner === undefined ? undefined : called.get(row.owner);
          const repository = names.get(row.home ?? row.ref.project) ?? '';
          return { ...row, repository, ...(ownerName === undefined ? {} : { ownerName }) };
        }),
        ...places,
      };
    } catch (error) {
      if (error instanceof Malformed) return 'cursor';
      throw error;
    }
  }

  /** Who waits for something that cannot be carried is shown to whoever manages the project's changes. */
  async function untold(ask: RegisterAsk, { places, me }: Begun): Promise<Pick<RegisterFacts, 'unreached'>> {
    const [place] = places;
    if (ask.project === undefined || !place || me === undefined) return {};
    const unreached = await parts.notices.unreached(place, MOST_UNREACHED);
    if (unreached.length === 0) return {};
    const facts = await factsAt(parts, place);
    const policy = await facts.policy();
    if (policy.kind !== 'in-force') return {};
    const authority = await facts.authority(policy.policy);
    const roles = rolesActingAs(policy.policy, 'change-manager');
    return roles.some((role) => holds(authority, role, me) === 'yes') ? { unreached } : {};
  }

  return {
    async registerRows(ask, visitor) {
      const of = await begun(ask, visitor);
      return typeof of === 'string' ? of : rowsOf(ask, of);
    },
    async register(ask, visitor): Promise<RegisterFacts | Unanswerable | Nothing> {
      const of = await begun(ask, visitor);
      if (typeof of === 'string') return of;
      const { tenant } = ask;
      const [rows, figures, owners] = await Promise.all([
        rowsOf(ask, of),
        parts.register.figures(tenant, of.projects, of.filter, measuringAt(of.now, of.timeZone)),
        parts.register.owners(tenant, of.projects),
      ]);
      if (typeof rows === 'string') return rows;
      const called = await parts.register.called(tenant, owners);
      return {
        ...rows,
        figures,
        owners: owners.map((id) => {
          const name = called.get(id);
          return { id, ...(name === undefined ? {} : { name }) };
        }),
        ...(ask.project === undefined
          ? { repositories: of.places.map((place) => ({ project: place.project, name: nameOf(place) })) }
          : {}),
        ...(of.leftOut ? { leftOut: of.leftOut } : {}),
        isKnown: of.me !== undefined,
        ...(await untold(ask, of)),
      };
    },
  };
}

const nameOf = ({ owner, repo }: Place): string => `${owner}/${repo}`;

/** What the visitor may read of what is asked for. Whether anything else is there, nobody learns. */
export async function readableOf(
  { parts, mayRead, placeShown }: Asking,
  { tenant, project }: Pick<RegisterAsk, 'tenant' | 'project'>,
  visitor: Visitor,
): Promise<Readable | Nothing> {
  if (project !== undefined) {
    const place = await placeShown(tenant, project);
    if (!place) return 'hidden';
    const answer = await mayRead(visitor, place);
    if (answer !== 'yes') return answer === 'no' ? 'hidden' : 'unknown';
    return { name: nameOf(place), places: [place] };
  }
  const projects = await parts.register.projects(tenant);
  const places: Place[] = [];
  let isUnasked = false;
  const asked = projects.slice(0, MOST_REPOSITORIES);
  for (let at = 0; at < asked.length; at += AT_ONCE)
    await Promise.all(
      asked.slice(at, at + AT_ONCE).map(async (one) => {
        const place = await placeShown(tenant, one);
        const answer = place ? await mayRead(visitor, place) : 'no';
        if (place && answer === 'yes') places.push(place);
        if (answer === 'unknown') isUnasked = true;
      }),
    );
  const [first] = places;
  if (!first) return isUnasked ? 'unknown' : 'hidden';
  const leftOut = isUnasked ? 'unasked' : projects.length > MOST_REPOSITORIES ? 'too-many' : undefined;
  return {
    name: first.owner,
    places: places.toSorted((one, other) => one.repo.localeCompare(other.repo, 'en')),
    ...(leftOut ? { leftOut } : {}),
  };
}

/** The zone of all of them; UTC where they have no common one. */
export async function zoneOf(parts: Parts, places: readonly Place[]): Promise<string> {
  const zones = await Promise.all(
    places.map(async (place) => {
      const policy = await (await factsAt(parts, place)).policy();
      return policy.kind === 'in-force' ? policy.policy.timeZone : 'UTC';
    }),
  );
  const [first = 'UTC'] = zones;
  return zones.every((zone) => zone === first) ? first : 'UTC';
}

function filterOf(
  choice: RegisterChoice,
  { now, timeZone, me }: { readonly now: string; readonly timeZone: string; readonly me: string | undefined },
): RegisterFilter {
  const { due, age, mine, stages = age ? OPEN : undefined, ...same } = choice;
  const open = stages?.filter((stage) => !age || OPEN.some((one) => one === stage));
  return {
    ...same,
    ...(open ? { stages: open } : {}),
    ...(due ? { due: dueWithin(due, now, timeZone) } : {}),
    ...(age ? { opened: openedWithin(age, now) } : {}),
    ...(mine && me !== undefined ? { asks: me } : {}),
  };
}
