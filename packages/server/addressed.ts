/** Whether a letter's reader is somebody whom a request concerns still, where it is by now: what is kept for them may wait for long (`rules.md 5.6`, `9`). */
import { Transient } from '@countersign/core/failure.ts';
import { CONTACT_ROLES } from '@countersign/core/policy/contact.ts';
import { type Parts, readerFor } from '@countersign/github/desk.ts';
import { mayReadNow } from '@countersign/github/facts/mayread.ts';
import type { Stands } from '@countersign/github/tell.ts';

/** @throws Transient while nobody can tell */
export async function isAddressed(parts: Parts, { home: { place }, situation }: Stands, id: string): Promise<boolean> {
  const { policy, authority } = situation;
  const [, way = '', name = ''] = /^([a-z]+):(.*)$/su.exec(id) ?? [];
  switch (way) {
    case 'group':
      return policy.channels.includes(name) && parts.isChannelOf?.(name, place.owner) === true;
    case 'contact':
      return CONTACT_ROLES.some((role) => authority.roles[role]?.people.some((one) => one.id === id));
    case 'mail':
      return CONTACT_ROLES.some((role) =>
        policy.roles[role]?.contacts.some(({ mail }) => mail.trim().toLowerCase() === name),
      );
    case 'github': {
      const may = await mayReadNow(await readerFor(parts, place, true), place, id);
      if (may === 'unknown') throw new Transient(`GitHub does not tell whether ${id} may read ${place.project}`);
      return may === 'yes';
    }
    default:
      return false;
  }
}
