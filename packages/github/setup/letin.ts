/** Looks anew at what was ours before: of what happened while the app was paused, or was kept out of a repository, nobody told (`rules.md 4.4`). */

import type { Parts } from '../desk.ts';
import { CHECK } from '../project/check.ts';
import { rememberPlace } from '../record/home.ts';
import { enqueue } from '../record/job.ts';
import { placesOf } from '../record/places.ts';
import type { Place, Translation } from '../translation.ts';
import { forgetToldFacts } from './readagain.ts';

/** Every repository of an installation that goes on. @throws Transient while GitHub does not list them */
export async function letInAgain(
  parts: Parts,
  { place: { installation } }: Extract<Translation, { kind: 'let-in-again' }>,
  cause: string,
): Promise<void> {
  for await (const place of placesOf(parts, installation)) {
    await rememberPlace(parts, place);
    await lookAnew(parts, place, cause);
  }
}

/** A repository in which a check of ours may stand green by what was then; one that we never had is left alone. */
export async function lookAnew(parts: Parts, place: Place, cause: string): Promise<void> {
  if ((await parts.projections.holding(place, CHECK, '"id"', 1)).length === 0) return;
  await forgetToldFacts(parts, place);
  await enqueue(parts, place.tenant, [{ kind: 'look', place, cause }], `${cause}/look/${place.project}`);
}
