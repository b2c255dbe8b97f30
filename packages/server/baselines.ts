/** What the pages of baselines show: from the record alone, so that it is there whatever became of the issues (`rules.md 5.1`). */
import type { Baseline, RequestIn } from '@countersign/core/baseline/decider.ts';
import { baselineDifference, type DifferenceRow } from '@countersign/core/baseline/difference.ts';
import type { BaselineItem } from '@countersign/core/baseline/manifest.ts';
import { approvedBetween, authoritiesOf, baselinesOf, itemsStanding } from '@countersign/github/record/baseline.ts';
import type { BaselineHead, Baselines, RequestLink } from '@countersign/web/baselineport.ts';
import type { RequirementsOf } from '@countersign/web/requirementport.ts';
import { type Asking, zoneOf } from './register.ts';
import { keptText, placeFor } from './requirements.ts';
import { whoPut } from './versions.ts';

export function baselineFacts(asking: Asking): Baselines {
  const { parts } = asking;
  const placed = async (of: RequirementsOf, visitor: Parameters<Baselines['baselines']>[1]) => {
    const place = await placeFor(asking, of, visitor);
    if (typeof place === 'string') return place;
    return { project: `${place.owner}/${place.repo}`, timeZone: await zoneOf(parts, [place]) };
  };
  return {
    async baselines(of, visitor) {
      const at = await placed(of, visitor);
      if (typeof at === 'string') return at;
      const baselines = await baselinesOf(parts, of);
      return { ...at, baselines: baselines.map((one) => headOf(of, one)).reverse() };
    },
    async baseline(of, id, visitor) {
      const at = await placed(of, visitor);
      if (typeof at === 'string') return at;
      const found = (await baselinesOf(parts, of)).find((one) => one.id === id);
      if (!found) return 'hidden';
      const { tenant } = of;
      const approvers = found.approvers.map(async ({ by, seat }) => ({
        by: (await whoPut(parts, tenant, by)).by ?? { id: by },
        seat,
      }));
      const items = found.items.map(async ({ id: item, label, snapshot }) => ({
        ...{ id: item, label, snapshot },
        text: await keptText(parts, tenant, snapshot),
      }));
      return {
        ...at,
        ...headOf(of, found),
        approvers: await Promise.all(approvers),
        changes: found.changes.map((one) => linkTo(of, one)),
        items: (await Promise.all(items)).sort((one, other) =>
          one.label.localeCompare(other.label, 'en', { numeric: true }),
        ),
      };
    },
    async baselineDifference(of, { from, to }, visitor) {
      const at = await placed(of, visitor);
      if (typeof at === 'string') return at;
      const all = await baselinesOf(parts, of);
      const before = all.find(({ id }) => id === from);
      const after = all.find(({ id }) => id === to);
      if (!before || (to !== 'now' && !after)) return 'hidden';
      const items = after ? after.items : await itemsStanding(parts, of);
      const requests = await approvedBetween(parts, of, before.approved, after?.approved);
      const rows = baselineDifference(before.items, items, authoritiesOf(requests));
      const shown = await Promise.all(rows.map((row) => rowOf(asking, of, row)));
      return { ...at, from, to, known: all.map(({ id }) => id).reverse(), rows: shown };
    },
  };
}

async function rowOf({ parts }: Asking, of: RequirementsOf, row: DifferenceRow) {
  const { id, kind, fields, before, after, by } = row;
  const text = (item: BaselineItem) => keptText(parts, of.tenant, item.snapshot);
  const label = (after ?? before)?.label ?? id;
  return {
    ...{ id, kind, fields, label },
    ...(before && before.label !== label ? { former: before.label } : {}),
    ...(before ? { before: await text(before) } : {}),
    ...(after ? { after: await text(after) } : {}),
    ...(by ? { by: linkTo(of, by) } : {}),
  };
}

function headOf(of: RequirementsOf, { id, approved, request, manifest, parent, items }: Baseline): BaselineHead {
  return {
    ...{ id, approved, manifest, request: linkTo(of, request), count: items.length },
    ...(parent === undefined ? {} : { parent }),
  };
}

function linkTo({ tenant }: RequirementsOf, request: RequestIn): RequestLink {
  const path = ['c', tenant, request.project, request.stream].map(encodeURIComponent).join('/');
  return { ...request, path: `/${path}` };
}
