/** Calls to GitHub for each kind of event: they are what is scarce. */
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';
import { row } from './figure.ts';

/** GitHub calls for one act and everything that follows from it. */
async function calls(line: Line, what: string, target: string, act: () => unknown): Promise<void> {
  await line.settled();
  const before = line.spoken.length;
  act();
  await line.settled();
  const made = line.spoken.slice(before).map((one) => `${one.method} ${one.route.split('/').slice(-2).join('/')}`);
  row(`GitHub calls: ${what}`, `${made.length}`, target);
}

export async function callsForEach(): Promise<void> {
  const line = await openLine({ checked: false });
  const { pull } = line.seeded;
  // Labels are defined once for each repository; a first request takes that cost.
  const first = line.file({}, 'The first one');
  await line.settled();
  line.as('requester').comment(first, '/submit');
  line.as('project-manager').comment(first, ASSESSMENT);
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(first, '/approve');
  await line.settled();
  let number = 0;
  await calls(line, 'a request is opened', '2', () => {
    number = line.file();
  });
  await calls(line, 'its title is edited', '≤ 2', () =>
    line.as('requester').editIssue(number, { title: 'Another title' }),
  );
  await calls(line, 'a comment without a command', '0', () => line.as('developer').comment(number, 'thanks'));
  await calls(line, 'a pull request names it', '≤ 2', () =>
    line.as('developer').editPull(pull, { body: `Change: #${number}` }),
  );
  await calls(line, 'the same pull request is edited, nothing changes', '0', () =>
    line.as('developer').editPull(pull, { title: 'Again' }),
  );
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await calls(line, 'an approval, one linked pull request', '≤ 3 + 1', () =>
    line.as('project-manager').comment(number, '/approve'),
  );
  await line.close();
}
