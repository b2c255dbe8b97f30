import { createLabel, editLabel, labelNamed } from '@countersign/sandbox/world/repository.ts';
import { afterEach, expect, test } from 'vitest';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

/** The repository has a label by this name already, as its people write it. */
function written(name: string): void {
  const { organization, repository } = line.seeded;
  const label = labelNamed(repository, name);
  if (label) editLabel(line.world, organization, repository, label, { name });
  else createLabel(line.world, organization, repository, { name });
}

test('6.2: labels that a repository has in another case mark requests and requirements, and are kept as they should be', async () => {
  line = await openLine();
  for (const name of ['Change-Request', 'Requirement', 'CHANGE: draft', 'Change: In Review']) written(name);
  const number = line.file();
  await line.settled();
  expect((await line.state(number)).content.request.items).toMatchObject([{ label: '#1', action: 'modify' }]);
  expect(line.answers(number)).toEqual([]);
  expect(line.labels(number)).toEqual(['Change-Request', 'CHANGE: draft']);
  line.as('requester').comment(number, '/submit');
  await line.settled();
  expect(line.labels(number).filter((name) => /draft/i.test(name))).toEqual([]);
  line.as('developer').addLabel(number, 'change: IN REVIEW');
  await line.settled();
  expect(line.labels(number).filter((name) => /review/i.test(name))).toEqual([]);
});
