/** What the pages show, from the record and from facts of the moment; and who may see it. */

import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import { gateSituation, policyFor } from '@countersign/core/facts.ts';
import { isObserved } from '@countersign/core/gate/merge.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { hintSentences } from '@countersign/core/view/hint.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { factsAt, withNamesSaid } from '@countersign/github/factsat.ts';
import { homeOf, placeNoted, placeOfProject } from '@countersign/github/record/home.ts';
import { confirmContact } from '@countersign/github/sign/confirmed.ts';
import type { Place } from '@countersign/github/translation.ts';
import { judge } from '@countersign/github/work/judge.ts';
import { seenOf } from '@countersign/github/work/seen.ts';
import type { ContactsFacts } from '@countersign/web/contactport.ts';
import type { PageFacts } from '@countersign/web/pagefacts.ts';
import type { Acted, ChangeFacts, GateFacts, Nothing, PolicyFacts, Visitor } from '@countersign/web/port.ts';
import { actOn, ownSituation, personOf } from './acting.ts';
import { agendaFacts } from './agenda.ts';
import { baselineFacts } from './baselines.ts';
import { contactRows } from './contacts.ts';
import { editedOn, editFacts, mayEdit } from './editing.ts';
import { fileGiven } from './evidence.ts';
import { filingFacts } from './filing.ts';
import type { Hands } from './hands.ts';
import { orderFacts } from './order.ts';
import { registerFacts } from './register.ts';
import { requirementFacts } from './requirements.ts';
import type { MayRead } from './rights.ts';
import { versionsOf } from './versions.ts';

export interface PageParts {
  readonly parts: Parts;
  readonly mayRead: MayRead;
  /** Absent: nothing is edited on pages. */
  readonly hands?: Hands;
  /** Where GitHub's own pages are, `https://github.com`, or the sandbox's. */
  readonly tracker: string;
}

const nothingOf = (where: unknown): Nothing => (where === 'unknown' ? 'unknown' : 'hidden');

/** Anybody may name a repository here: GitHub is asked only where those are that something is on record of. */
async function placeShown(parts: Parts, tenant: string, project: string): Promise<Place | undefined> {
  const noted = await placeNoted(parts, tenant, project);
  if (noted) return noted;
  const isOurs = (await parts.register.projects(tenant)).includes(project);
  return isOurs ? placeOfProject(parts, tenant, project) : undefined;
}

