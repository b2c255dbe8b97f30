/** A request's own fields, edited on its page: read from the issue and written there, as the visitor, and recorded as theirs. */
import { votesEndedBy } from '@countersign/core/ask/endingvotes.ts';
import { shownDigest } from '@countersign/core/ask/shown.ts';
import { load } from '@countersign/core/change/decider.ts';
import { offers } from '@countersign/core/change/offers.ts';
import { FINAL } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { Conflict, Transient } from '@countersign/core/failure.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { forOnePiece } from '@countersign/github/facts/cached.ts';
import { prepared, rewrite, standingText } from '@countersign/github/receive/rewrite.ts';
import type { Home } from '@countersign/github/record/home.ts';
import type { EditFacts, Rewritten, Typed } from '@countersign/web/editport.ts';
import type { Own, Visitor } from '@countersign/web/port.ts';
import { actOn, ownSituation } from './acting.ts';
import type { Hands } from './hands.ts';

interface Where {
  readonly ref: StreamRef;
  readonly home: Home;
  readonly visitor: Visitor;
  readonly me: Person;
  /** The repository's own pages on GitHub. */
  readonly pages: string;
}

const maySubmit = (state: ChangeState, own: Own | undefined): boolean =>
  own !== undefined && offers(state, own.situation).some(({ type }) => type === 'submit');

/** Whoever wrote the issue, or may write to its repository, as on GitHub; nothing of a request that is over. */
export async function mayEdit(
  hands: Hands,
  { home, visitor, me }: Pick<Where, 'home' | 'visitor' | 'me'>,
  state: ChangeState,
): Promise<boolean> {
  if (FINAL.includes(state.stage)) return false;
  return state.requester.id === me.id || (await hands.mayWrite(visitor, home.place)) === 'yes';
}

export async function editFacts(parts: Parts, hands: Hands, where: Where): Promise<EditFacts | 'hidden' | 'unknown'> {
  const { ref, home, me } = where;
  const state = await load(parts.ledger, ref);
  if (!state || !(await mayEdit(hands, where, state))) return 'hidden';
  try {
    const stands = await standingText(parts, home);
    if (stands === 'gone') return 'hidden';
    const own = await ownSituation(parts, home.place, state, me);
    const { locale = 'en', timeZone = 'UTC' } = own?.situation.policy ?? {};
    const isDraft = state.stage === 'draft' || state.stage === 'rejected';
    return {
      ...{ label: state.label, project: `${home.place.owner}/${home.place.repo}`, locale, timeZone, me },
      ...{ title: stands.title, answers: stands.answers, seen: stands.seen, profile: stands.profile },
      missing: isDraft ? stands.missing : [],
      maySubmit: maySubmit(state, own),
    };
  } catch (error) {
    if (error instanceof Transient) return 'unknown';
    throw error;
  }
}

/** Written twice at once, the second would be of a text that the first has replaced. */
const LOCK = (issue: string): string => `edit:${issue}`;

export async function editedOn(
  parts: Parts,
  hands: Hands,
  where: Where,
  typed: Typed,
  locale: Locale,
): Promise<Rewritten | 'hidden'> {
  const { ref, home } = where;
  const { tenant, project } = home.place;
  const piece = forOnePiece(parts, 'close');
  try {
    return await parts.projections.alone({ tenant, project, target: LOCK(home.issue) }, () =>
      carriedOut(piece, hands, { ...where, ref }, typed, locale),
    );
  } catch (error) {
    if (error instanceof Transient || error instanceof Conflict) return { kind: 'waiting' };
    throw error;
  }
}

async function carriedOut(
  parts: Parts,
  hands: Hands,
  where: Where,
  typed: Typed,
  locale: Locale,
): Promise<Rewritten | 'hidden'> {
  const { ref, home, visitor, me, pages } = where;
  const state = await load(parts.ledger, ref);
  if (!state || FINAL.includes(state.stage)) return 'hidden';
  const ready = await prepared(parts, home, typed);
  if (ready.kind === 'gone') return 'hidden';
  if (ready.kind === 'ready') {
    const own = await ownSituation(parts, home.place, state, me);
    const votes = own ? votesEndedBy(state, own.situation, ready.facets) : [];
    const agreed = votes.length === 0 ? '' : digestOf(votes.map(({ voter, seat }) => [voter.id, seat]));
    if (agreed !== '' && typed.agreed !== agreed)
      return { kind: 'ends', votes: votes.map(({ voter, seat }) => ({ voter, seat })), agreed };
    const client = hands.client(visitor);
    const writer = { by: me, mayWrite: () => hands.mayWrite(visitor, home.place), ...(client ? { client } : {}) };
    const written = await rewrite(parts, home, writer, ready, typed.press);
    if (written.kind !== 'done') return written.kind === 'gone' ? 'hidden' : written;
  } else if (ready.kind !== 'same') return ready;
  if (!typed.submits) return { kind: 'done' };
  const after = await load(parts.ledger, ref);
  if (!after || after.stage !== state.stage) return { kind: 'done' };
  const sent = { ask: { type: 'submit' }, content: shownDigest(after), press: typed.press } as const;
  const acted = await actOn(parts, { ref, ...home, pages }, me, sent, locale);
  if (acted.kind === 'repeated') return { kind: 'done' };
  return acted.kind === 'invalid' ? { kind: 'changed' } : acted;
}
