/** A new change request on our pages: where the visitor may file one, and how it is filed, as them, and found on record. */

import type { Person } from '@countersign/core/content/person.ts';
import { Conflict, Transient } from '@countersign/core/failure.ts';
import { forOnePiece } from '@countersign/github/facts/cached.ts';
import { factsAt } from '@countersign/github/factsat.ts';
import { blankAnswers, fileIssue, recordFiled } from '@countersign/github/receive/file.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { Choice, Filed, Filing, Landing, Opening, Repository } from '@countersign/web/editport.ts';
import type { Nothing, Visitor } from '@countersign/web/port.ts';
import { personOf } from './acting.ts';
import type { Hands } from './hands.ts';
import { type Asking, readableOf } from './register.ts';

interface Serving extends Asking {
  readonly hands?: Hands;
  /** Where GitHub's own pages are. */
  readonly tracker: string;
}

interface Where {
  readonly place: Place;
  readonly me: Person;
  readonly hands: Hands;
}

/** One at a time: sent twice at once, the second finds what the first has filed. */
const LOCK = (person: string): string => `file:${person}`;

/** Repositories that GitHub is asked about at a time. */
const AT_ONCE = 8;

export function filingFacts(serving: Serving): Filing {
  const { parts, hands, tracker } = serving;

  async function whereIn(of: Repository, visitor: Visitor): Promise<Where | Nothing> {
    const me = personOf(visitor);
    if (!me || !hands) return 'hidden';
    const readable = await readableOf(serving, of, visitor);
    if (typeof readable === 'string') return readable;
    const [place] = readable.places;
    return place ? { place, me, hands } : 'hidden';
  }

  async function openingIn({ place, me, hands }: Where, visitor: Visitor): Promise<Opening | Nothing> {
    const project = `${place.owner}/${place.repo}`;
    const opens = await hands.opens(visitor, place);
    if (opens === 'unknown') return 'unknown';
    if (opens === 'no') return 'hidden';
    if (opens !== 'yes') return { kind: 'closed', project, why: opens };
    const state = await (await factsAt(parts, place)).policy();
    if (state.kind === 'unreadable') return 'unknown';
    if (state.kind !== 'in-force')
      return { kind: 'closed', project, why: state.kind === 'missing' ? 'no-policy' : 'broken-policy' };
    const { profile, locale, timeZone } = state.policy;
    const answers = blankAnswers(profile, locale);
    return { kind: 'open', project, timeZone, me, title: '', answers, profile, locale, missing: [] };
  }

  return {
    async openings(tenant, visitor): Promise<readonly Choice[] | Nothing> {
      const me = personOf(visitor);
      if (!me || !hands) return 'hidden';
      const readable = await readableOf(serving, { tenant }, visitor);
      if (typeof readable === 'string') return readable;
      const { places } = readable;
      const found: Choice[] = [];
      for (let at = 0; at < places.length; at += AT_ONCE)
        found.push(
          ...(
            await Promise.all(
              places.slice(at, at + AT_ONCE).map(async (place): Promise<Choice | undefined> => {
                const opening = await openingIn({ place, me, hands }, visitor);
                const choice = { project: place.project, name: `${place.owner}/${place.repo}` };
                if (opening === 'hidden') return undefined;
                if (opening === 'unknown') return { ...choice, why: 'unknown' };
                return opening.kind === 'open' ? choice : { ...choice, why: opening.why };
              }),
            )
          ).flatMap((one) => one ?? []),
        );
      return found;
    },

    async opening(of, visitor) {
      const where = await whereIn(of, visitor);
      return typeof where === 'string' ? where : openingIn(where, visitor);
    },

    async file(of, visitor, typed): Promise<Filed | Nothing> {
      const where = await whereIn(of, visitor);
      if (typeof where === 'string') return where;
      const { place, me } = where;
      const client = where.hands.client(visitor);
      if (!client) return 'hidden';
      const { tenant, project } = place;
      const piece = forOnePiece(parts, 'close');
      try {
        const filed = await parts.projections.alone({ tenant, project, target: LOCK(me.id) }, () =>
          fileIssue(piece, place, { by: me, client }, typed),
        );
        return filed.kind === 'filed-before' ? { kind: 'filed-before' } : filed;
      } catch (error) {
        if (error instanceof Transient || error instanceof Conflict) return { kind: 'waiting' };
        throw error;
      }
    },

    async landing(of, visitor, press): Promise<Landing | Nothing> {
      const where = await whereIn(of, visitor);
      if (typeof where === 'string') return where;
      const { place, me } = where;
      const found = await recordFiled(forOnePiece(parts, 'close'), place, me, press);
      if (found === 'nowhere') return 'hidden';
      if (found.kind === 'recorded') return found;
      const project = `${place.owner}/${place.repo}`;
      const address = `${tracker}/${project}/issues/${found.number}`;
      return { kind: 'coming', label: `#${found.number}`, address, project };
    },
  };
}
