/** A change request in a Jira project, played through the real core, for tests and for looking at: filed, assessed, voted on, and edited after two votes. */
import type { Command } from '@countersign/core/change/command.ts';
import { conclude, type Outcome } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import type { Situation } from '@countersign/core/change/situation.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import type { RequestContent } from '@countersign/core/content/request.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Authority } from '@countersign/core/policy/authority.ts';
import type { Policy, Profile } from '@countersign/core/policy/policy.ts';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import type { Role } from '@countersign/core/policy/role.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import type { Told } from '@countersign/core/view/told.ts';
import { impacts, TEXTS } from './storytexts.ts';

/** Account ids and display names of the project's people. */
export const PEOPLE = {
  mei: 'Lin Mei',
  arch: 'Ada Park',
  ken: 'Ken Ito',
  carla: 'Carla Díaz',
  fin: 'Felix Noor',
  qa: 'Quinn Abel',
  saf: 'Sara Fox',
} as const;

export type PersonName = keyof typeof PEOPLE;

export function personNamed(name: PersonName): Person {
  return { id: `jira:${name}`, name: PEOPLE[name] };
}

/** As the policies below name them. */
const ROLES: Readonly<Record<Profile, Readonly<Partial<Record<Role, readonly PersonName[]>>>>> = {
  standard: {
    'project-manager': ['mei'],
    'technical-expert': ['arch', 'ken'],
    customer: ['carla'],
    sponsor: ['fin'],
    quality: ['qa'],
    safety: ['saf'],
  },
  light: { lead: ['mei'], customer: ['carla'], implementer: ['arch'] },
};

/** The roles that somebody has under the story's policy. */
export function rolesOf(name: PersonName, profile: Profile): readonly Role[] {
  return (Object.keys(ROLES[profile]) as Role[]).filter((role) => ROLES[profile][role]?.includes(name));
}

export function policySource(locale: Locale, profile: Profile = 'standard'): string {
  const names = {
    lead: 'mei',
    expert: 'arch',
    customer: 'carla',
    sponsor: 'fin',
    quality: 'qa',
    safety: 'saf',
    secondExpert: 'ken',
  };
  const criteria =
    locale === 'zh-CN'
      ? ['变更后的内容可以验证', '客户的收益大于成本与延期']
      : ['What it asks for can be tested', 'What the customer gains outweighs cost and delay'];
  return `${policyTemplate(profile, locale, names)}criteria: [${criteria.join(', ')}]\n`;
}

const authorityOf = (profile: Profile): Authority => ({
  roles: Object.fromEntries(
    Object.entries(ROLES[profile]).map(([role, names]) => [role, { people: names.map(personNamed), unreadable: [] }]),
  ),
  aliases: [],
  asOf: '2026-11-20T00:00:00.000Z',
});

export interface Story {
  readonly entries: Told[];
  readonly policy: Policy;
  /** How many entries each person had seen. */
  readonly seen: Map<string, number>;
  now: string;
  state(): ChangeState;
  situation: (name: PersonName) => Situation;
  /** What a tracker tells of somebody who need not be of the project. */
  tell(by: Person, command: Command, as?: PersonName): Outcome;
  /** Runs a command; a refusal is in the outcome. */
  play(name: PersonName, command: Command): Outcome;
}

export function emptyStory(locale: Locale, profile: Profile = 'standard'): Story {
  const resolved = resolvePolicy(policySource(locale, profile));
  if (!('policy' in resolved)) throw new Error('the policy of the story has problems');
  const authority = authorityOf(profile);
  const entries: Told[] = [];
  const story: Story = {
    entries,
    policy: resolved.policy,
    seen: new Map(),
    now: '2026-11-23T09:00:00.000Z',
    state: () => {
      const state = fold(entries);
      if (!state) throw new Error('nothing was filed');
      return state;
    },
    situation: (name) => ({
      now: story.now,
      actor: personNamed(name),
      policy: story.policy,
      authority,
      items: new Map([['10007', { title: '0'.repeat(64), text: 'a'.repeat(64) }]]),
      asRecorded: 'yes',
      workingDaysLater: (from, days) => new Date(Date.parse(from) + days * 86_400_000).toISOString(),
    }),
    play: (name, command) => story.tell(personNamed(name), command, name),
    tell: (by, command, name = 'mei') => {
      const outcome = conclude(fold(entries), command, { ...story.situation(name), actor: by });
      for (const event of outcome.events)
        entries.push({ at: story.now, event, hash: digestOf([entries.length, event as never]) });
      return outcome;
    },
  };
  return story;
}

export function requestOf(locale: Locale): RequestContent {
  const text = TEXTS[locale];
  return {
    title: text.title,
    before: markdownToText(text.before),
    after: markdownToText(text.after),
    cause: { code: 'customer-business', kind: 'new-business' },
    motive: markdownToText(text.motive),
    origin: 'customer',
    notChanging: markdownToText(text.notChanging),
    items: [{ id: '10007', label: 'SHOP-7', action: 'modify' }],
    attachments: [],
  };
}

/** How far the story has gone; each goes on from the one before. */
export const CHAPTERS = ['draft', 'assessing', 'voting', 'voided', 'approved', 'verifying'] as const;
export type Chapter = (typeof CHAPTERS)[number];

