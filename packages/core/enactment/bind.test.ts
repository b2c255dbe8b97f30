/** Shows over random renames, take-overs, re-creations and policies that a seat is filled by whom a policy meant, once, and by nobody else (`rules.md` 4.4, 5.6). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { POLICY } from '../../../test/instruments/scenario.ts';
import { candidatesFor, ineligible } from '../approval/eligible.ts';
import type { Person } from '../content/person.ts';
import { type Authority, holds, humanBehind } from '../policy/authority.ts';
import { type Directory, roleHolders, type Team } from '../policy/holder.ts';
import { matchSeats } from '../policy/matching.ts';
import { type Found, meaningOf } from '../policy/meaning.ts';
import type { Policy } from '../policy/policy.ts';
import { bind } from './bind.ts';
import { type Meant, meantBy } from './named.ts';

const NAMES = ['mei', 'mei_acme', 'theo', 'carla', 'dara', 'eve'] as const;
const SLUGS = ['pmo', 'lab'] as const;
const SEATS = ['project-manager', 'technical-expert', 'quality'] as const;
const NOW = '2026-11-02T09:00:00.000Z';

/** Names are given and taken; what goes on is ids. */
class World {
  readonly accounts = new Map<string, string>();
  readonly teams = new Map<string, { slug: string; members: readonly string[] }>();
  #next = 1;

  come(name: string): void {
    if (!this.#has(name)) this.accounts.set(`github:${this.#next++}`, name);
  }
  rename(at: number, name: string): void {
    const [id] = [...this.accounts][at % Math.max(1, this.accounts.size)] ?? [];
    if (id && !this.#has(name)) this.accounts.set(id, name);
  }
  leave(at: number): void {
    const [id] = [...this.accounts][at % Math.max(1, this.accounts.size)] ?? [];
    if (id) this.accounts.delete(id);
  }
  team(slug: string, at: readonly number[]): void {
    if (this.#slug(slug)) return;
    const ids = [...this.accounts.keys()];
    this.teams.set(String(this.#next++), { slug, members: at.flatMap((one) => ids[one % ids.length] ?? []) });
  }
  renameTeam(at: number, slug: string): void {
    const [, team] = [...this.teams][at % Math.max(1, this.teams.size)] ?? [];
    if (team && !this.#slug(slug)) team.slug = slug;
  }
  #has(name: string): boolean {
    return [...this.accounts.values()].includes(name);
  }
  #slug(slug: string): boolean {
    return [...this.teams.values()].some((one) => one.slug === slug);
  }
  person(id: string): Found<Person> {
    const name = this.accounts.get(id);
    return name === undefined ? 'nobody' : { id, name };
  }
  named(name: string): Found<Person> {
    const [id] = [...this.accounts].find(([, one]) => one === name) ?? [];
    return id === undefined ? 'nobody' : { id, name };
  }
  teamWith(id: string): Found<Team> {
    const team = this.teams.get(id);
    if (!team) return 'nobody';
    const people = team.members.map((one) => ({ id: one, name: this.accounts.get(one) ?? 'left' }));
    return { id, name: `acme/${team.slug}`, people, at: NOW };
  }
  teamNamed(name: string): Found<Team> {
    const [id] = [...this.teams].find(([, { slug }]) => `acme/${slug}` === name) ?? [];
    return id === undefined ? 'nobody' : this.teamWith(id);
  }
}

function directory(world: World, meant: Meant | undefined): Directory {
  return {
    contact: async () => ({ why: 'inside' }),
    mailbox: async () => undefined,
    user: (entry) =>
      meaningOf<Person>(entry, meant?.get(entry), {
        named: async (name) => world.named(name),
        withId: async (id) => world.person(id),
        unseen: (called) => called,
      }),
    team: (entry) =>
      meaningOf<Team>(entry, meant?.get(entry), {
        named: async (name) => world.teamNamed(name),
        withId: async (id) => world.teamWith(id),
      }),
  };
}

interface Written {
  readonly roles: Readonly<Record<(typeof SEATS)[number], readonly string[]>>;
  readonly aliases: readonly (readonly string[])[];
}

function policyOf({ roles, aliases }: Written): Policy {
  const filled = Object.entries(roles).map(([role, names]) => [
    role,
    { users: names.filter((one) => !one.includes('/')), teams: names.filter((one) => one.includes('/')), contacts: [] },
  ]);
  return { ...POLICY, roles: Object.fromEntries(filled), aliases };
}

const name = fc.constantFrom(...NAMES);
const slug = fc.constantFrom(...SLUGS);
const at = fc.nat(9);
const entry = fc.oneof(
  { weight: 6, arbitrary: name },
  { weight: 2, arbitrary: slug.map((one) => `acme/${one}`) },
  { weight: 1, arbitrary: fc.tuple(name, fc.integer({ min: 1, max: 9 })).map(([one, id]) => `${one}:${id}`) },
);
const roleNames = fc.uniqueArray(entry, { minLength: 1, maxLength: 3 });
const written: fc.Arbitrary<Written> = fc.record({
  roles: fc.record({ 'project-manager': roleNames, 'technical-expert': roleNames, quality: roleNames }),
  aliases: fc.array(fc.uniqueArray(name, { minLength: 2, maxLength: 3 }), { maxLength: 2 }),
});
const act = fc.oneof(
  fc.record({ kind: fc.constant('come' as const), name }),
  fc.record({ kind: fc.constant('rename' as const), at, name }),
  fc.record({ kind: fc.constant('rename' as const), at, name }),
  fc.record({ kind: fc.constant('leave' as const), at }),
  fc.record({ kind: fc.constant('team' as const), slug, members: fc.array(at, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('rename-team' as const), at, slug: fc.constantFrom(...SLUGS, 'old') }),
  fc.record({ kind: fc.constant('commit' as const), written }),
);

/** Who is one person, as ids: as the aliases were meant when they were written, those that nobody had then left out. */
function oneHuman(aliases: Written['aliases'], model: ReadonlyMap<string, string>, id: string): ReadonlySet<string> {
  const own = new Set([id]);
  for (let size = 0; size !== own.size; ) {
    size = own.size;
    for (const group of aliases) {
      const ids = group.flatMap((one) => model.get(one) || []);
      if (ids.some((one) => own.has(one))) for (const one of ids) own.add(one);
    }
  }
  return own;
}

test('5.6: no id holds a role that no policy gave it, none loses one by a name, and one person fills one seat and none of what they wrote', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 25 }), at, async (acts, maker) => {
      const world = new World();
      for (const one of NAMES.slice(0, 4)) world.come(one);
      world.team('pmo', [0, 1]);
      let policy: Policy | undefined;
      let meant: Meant | undefined;
      // Beside the product: what each entry meant when the policy that brought it was put in force.
      let model = new Map<string, string>();
      let aliases: Written['aliases'] = [];
      for (const one of acts) {
        if (one.kind === 'come') world.come(one.name);
        if (one.kind === 'rename') world.rename(one.at, one.name);
        if (one.kind === 'leave') world.leave(one.at);
        if (one.kind === 'team') world.team(one.slug, one.members);
        if (one.kind === 'rename-team') world.renameTeam(one.at, one.slug);
        if (one.kind === 'commit') {
          policy = policyOf(one.written);
          aliases = one.written.aliases;
          const entries = [...Object.values(one.written.roles).flat(), ...aliases.flat()];
          model = new Map(entries.map((text) => [text, model.get(text) ?? meaning(world, text)]));
          meant = meantBy(
            policy,
            await bind(policy, meant, {
              account: async (text) => world.named(text),
              team: async (text) => world.teamNamed(text),
            }),
          );
        }
        if (!policy) continue;
        const authority = await roleHolders(directory(world, meant), policy, NOW);
        check(world, { policy, aliases, model, authority, maker });
      }
    }),
    { numRuns: 300 },
  );
});

