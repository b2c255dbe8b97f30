/** What was agreed on of a requirement, from the baselines and approvals of its repository (`rules.md 5.2`). */
import type { Authority } from '@countersign/core/baseline/difference.ts';
import type { ItemDigest } from '@countersign/core/content/request.ts';
import type { Agreed } from '@countersign/core/requirement/control.ts';
import { type Control, controlledDigest, sameDigest } from '@countersign/core/requirement/controlled.ts';
import type { RequirementState, SavedText } from '@countersign/core/requirement/decider.ts';
import { readSnapshot } from '@countersign/core/requirement/snapshot.ts';
import type { Parts } from '../desk.ts';
import { approvedBetween, authoritiesOf, baselinesOf } from '../record/baseline.ts';
import type { Place } from '../translation.ts';

export interface AgreedOn {
  /** The newest baseline. */
  readonly baseline: string;
  /** Texts that were agreed on and whose letters are known, in any order. */
  texts(of: Pick<RequirementState, 'texts'>): readonly Agreed[];
  /** Whether a text is one that the baseline or an approved request says, by what was under control when it was saved. */
  isAgreed(text: { readonly digest: ItemDigest }): boolean;
  /** What a request was called by which a text was agreed on. */
  called(by: Agreed['by']): string;
}

/** @returns `undefined` of what the newest baseline does not hold: it is not under control */
export async function agreedOn(
  parts: Pick<Parts, 'ledger' | 'register'>,
  place: Place,
  issue: string,
): Promise<AgreedOn | undefined> {
  const baseline = (await baselinesOf(parts, place)).at(-1);
  const item = baseline?.items.find(({ id }) => id === issue);
  if (!baseline || !item) return undefined;
  const allowing = authoritiesOf(await approvedBetween(parts, place, baseline.approved)).filter(
    (one) => one.item === issue && one.action === 'modify',
  );
  const says = ({ texts }: Authority, { digest }: Pick<SavedText, 'digest'>): boolean =>
    digest.title === item.digest.title && texts.includes(digest.text);
  const first: Agreed = {
    ...{ snapshot: item.snapshot, digest: item.digest, order: Date.parse(baseline.approved) },
    by: { kind: 'baseline', id: baseline.id },
  };
  return {
    baseline: baseline.id,
    texts: ({ texts }) => [
      first,
      ...allowing.flatMap((one): Agreed[] => {
        const saved = texts.findLast((text) => says(one, text));
        if (!saved) return [];
        const { snapshot, digest } = saved;
        const by = { kind: 'request', id: one.request.stream } as const;
        return [{ snapshot, digest, order: Date.parse(one.approved), by }];
      }),
    ],
    isAgreed: (text) => sameDigest(text.digest, item.digest) || allowing.some((one) => says(one, text)),
    called: ({ kind, id }) =>
      kind === 'baseline' ? id : (allowing.find(({ request }) => request.stream === id)?.request.label ?? id),
  };
}

/** A text by what is under control now; by what was when it was saved, where its letters are erased or nobody can say what is. */
export async function asOfNow<Text extends SavedText>(
  { texts }: Pick<Parts, 'texts'>,
  { tenant }: Pick<Place, 'tenant'>,
  text: Text,
  control: Control | undefined,
): Promise<Text> {
  const source = control && (await readSnapshot(texts, tenant, text.snapshot));
  return typeof source === 'object' && control ? { ...text, digest: controlledDigest(source, control) } : text;
}
