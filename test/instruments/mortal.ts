/** Parts of a process that is killed: so many writes more reach what it writes to, and then none. */
import type { Parts } from '@countersign/github/desk.ts';

const WRITES = new Set<string | symbol>(['store', 'append', 'keep', 'see', 'renew', 'forget', 'remember', 'confirm']);

export interface Life {
  /** Writes that are left to it. */
  left: number;
}

/** The same parts while they live. */
export function mortalParts({ ledger, work, documents, projections, ...rest }: Parts, life: Life): Parts {
  return {
    ...rest,
    ledger: mortal(ledger, life),
    work: mortal(work, life),
    documents: mortal(documents, life),
    projections: mortal(projections, life),
  };
}

function mortal<Of extends object>(of: Of, life: Life): Of {
  return new Proxy(of, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== 'function' || !WRITES.has(name)) return found;
      return async (...given: readonly unknown[]): Promise<unknown> => {
        if (life.left <= 0) throw new Error('it is no more');
        life.left -= 1;
        return Reflect.apply(found, target, given);
      };
    },
  });
}
