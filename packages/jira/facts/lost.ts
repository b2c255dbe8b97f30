/** Requests whose record is lost: the issue's mirror holds a version, and the record has none of it (after a restore, or on a copy of the site). */

import { z } from 'zod';
import { PROPERTY } from '../project/property.ts';
import type { Documents } from '../record/documents.ts';

const mirrored = z.object({ version: z.int().positive(), stage: z.string().optional() });

/** Where the record stood when the mirror was written last. A hand can write the same: it closes gates, and opens none. */
export type Lost = z.infer<typeof mirrored>;

/** @param properties of an issue that is not on record; `undefined` where it never was */
export function lostBy(properties: Readonly<Record<string, unknown>> | undefined): Lost | undefined {
  return mirrored.safeParse(properties?.[PROPERTY]).data;
}

interface Place {
  readonly tenant: string;
  readonly project: string;
}

const keyOf = ({ tenant, project }: Place, issue: string) => ({ tenant, project, kind: 'record-lost', id: issue });

/** For whoever administers the project. */
export async function noteLost(
  { documents, now }: { readonly documents: Documents; readonly now: () => number },
  place: Place,
  issue: string,
  lost: Lost,
): Promise<void> {
  const { version, stage = '' } = lost;
  await documents.keep({ ...keyOf(place, issue), data: { version, stage }, fetchedAt: new Date(now()).toISOString() });
}

export async function forgetLost(documents: Documents, place: Place, issue: string): Promise<void> {
  await documents.forget(keyOf(place, issue));
}

/** Those that were come across in a project, by issue. */
export async function lostIn(documents: Documents, { tenant, project }: Place): Promise<ReadonlyMap<string, Lost>> {
  const noted = await documents.list(tenant, project, 'record-lost');
  return new Map(
    noted.flatMap(({ id, data }) => {
      const lost = mirrored.safeParse(data).data;
      return lost ? [[id, lost] as const] : [];
    }),
  );
}
