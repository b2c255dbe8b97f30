/** Moments beside the line of the story: work that waits to be accepted, a policy that names other people, a text that an app wrote, a result that falls short. */
import type { Person } from '@countersign/core/content/person.ts';
import type { Role } from '@countersign/core/policy/role.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { type PersonName, personNamed, requestOf, type Story, story } from './story.ts';

/**
 * `working`: two pull requests name the request; `new-policy`: another policy stands since its review was asked for; `by-app`: an app wrote
 * in it since it was submitted; `against`: the board has a vote against it; `falls-short`: the work is done, and the chair may end it as something less than implemented.
 */
export const BESIDE_CHAPTERS = ['working', 'new-policy', 'by-app', 'against', 'falls-short'] as const;
export type BesideChapter = (typeof BESIDE_CHAPTERS)[number];

const APP: Person = { id: 'jira:robot', name: 'Automation for Jira' };
const DARA: Person = { id: 'github:7', name: 'dara' };
const LONG_NAME: Person = { id: 'github:8', name: 'a-contributor-with-a-rather-long-login-name' };

export function besideStory(chapter: BesideChapter, locale: Locale): Story {
  switch (chapter) {
    case 'working': {
      const told = story('approved', locale);
      told.now = '2026-12-01T08:00:00.000Z';
      told.play('mei', { type: 'start' });
      for (const [by, label] of [
        [DARA, 'acme/shop#21'],
        [LONG_NAME, 'acme/shop-with-a-rather-long-name-of-a-repository#1204'],
      ] as const)
        told.tell(by, { type: 'link-work', work: label, label, origin: 'fork' });
      return told;
    }
    case 'new-policy': {
      const told = story('voting', locale);
      return renewed(told, { ...told.policy, version: 'b'.repeat(64) }, { customer: ['saf'], sponsor: ['fin', 'qa'] });
    }
    case 'by-app': {
      const told = story('voting', locale);
      told.now = '2026-11-25T09:00:00.000Z';
      const after = markdownToText(locale === 'en' ? 'Invoices go out as PDF/A.' : '发票以 PDF/A 格式发出。');
      told.tell(APP, { type: 'write', request: { ...requestOf(locale), after }, program: true });
      return told;
    }
    case 'against': {
      const told = story('voting', locale);
      told.now = '2026-11-25T09:00:00.000Z';
      const reason = locale === 'en' ? 'It costs more than it brings.' : '投入大于收益。';
      told.play('fin', { type: 'vote', verdict: 'reject', seat: 'sponsor', authenticated: 'button', reason });
      return told;
    }
    case 'falls-short': {
      const told = story('verifying', locale);
      const evidence = locale === 'en' ? 'Report 7' : '报告 7';
      for (const criterion of told.state().content.plan?.acceptance ?? [])
        told.play('ken', { type: 'evidence', criterion, evidence });
      const { currency } = told.policy;
      told.play('mei', {
        type: 'actuals',
        days: 6,
        cost: { minor: currency === 'USD' ? 900_000 : 4_900_000, currency },
      });
      told.play('qa', { type: 'meet-condition', condition: 'K1' });
      told.play('carla', { type: 'confirm', authenticated: 'button' });
      return told;
    }
  }
}

/** The same story while another policy stands, under which some roles are held by others. */
function renewed(
  told: Story,
  current: Story['policy'],
  others: Readonly<Partial<Record<Role, readonly PersonName[]>>>,
): Story {
  const { situation } = told;
  told.situation = (name) => {
    const before = situation(name);
    const held = Object.entries(others).map(([role, names]) => [
      role,
      { people: names.map(personNamed), unreadable: [] },
    ]);
    const also = { ...before.authority.roles, ...Object.fromEntries(held) };
    return { ...before, current, authority: { ...before.authority, also } };
  };
  return told;
}
