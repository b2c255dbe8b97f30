/** The parts of the governed content that are digested apart, so that an edit voids exactly the votes that depended on it (`rules.md 4.2`, `4.3`). */
import { type Governed, NOTHING_GOVERNED } from '../content/governed.ts';
import { withoutPassages } from '../content/passage.ts';
import type { Plan } from '../content/plan.ts';
import type { RequestContent } from '../content/request.ts';
import { type Dimension, governedValue, type Impacts } from '../impact/dimension.ts';
import { digestOf } from '../ledger/canonical.ts';
import type { SeatRole } from '../policy/role.ts';

export const FACETS = [
  'title',
  'text',
  'reason',
  'items',
  'schedule',
  'cost',
  'quality',
  'risk',
  'feasibility',
  'plan',
] as const;
export type Facet = (typeof FACETS)[number];

/** SHA-256 of each facet, lower-case hex. */
export type FacetDigests = Readonly<Record<Facet, string>>;

const ALL: ReadonlySet<Facet> = new Set(FACETS);
const COMMON: readonly Facet[] = ['title', 'text', 'reason', 'items', 'feasibility', 'plan'];

const OWN: Partial<Record<SeatRole, readonly Facet[]>> = {
  'project-manager': ['cost', 'schedule'],
  sponsor: ['cost'],
  customer: ['cost', 'schedule'],
  'technical-expert': ['quality', 'risk'],
  quality: ['quality', 'risk'],
  safety: ['quality', 'risk'],
};

/** The facets that a role's vote depends on; a seat of a policy's own depends on all (`rules.md 4.3`). */
export function facetsOf(role: SeatRole): ReadonlySet<Facet> {
  const own = OWN[role];
  return own ? new Set([...COMMON, ...own]) : ALL;
}

/** Who recorded an estimate, when, and with what evidence is not governed: the same numbers are the same content. */
function impactDigest(impacts: Impacts, dimension: Dimension): string {
  const recorded = impacts[dimension];
  if (!recorded) return DIGEST_OF_NOTHING;
  const { value, confidence, digest } = recorded;
  return digest ?? digestOf({ value: governedValue(value), confidence });
}

/** Content is never changed in place: each part of it is digested once, however many votes are held to it. */
function onceFor<Part extends object, Digests>(digested: (part: Part) => Digests): (part: Part) => Digests {
  const known = new WeakMap<Part, { readonly digests: Digests }>();
  return (part) => {
    const found = known.get(part) ?? { digests: digested(part) };
    known.set(part, found);
    return found.digests;
  };
}

const DIGEST_OF_NOTHING = digestOf(null);

/** Digests of all facets of the content as it is now. */
export const facetDigests = onceFor((content: Governed): FacetDigests => {
  const { request, impacts, plan } = content;
  return {
    ...requestDigests(request),
    reason: digestOf({
      cause: request.cause ?? null,
      motive: request.motive ?? null,
      outcome: request.outcome ?? null,
      origin: request.origin ?? null,
      notChanging: request.notChanging ?? null,
      type: content.type,
      alternatives: content.alternatives,
    }),
    schedule: impactDigest(impacts, 'schedule'),
    cost: impactDigest(impacts, 'cost'),
    quality: impactDigest(impacts, 'quality'),
    risk: impactDigest(impacts, 'risk'),
    feasibility: impactDigest(impacts, 'feasibility'),
    plan: plan ? planDigest(plan) : DIGEST_OF_NOTHING,
  };
});

const requestDigests = onceFor(
  (request: RequestContent): Pick<FacetDigests, 'title' | 'text' | 'items'> => ({
    title: digestOf(request.title?.normalize('NFC').trim() ?? null),
    text: digestOf([
      request.before ?? null,
      request.after ?? null,
      ...(request.besides ? [request.besides] : []),
      ...divided(request),
    ]),
    // Order and label of the items are for people; what counts is which items, what happens to them, and on which base.
    items: digestOf({
      items: request.items
        .map(({ id, action, base, text }) => ({ id, action, base: base ?? null, ...(text ? { text } : {}) }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
      attachments: [...request.attachments].sort(),
      ...(request.missing ? { missing: [...request.missing].sort() } : {}),
    }),
  }),
);

/** Which part of the texts is said of which item; nothing where none is, so that such a request has the digest that it always had. */
function divided({ items }: RequestContent): readonly object[] {
  const passages = items
    .filter((item) => item.before ?? item.after)
    .map(({ id, before, after }) => ({ id, before: before ?? null, after: after ?? null }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return passages.length > 0 ? [{ passages }] : [];
}

/** One digest for what a request says in words: what stands before the eyes of whoever speaks below it (`rules.md 4.1`). */
export const wordsDigest = onceFor((request: RequestContent): string => {
  // Whoever reads an issue sees its words; which item each is said of follows from them.
  const seen = { ...request, items: request.items.map(withoutPassages) };
  const { title, text, reason } = facetDigests({ ...NOTHING_GOVERNED, request: seen });
  const added = request.items.flatMap((item) => item.text ?? []);
  const attachments = [...request.attachments].sort();
  return digestOf({ title, text, reason, attachments, ...(added.length > 0 ? { added } : {}) });
});

const planDigest = onceFor((plan: Plan): string =>
  digestOf({ ...plan, steps: plan.steps.map(({ owner, ...step }) => ({ ...step, owner: owner?.id ?? null })) }),
);

/**
 * One digest for all that is governed, conditions included: what a vote records and a notice quotes (`rules.md 4.2`).
 * Adding a condition changes this digest but no facet, because it only narrows what was approved.
 */
export const contentDigest = onceFor((content: Governed): string => {
  const conditions = content.conditions.map(({ id, text, owner, due, blocks }) => ({
    id,
    text,
    owner: owner.id,
    due: due ?? null,
    blocks,
  }));
  return digestOf({ facets: facetDigests(content), conditions });
});

/** Facets whose digests differ, in their fixed order. */
export function changedFacets(before: FacetDigests, after: FacetDigests): readonly Facet[] {
  return FACETS.filter((facet) => before[facet] !== after[facet]);
}
