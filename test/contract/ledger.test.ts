/** Holds every ledger to the one contract, so that what is simulated or tested in memory is what happens on disk. */
import { dueContract } from './due.ts';
import { kindContract } from './kind.ts';
import { ledgerContract } from './ledger.ts';
import { peopleContract } from './people.ts';
import { rebuildContract } from './rebuild.ts';
import { everyStore } from './stores.ts';

for (const [name, open] of everyStore()) {
  ledgerContract(name, open);
  kindContract(name, open);
  rebuildContract(name, open);
  peopleContract(name, async () => (await open()).people);
  dueContract(name, open);
}