function meaning(world: World, text: string): string {
  const [own = text, pin] = text.split(':');
  if (pin !== undefined) return own.includes('/') ? pin : `github:${pin}`;
  const found = text.includes('/') ? world.teamNamed(text) : world.named(text);
  return typeof found === 'object' ? found.id : '';
}

interface Checked {
  readonly policy: Policy;
  readonly aliases: Written['aliases'];
  readonly model: ReadonlyMap<string, string>;
  readonly authority: Authority;
  readonly maker: number;
}

function check(world: World, { policy, aliases, model, authority, maker }: Checked): void {
  const ids = [...world.accounts.keys()];
  const human = (id: string) => oneHuman(aliases, model, id);
  const open = aliases.filter((group) => group.some((one) => !model.get(one)));
  const isOpen = (id: string) => open.some((group) => group.some((one) => human(id).has(model.get(one) ?? '')));
  for (const role of SEATS) {
    const { users = [], teams = [] } = policy.roles[role] ?? {};
    const given = new Set([
      ...users.map((one) => model.get(one)),
      ...teams.flatMap((one) => world.teams.get(model.get(one) ?? '')?.members ?? []),
    ]);
    const lost = teams.some((one) => model.get(one) && !world.teams.has(model.get(one) ?? ''));
    for (const id of ids) {
      const isGiven = [...human(id)].some((one) => given.has(one));
      const answer = holds(authority, role, id);
      if (answer === 'yes') expect(isGiven).toBe(true);
      if (isGiven && !lost && [...human(id)].some((one) => given.has(one) && world.accounts.has(one)))
        expect(answer).toBe('yes');
    }
  }
  const requester = { id: ids[maker % ids.length] ?? 'github:0', name: 'maker' };
  const authorship = { requester, authors: [] };
  const able = SEATS.map((seat) => ids.filter((id) => !ineligible(authority, authorship, seat, id)));
  for (const id of able.flat()) {
    expect(human(requester.id).has(id)).toBe(false);
    expect(isOpen(id) || isOpen(requester.id)).toBe(false);
  }
  const filled = matchSeats(able.map((some) => some.map((id) => humanBehind(authority, id)))).filter(
    (id) => id !== undefined,
  );
  for (const [index, id] of filled.entries())
    for (const other of filled.slice(index + 1)) expect(human(id).has(other)).toBe(false);
  for (const seat of SEATS)
    for (const { id } of candidatesFor({ authority, authorship, seat }).people)
      expect(ineligible(authority, authorship, seat, id)).toBeUndefined();
}

test('5.6: the alternate of a role is bound to an account as every other name, behind those of versions before', async () => {
  const roles = { quality: { users: ['qa'], teams: [], contacts: [], alternate: 'Mei' } };
  const policy: Policy = { ...POLICY, roles, aliases: [], bots: ['robot'] };
  const world = new World();
  for (const name of ['qa', 'mei', 'robot']) world.come(name);
  const now = { account: async (name: string) => world.named(name), team: async () => 'nobody' as const };
  const bound = await bind(policy, undefined, now);
  expect(meantBy(policy, bound)?.get('mei')).toBe('github:2');
  expect(bound.accounts?.at(-1)).toBe('github:2');
});
