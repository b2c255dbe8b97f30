/** A small believable project to begin with, in English or Chinese: people, teams, requirements, a pull request that waits. */

import { CHINESE, ENGLISH, type RepositoryStory, type SeedRole } from './story.ts';
import { addOrganization, addPerson, addTeam, grantTeam } from './world/account.ts';
import { appActor } from './world/actor.ts';
import { install } from './world/installation.ts';
import { openIssue } from './world/issue.ts';
import { openPull } from './world/pull.ts';
import { push } from './world/push.ts';
import type { Account, Repository } from './world/record.ts';
import { addRepository, createLabel, requireCheck } from './world/repository.ts';
import type { Installation } from './world/state.ts';
import { teamNamed, type World } from './world/world.ts';

export interface SeedOptions {
  readonly locale?: 'en' | 'zh-CN';
  /** Files of the default branch beside the project's own: the policy, the issue form. */
  readonly files?: Readonly<Record<string, string>>;
  readonly organization?: string;
  readonly repository?: string;
  /** Default: `Countersign`, by the app alone. `null`: merging waits for nothing. */
  readonly requiredCheck?: string | null;
  /** Further repositories of the same people. */
  readonly others?: readonly Other[];
  /** Issue types of the organisation; none by default, as in most organisations. */
  readonly issueTypes?: readonly string[];
}

interface Other {
  readonly name: string;
  readonly story: RepositoryStory;
  readonly files?: Readonly<Record<string, string>>;
}

export interface Seeded {
  readonly organization: Account;
  readonly owner: Account;
  readonly people: Readonly<Record<SeedRole, Account>>;
  readonly repository: Repository;
  readonly installation: Installation;
  /** Numbers of the requirements. */
  readonly requirements: readonly number[];
  /** Number of the open pull request. */
  readonly pull: number;
}

const CHECK = 'Countersign';

export const SEED_TEAMS: Readonly<Record<SeedRole, string>> = {
  requester: 'requesters',
  'project-manager': 'project-managers',
  'technical-expert': 'technical-experts',
  customer: 'customers',
  developer: 'developers',
};

/** Logins by role; the same in both languages, because logins are ASCII. */
export const SEED_LOGINS: Readonly<Record<SeedRole, string>> = {
  requester: 'rosa',
  'project-manager': 'pan-wei',
  'technical-expert': 'theo',
  customer: 'chen-li',
  developer: 'dara',
};

/** Fills an empty world. Nothing is told to the app but its installation, if it listens already. */
export function seed(world: World, options: SeedOptions = {}): Seeded {
  const { locale = 'en', organization: name = 'harbour', requiredCheck = CHECK } = options;
  const story = locale === 'zh-CN' ? CHINESE : ENGLISH;
  const owner = addPerson(world, 'olga', { name: story.names.owner });
  const organization = addOrganization(world, name, [owner], options.issueTypes ?? []);
  const hire = (role: SeedRole) => addPerson(world, SEED_LOGINS[role], { name: story.names[role] });
  const people: Record<SeedRole, Account> = {
    requester: hire('requester'),
    'project-manager': hire('project-manager'),
    'technical-expert': hire('technical-expert'),
    customer: hire('customer'),
    developer: hire('developer'),
  };
  for (const [role, team] of Object.entries(SEED_TEAMS) as [SeedRole, string][])
    addTeam(world, organization, team, [people[role]]);
  const bring = (one: Other) => seedRepository(world, organization, people, one, requiredCheck);
  const made = bring({
    name: options.repository ?? 'invoices',
    story,
    ...(options.files ? { files: options.files } : {}),
  });
  for (const other of options.others ?? []) bring(other);
  const installation = install(world, owner, organization);
  return { organization, owner, people, ...made, installation };
}

/** One more repository of people who are there already. */
export function seedRepository(
  world: World,
  organization: Account,
  people: Readonly<Record<SeedRole, Account>>,
  { name, story, files }: Other,
  requiredCheck: string | null = CHECK,
): Pick<Seeded, 'repository' | 'requirements' | 'pull'> {
  const repository = addRepository(world, {
    owner: organization,
    name,
    author: people.developer,
    description: story.description,
    files: { ...story.files, ...files },
  });
  for (const [role, team] of Object.entries(SEED_TEAMS) as [SeedRole, string][])
    grantTeam(teamNamed(world, organization.login, team), repository, RIGHTS[role]);
  const bot = appActor(world).account;
  for (const label of story.labels) createLabel(world, bot, repository, label);
  const manager = { account: people['project-manager'], viaApp: false };
  const requirements = story.requirements.map(
    (one) => openIssue(world, repository, manager, { ...one, labels: ['requirement'] }).number,
  );
  const developer = { account: people.developer, viaApp: false };
  push(world, repository, developer, {
    branch: story.branch,
    from: 'main',
    message: story.pull.title,
    edits: story.edits,
  });
  const pull = openPull(world, repository, developer, { ...story.pull, head: story.branch, base: 'main' });
  if (requiredCheck !== null)
    requireCheck(repository, 'main', { context: requiredCheck, integration: world.state.app.id });
  return { repository, requirements, pull: pull.number };
}

const RIGHTS = {
  requester: 'triage',
  'project-manager': 'maintain',
  'technical-expert': 'write',
  customer: 'triage',
  developer: 'write',
} as const;