/** @throws Error when the core refuses a step: the story would not be true any more */
export function story(chapter: Chapter, locale: Locale): Story {
  const text = TEXTS[locale];
  const told = emptyStory(locale);
  const until = CHAPTERS.indexOf(chapter);
  const when = (at: string, name: PersonName, command: Command) => {
    told.now = at;
    const { refusal } = told.play(name, command);
    if (refusal) throw new Error(`${name} was refused ${command.type}: ${refusal.code}`);
  };
  const approve = (at: string, name: PersonName, seat: Extract<Command, { type: 'vote' }>['seat'] & string) =>
    when(at, name, { type: 'vote', verdict: 'approve', seat, authenticated: 'button' });
  const address = 'https://example.atlassian.net/browse/SHOP-12';
  when('2026-11-23T09:00:00.000Z', 'carla', {
    type: 'open',
    request: requestOf(locale),
    requester: personNamed('carla'),
    label: 'SHOP-12',
    address,
  });
  if (until < 1) return told;
  when('2026-11-23T09:20:00.000Z', 'carla', { type: 'submit' });
  when('2026-11-23T10:00:00.000Z', 'mei', { type: 'triage' });
  const [schedule, ...others] = impacts(locale);
  when('2026-11-24T08:30:00.000Z', 'arch', { type: 'assess', inputs: others });
  if (until < 2) return told;
  if (schedule) when('2026-11-24T09:00:00.000Z', 'mei', { type: 'assess', inputs: [schedule] });
  when('2026-11-24T13:00:00.000Z', 'mei', {
    type: 'plan',
    plan: {
      steps: text.steps.map((step, index) => ({
        id: String(index + 1),
        text: step,
        owner: personNamed('ken'),
        start: `2026-12-0${index * 2 + 1}`,
        end: `2026-12-0${index * 2 + 3}`,
      })),
      resources: text.resources,
      rollback: text.rollback,
      tests: text.tests,
      acceptance: [...text.acceptance],
    },
  });
  when('2026-11-24T14:00:00.000Z', 'mei', {
    type: 'alternatives',
    alternatives: text.alternatives.map((one, index) => ({
      text: one,
      recommended: index === 0,
      doNothing: index === 2,
    })),
  });
  if (told.state().stage === 'assessing') when('2026-11-24T14:10:00.000Z', 'mei', { type: 'review' });
  when('2026-11-25T08:00:00.000Z', 'carla', { type: 'confirm', authenticated: 'button' });
  if (until < 3) return told;
  approve('2026-11-25T09:00:00.000Z', 'mei', 'project-manager');
  approve('2026-11-25T10:00:00.000Z', 'arch', 'technical-expert');
  approve('2026-11-25T11:00:00.000Z', 'qa', 'quality');
  when('2026-11-25T12:00:00.000Z', 'qa', { type: 'concern', text: text.concern });
  when('2026-11-25T12:10:00.000Z', 'ken', {
    type: 'propose',
    from: 'acme/shop#7',
    address: 'https://github.com/acme/shop/issues/7',
    text: text.proposal,
  });
  when('2026-11-25T12:30:00.000Z', 'fin', {
    type: 'condition',
    text: text.condition,
    owner: personNamed('ken'),
    blocks: 'close',
    due: '2026-12-18',
  });
  for (const name of ['mei', 'arch', 'qa', 'fin'] as const) told.seen.set(personNamed(name).id, told.entries.length);
  const cost = impacts(locale).find((one) => one.dimension === 'cost');
  if (cost?.value.kind === 'value' && 'oneOff' in cost.value.value)
    when('2026-11-26T09:00:00.000Z', 'arch', {
      type: 'assess',
      inputs: [
        {
          ...cost,
          value: {
            kind: 'value',
            value: {
              ...cost.value.value,
              oneOff: { ...cost.value.value.oneOff, minor: cost.value.value.oneOff.minor + 100_000 },
            },
          },
        },
      ],
    });
  told.now = '2026-11-26T15:00:00.000Z';
  if (until < 4) return told;
  when('2026-11-27T08:00:00.000Z', 'qa', {
    type: 'resolve',
    concern: 'C1',
    reason: locale === 'en' ? 'Carla’s team writes to them.' : '由 Carla 的团队通知。',
  });
  for (const [name, seat] of [
    ['mei', 'project-manager'],
    ['arch', 'technical-expert'],
    ['qa', 'quality'],
    ['fin', 'sponsor'],
    ['carla', 'customer'],
  ] as const)
    if (told.state().stage === 'in-review') approve('2026-11-27T09:00:00.000Z', name, seat);
  if (told.state().stage === 'in-review')
    when('2026-11-27T10:00:00.000Z', 'carla', { type: 'confirm', authenticated: 'button' });
  if (until < 5) return told;
  when('2026-12-01T08:00:00.000Z', 'mei', { type: 'start' });
  for (const step of ['1', '2', '3']) when('2026-12-08T08:00:00.000Z', 'ken', { type: 'done', step });
  if (told.state().stage === 'implementing') when('2026-12-08T09:00:00.000Z', 'mei', { type: 'done' });
  return told;
}
