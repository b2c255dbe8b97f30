import { formBody } from '@countersign/github/form/template.ts';
import { afterEach, expect, test } from 'vitest';
import { ANSWERS, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

test('an older edit that arrives after a newer one changes nothing', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  const edits: Parameters<NonNullable<Line['deliveries']['meddle']>>[0][] = [];
  line.deliveries.meddle = (occurrence) => {
    if (occurrence.event !== 'issues' || occurrence.action !== 'edited') return [occurrence];
    edits.push(occurrence);
    return edits.length < 2 ? [] : [...edits].reverse();
  };
  line
    .as('requester')
    .editIssue(number, { body: formBody('standard', 'en', { ...ANSWERS, motive: 'The first thought' }) });
  // GitHub's times have whole seconds.
  line.world.now = () => Date.now() + 5000;
  line
    .as('requester')
    .editIssue(number, { body: formBody('standard', 'en', { ...ANSWERS, motive: 'The second thought' }) });
  await line.settled();
  expect(edits).toHaveLength(2);
  expect(JSON.stringify((await line.state(number)).content.request.motive)).toContain('second thought');
});
