/** One seed for all properties of a run, printed when one fails: `FC_SEED=… npm test` plays the same cases again. */
import fc from 'fast-check';

const given = process.env.FC_SEED;
fc.configureGlobal({ ...fc.readConfigureGlobal(), ...(given ? { seed: Number(given) } : {}) });
