/** An issue that was made a pull request: whatever is said or written there since is told of as the pull request's, so it is no request and no requirement any more (`rules.md` 4.2, 4.3). */
import { NOBODY } from '@countersign/core/content/person.ts';
import { act } from '../act.ts';
import type { Parts } from '../desk.ts';
import { numbered } from '../record/home.ts';
import { enqueue } from '../record/job.ts';
import type { Place, PullSeen } from '../translation.ts';

/**
 * Puts it on record of a request that has the number of a pull request, and has requests looked at that touch a requirement of that number.
 * Before the pull request itself is kept: whoever dies in between finds it new again.
 */
export async function madeOfIssue(parts: Parts, place: Place, { id, number }: PullSeen): Promise<void> {
  const { tenant, project } = place;
  const cause = `made/${id}`;
  const row = await numbered(parts, place, number);
  const command = { type: 'note', irregularity: 'item-deleted', detail: `#${number}` } as const;
  if (row) await act(parts, { place, ref: row.ref, number, actor: NOBODY, command, line: '', cause });
  const key = { tenant, project, kind: 'item', id: String(number) };
  const item = (await parts.documents.find(key))?.data as { readonly id?: string } | undefined;
  if (item?.id === undefined) return;
  const at = new Date(parts.now()).toISOString();
  await parts.documents.keep({ ...key, data: { deleted: true, id: item.id }, fetchedAt: at });
  for (const { ref } of await parts.register.touching(tenant, project, [item.id]))
    await enqueue(parts, tenant, [{ kind: 'due', ref, at, what: 'item' }], `${cause}/${ref.stream}`);
}
