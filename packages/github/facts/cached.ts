/** Facts and moves as one delivery or one job sees them: each is read at most once meanwhile, however often it is asked for. */
import type { FactKey, KeptFact } from '@countersign/core/kept.ts';
import type { Documents } from '@countersign/core/record/documents.ts';
import type { Precedence } from '@countersign/core/record/port.ts';
import type { Parts } from '../desk.ts';

const nameOf = ({ tenant, project, kind, id }: FactKey): string => JSON.stringify([tenant, project, kind, id]);

function once(documents: Documents): Documents {
  const seen = new Map<string, Promise<KeptFact | undefined>>();
  return {
    ...documents,
    find(key) {
      const name = nameOf(key);
      const known = seen.get(name);
      if (known) return known;
      const found = documents.find(key);
      seen.set(name, found);
      // What could not be read is asked for again.
      found.catch(() => seen.delete(name));
      return found;
    },
    async keep(document, since) {
      const isKept = await documents.keep(document, since);
      seen.delete(nameOf(document));
      return isKept;
    },
    async renew(document) {
      await documents.renew(document);
      seen.delete(nameOf(document));
    },
    async forget(key) {
      await documents.forget(key);
      seen.clear();
    },
  };
}

/** The same parts, for the length of one piece of work of a precedence. */
export function forOnePiece(parts: Parts, precedence: Precedence): Parts {
  return { ...parts, precedence, documents: once(parts.documents), moves: new Map() };
}
