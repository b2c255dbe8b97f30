/** Facts and moves as one delivery or one job sees them: each is read at most once meanwhile, however often it is asked for. */
import { ALIAS } from '@countersign/core/identity/alias.ts';
import { HOME } from '@countersign/core/identity/home.ts';
import type { FactKey, KeptFact } from '@countersign/core/kept.ts';
import { kindOf, partsOf } from '@countersign/core/record/kind.ts';
import type { Entry, Ledger, Precedence, StreamRef } from '@countersign/core/record/port.ts';
import type { Documents } from '@countersign/postgres/documents.ts';
import type { Parts } from './parts.ts';

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

/** Ids and homes are asked for at every turn, and most things never moved: what was read of those is read once, until a move is recorded. */
function movesOnce(ledger: Ledger): Ledger {
  const seen = new Map<string, Promise<readonly Entry[]>>();
  const isOfMoves = (ref: StreamRef): boolean => [ALIAS.kind, HOME.kind].includes(kindOf(ref));
  return {
    ...ledger,
    read(ref) {
      if (!isOfMoves(ref)) return ledger.read(ref);
      const name = JSON.stringify(partsOf(ref));
      const known = seen.get(name);
      if (known) return known;
      const found = ledger.read(ref);
      seen.set(name, found);
      found.catch(() => seen.delete(name));
      return found;
    },
    async append(asked) {
      if (isOfMoves(asked.ref)) seen.clear();
      try {
        return await ledger.append(asked);
      } finally {
        // Read meanwhile, it may be of before.
        if (isOfMoves(asked.ref)) seen.clear();
      }
    },
  };
}

/** The same parts, for the length of one piece of work of a precedence. */
export function forOnePiece(parts: Parts, precedence: Precedence): Parts {
  return { ...parts, precedence, documents: once(parts.documents), ledger: movesOnce(parts.ledger) };
}
