/** Notes what each file of tests takes of the processor (`cost.ts`). */
import { afterAll, expect } from 'vitest';
import { costs, noted } from './cost.ts';

const before = costs('self');

afterAll(() => {
  const { own, started } = costs('self');
  noted(expect.getState().testPath ?? '', { own: own - before.own, started: started - before.started });
});
