import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { eventsPage } from './eventspage.ts';

test('the catalogue of events in docs/ is current: run `npm run docs` after a change of an event', () => {
  expect(readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8')).toBe(eventsPage());
});
