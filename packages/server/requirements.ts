/** What the pages of requirements show: from the record, with names and texts that lie beside it (`rules.md 5.2`, 5.6). */

import { ENGINE, NOBODY } from '@countersign/core/content/person.ts';
import type { RegisterRow } from '@countersign/core/record/port.ts';
import { folded } from '@countersign/core/record/run.ts';
import { sameDigest } from '@countersign/core/requirement/controlled.ts';
import { REQUIREMENT, type Requirement, requirementStream } from '@countersign/core/requirement/decider.ts';
import { readSnapshot } from '@countersign/core/requirement/snapshot.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { placeOfProject } from '@countersign/github/record/home.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { Nothing, Visitor } from '@countersign/web/port.ts';
import type {
  KeptText,
  RequirementFacts,
  RequirementLine,
  Requirements,
  RequirementsOf,
} from '@countersign/web/requirementport.ts';
import { type Asking, zoneOf } from './register.ts';
import { whoPut } from './versions.ts';

type Row = RegisterRow & Requirement['row'];

/** @param tracker where GitHub's own pages are */
export function requirementFacts(asking: Asking, tracker: string): Requirements {
  const { parts } = asking;
  return {
    async requirements(of, visitor, cursor) {
      const place = await placeFor(asking, of, visitor);
      if (typeof place === 'string') return place;
      const kind = REQUIREMENT.kind;
      const page = cursorIn(cursor);
      const { rows, cursor: next } = await parts.register.rows({ ...of, kind }, page ? { cursor: page } : {});
      const lines = await Promise.all(rows.map((row) => lineOf(parts, row as Row)));
      const timeZone = await zoneOf(parts, [place]);
      return { project: `${place.owner}/${place.repo}`, timeZone, lines, ...(next ? { next } : {}) };
    },
    async requirement(of, id, visitor) {
      const place = await placeFor(asking, of, visitor);
      if (typeof place === 'string') return place;
      const { tenant, project } = of;
      const state = folded(REQUIREMENT, await parts.ledger.read(requirementStream(tenant, project, id)));
      const [name] = state.names;
      if (!name) return 'hidden';
      const texts = state.texts.map(async ({ at, by, snapshot, digest }, index) => {
        const before = state.texts[index - 1];
        return {
          ...{ at, snapshot, ...(await saver(parts, tenant, by)), text: await keptText(parts, tenant, snapshot) },
          isSame: before !== undefined && sameDigest(before.digest, digest),
        };
      });
      return {
        project: `${place.owner}/${place.repo}`,
        timeZone: await zoneOf(parts, [place]),
        id,
        label: name.label,
        address: `${tracker}/${place.owner}/${place.repo}/issues/${name.label.slice(1)}`,
        names: state.names,
        isMarked: state.isMarked,
        texts: (await Promise.all(texts)).reverse(),
        ...(state.gone ? { gone: await goneOf(parts, tenant, state.gone) } : {}),
      };
    },
  };
}

/** Where something is on record of that name, and the visitor may read it. */
export async function placeFor(
  { mayRead, placeShown }: Asking,
  { tenant, project }: RequirementsOf,
  visitor: Visitor,
): Promise<Place | Nothing> {
  const place = await placeShown(tenant, project);
  if (!place) return 'hidden';
  const answer = await mayRead(visitor, place);
  return answer === 'yes' ? place : answer === 'no' ? 'hidden' : 'unknown';
}

/** Anybody may write an address: what no page gave is the first page. */
function cursorIn(cursor: string | undefined): string | undefined {
  const [, at = '', stream] = /^\["([^"]+)","([^"]+)"\]$/.exec(cursor ?? '') ?? [];
  return stream !== undefined && !Number.isNaN(Date.parse(at)) ? cursor : undefined;
}

async function lineOf(parts: Parts, row: Row): Promise<RequirementLine> {
  const { tenant } = row.ref;
  const { label, texts, isMarked, isGone, saved, snapshot, by } = row;
  return {
    id: row.ref.stream,
    ...{ label, texts, isMarked, isGone, ...(saved === undefined ? {} : { saved }) },
    ...(by === undefined ? {} : await saver(parts, tenant, by)),
    text: snapshot === undefined ? 'missing' : await keptText(parts, tenant, snapshot),
  };
}

export async function keptText({ texts }: Parts, tenant: string, snapshot: string): Promise<KeptText> {
  return (await readSnapshot(texts, tenant, snapshot)) ?? 'missing';
}

async function saver(parts: Parts, tenant: string, by: string): Promise<Pick<RequirementLine, 'by'>> {
  if (by === ENGINE.id) return { by: ENGINE };
  return by === NOBODY.id ? {} : whoPut(parts, tenant, by);
}

type Gone = NonNullable<Requirement['state']['gone']>;

/** Where it went is said only by a name that is known of it. */
async function goneOf(parts: Parts, tenant: string, gone: Gone): Promise<NonNullable<RequirementFacts['gone']>> {
  const { how, at, by, to } = gone;
  const place = to && (await placeOfProject(parts, tenant, to.project));
  const there =
    to && folded(REQUIREMENT, await parts.ledger.read(requirementStream(tenant, to.project, to.id))).names[0];
  const name = place && there ? { to: `${place.owner}/${place.repo}${there.label}` } : {};
  return { how, at, ...(await saver(parts, tenant, by)), ...name };
}
