/** What requests rest on already: its ids hold though somebody renamed it, and its language is the site's, whoever runs set-up again. */
import { STAGES } from '@countersign/core/change/stage.ts';
import { LINKS } from '@countersign/core/setup/site.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { FIELDS } from '@countersign/core/view/field.ts';
import type { Desk } from '../desk.ts';
import { siteNoted } from '../facts/site.ts';
import { madeBefore } from './made.ts';
import type { Ids } from './piece.ts';
import { fieldPiece, statusPiece, TYPE } from './sitewide.ts';

/** Ids by piece, of what was made and of what was adopted. */
export async function idsInUse(desk: Desk): Promise<Ids> {
  const { made } = await madeBefore(desk);
  return new Map([...Object.entries(made), ...(await idsRemembered(desk))]);
}

/** Whether the record knows what is there: as long as it does not, no request is recorded. */
export async function isRemembered(desk: Desk, ids: Ids): Promise<boolean> {
  const known = await idsRemembered(desk);
  const needed = [TYPE, ...LINKS, ...FIELDS.map(({ id }) => fieldPiece(id)), ...STAGES.map(statusPiece)];
  return needed.every((piece) => ids.has(piece) && known.get(piece) === ids.get(piece));
}

async function idsRemembered(desk: Desk): Promise<Ids> {
  const site = await siteNoted(desk);
  if (!site) return new Map();
  const { changeType, fields, statuses } = site;
  const links = LINKS.flatMap((link) => {
    const id = site[link];
    return id === undefined ? [] : [[link, id] as const];
  });
  return new Map([
    [TYPE, changeType],
    ...links,
    ...Object.entries(fields).map(([id, one]) => [fieldPiece(id), one] as const),
    ...Object.entries(statuses).map(([stage, one]) => [statusPiece(stage), one] as const),
  ]);
}

/** The language in which set-up named things; before it ever ran, the asker's own. */
export async function languageOf(desk: Desk, asker: Locale): Promise<Locale> {
  return (await madeBefore(desk)).locale ?? asker;
}
