/** What a story takes for granted: a request before its board, and one that the board has approved. */
import { expect } from 'vitest';
import { ASSESSMENT, type Line } from './line.ts';

/** Takes a request from its form to an open review. @returns its number. */
export async function inReview(line: Line, number = line.file()): Promise<number> {
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  return number;
}

/** The same, and on to the board's approval. @returns its number. */
export async function approved(line: Line, number = line.file()): Promise<number> {
  await inReview(line, number);
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).approval).toBeDefined();
  return number;
}

/** An approved one, with the seeded pull request for it, whose check is green. @returns the request's number. */
export async function approvedWork(line: Line): Promise<number> {
  const number = await approved(line);
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).toBe('success');
  return number;
}