export function pageFacts({ parts, mayRead, hands, tracker }: PageParts): PageFacts {
  /** Asked before anything is read, so that time taken tells nothing about what exists. */
  async function allowed(visitor: Visitor, place: Place | undefined): Promise<Nothing | undefined> {
    if (!place) return 'hidden';
    const answer = await mayRead(visitor, place);
    return answer === 'yes' ? undefined : answer === 'no' ? 'hidden' : 'unknown';
  }
  /** Where a request is that the visitor may read, and who they are there. */
  async function ownPlace(ref: StreamRef, visitor: Visitor) {
    const home = await homeOf(parts, ref);
    const no = await allowed(visitor, home?.place);
    const me = personOf(visitor);
    if (no || !home || !me || !hands) return no ?? 'hidden';
    return { ref, home, visitor, me, pages: pagesOf(home.place) };
  }
  const pagesOf = ({ owner, repo }: Place) => `${tracker}/${owner}/${repo}`;
  const address = (place: Place, number: number) => `${pagesOf(place)}/issues/${number}`;

  const asking = {
    parts,
    mayRead,
    placeShown: (tenant: string, project: string) => placeShown(parts, tenant, project),
  };
  return {
    async change(ref: StreamRef, visitor: Visitor): Promise<ChangeFacts | Nothing> {
      const home = await homeOf(parts, ref);
      const no = await allowed(visitor, home?.place);
      if (no || !home) return no ?? 'hidden';
      const { place } = home;
      const entries = await parts.ledger.read(ref);
      const told = happenings(entries);
      const state = fold(told);
      if (!state) return 'hidden';
      const here = await factsAt(parts, place);
      const situation = await gateSituation(here, await policyFor(here, state), state);
      const linkTo = (label: string) => (/^#\d+$/.test(label) ? address(place, Number(label.slice(1))) : undefined);
      const me = personOf(visitor);
      const own = me && (await ownSituation(parts, place, state, me));
      const project = `${place.owner}/${place.repo}`;
      const edits = hands !== undefined && me !== undefined && (await mayEdit(hands, { home, visitor, me }, state));
      return {
        ref,
        state,
        situation,
        entries: told,
        project,
        linkTo,
        ...(own ? { own } : {}),
        ...(edits ? { edits: true as const } : {}),
      };
    },
    async order(ref, visitor) {
      const home = await homeOf(parts, ref);
      const no = await allowed(visitor, home?.place);
      return no ?? (await orderFacts(parts, ref)) ?? 'hidden';
    },
    async edit(ref, visitor) {
      const where = await ownPlace(ref, visitor);
      return typeof where === 'string' || !hands ? nothingOf(where) : editFacts(parts, hands, where);
    },
    async rewrite(ref, visitor, typed, locale) {
      const where = await ownPlace(ref, visitor);
      return typeof where === 'string' || !hands ? nothingOf(where) : editedOn(parts, hands, where, typed, locale);
    },
    async act(ref, visitor, sent, locale): Promise<Acted | Nothing> {
      const home = await homeOf(parts, ref);
      const no = await allowed(visitor, home?.place);
      const me = personOf(visitor);
      if (no || !home || !me) return no ?? 'hidden';
      const pages = pagesOf(home.place);
      return actOn(parts, { ref, ...home, pages }, me, sent, locale);
    },
    async evidence(ref, digest, visitor) {
      const home = await homeOf(parts, ref);
      const no = await allowed(visitor, home?.place);
      return no ?? fileGiven(parts, ref, digest);
    },
    async gate({ tenant, project, pull }, visitor): Promise<GateFacts | Nothing> {
      const place = await placeShown(parts, tenant, project);
      const no = await allowed(visitor, place);
      if (no || !place) return no ?? 'hidden';
      const work = await parts.work.findByNumber(tenant, project, pull);
      if (!work) return 'hidden';
      const { verdict, policy, changes } = await judge(parts, place, work);
      const seen = seenOf(work);
      const own = ([label, { ref }]: readonly [string, { readonly ref: StreamRef }]): [string, string] => [
        label,
        `/c/${encodeURIComponent(ref.tenant)}/${encodeURIComponent(ref.project)}/${encodeURIComponent(ref.stream)}`,
      ];
      return {
        project: `${place.owner}/${place.repo}`,
        label: `#${work.number}`,
        title: seen.title,
        address: `${tracker}/${place.owner}/${place.repo}/pull/${work.number}`,
        verdict,
        base: seen.base,
        observed: isObserved(policy),
        merged: seen.merged,
        changes: new Map([...changes].map(own)),
        at: new Date(parts.now()).toISOString(),
        timeZone: policy.kind === 'in-force' ? policy.policy.timeZone : 'UTC',
      };
    },
    async policy({ tenant, project }, visitor): Promise<PolicyFacts | Nothing> {
      const place = await placeShown(parts, tenant, project);
      const no = await allowed(visitor, place);
      if (no || !place) return no ?? 'hidden';
      const policy = await withNamesSaid(parts, place, await (await factsAt(parts, place)).policy());
      const timeZone = policy.kind === 'in-force' ? policy.policy.timeZone : 'UTC';
      const hints = hintSentences(policy);
      return { project: `${place.owner}/${place.repo}`, timeZone, hints, versions: await versionsOf(parts, place) };
    },
    async contacts({ tenant, project }, visitor): Promise<ContactsFacts | Nothing> {
      const place = await placeShown(parts, tenant, project);
      const no = await allowed(visitor, place);
      if (no || !place) return no ?? 'hidden';
      const policy = await (await factsAt(parts, place)).policy();
      const where = `${place.owner}/${place.repo}`;
      if (policy.kind !== 'in-force') return { project: where, timeZone: 'UTC', rows: [] };
      const rows = await contactRows(parts, place, policy.policy, personOf(visitor));
      return { project: where, timeZone: policy.policy.timeZone, rows };
    },
    async confirmContact({ tenant, project, ...asked }, visitor) {
      const place = await placeShown(parts, tenant, project);
      const no = await allowed(visitor, place);
      const me = personOf(visitor);
      if (no || !place || !me) return no ?? 'hidden';
      return confirmContact(parts, place, asked, me);
    },
    ...registerFacts(asking),
    ...requirementFacts(asking, tracker),
    ...baselineFacts(asking),
    ...agendaFacts(asking),
    ...filingFacts({ ...asking, tracker, ...(hands ? { hands } : {}) }),
  };
}
