/** One seed for all properties of a run, drawn and printed at its start (`seed-of-run.ts`). */
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.FC_SEED) });
