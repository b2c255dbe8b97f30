import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stateMachinePage } from './diagram.ts';

test('the picture of the state machine in docs/ is current: run `npm run docs` after a change of the table', () => {
  const page = readFileSync(new URL('../../../docs/state-machine.md', import.meta.url), 'utf8');
  expect(page).toBe(stateMachinePage());
});
