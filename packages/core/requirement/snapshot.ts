/** A requirement as somebody saved it, as it is kept beside the chain: its letters can be erased while the record stays as it is. */
import { z } from 'zod';
import { textDigest } from '../ledger/digested.ts';
import type { FoundText, Texts } from '../record/texts.ts';
import type { Source } from './controlled.ts';

const kept = z.strictObject({ title: z.string(), body: z.string() });

/** The text that is kept. Its digest names it in the chain. */
export function snapshotText({ title, body }: Source): string {
  return JSON.stringify({ title, body });
}

export function snapshotDigest(source: Source): string {
  return textDigest(snapshotText(source));
}

/** @returns `undefined` where it was never kept */
export async function readSnapshot(
  texts: Pick<Texts, 'read'>,
  tenant: string,
  digest: string,
): Promise<Source | 'erased' | undefined> {
  return sourceIn(await texts.read(tenant, digest));
}

function sourceIn(found: FoundText | undefined): Source | 'erased' | undefined {
  if (found === undefined || found === 'erased') return found;
  return kept.parse(JSON.parse(found.text));
}
