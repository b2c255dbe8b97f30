/** What a word replaces was said before it: an older one that GitHub tells of late replaces nothing newer (`rules.md` 2.2, 6.4). */
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const plan = (what: string) => `/plan\n\`\`\`yaml\nsteps:\n  - text: ${what}\n    owner: "@dara"\n\`\`\``;

async function assessing(): Promise<number> {
  line = await openLine();
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT.replace('/review', ''));
  await line.settled();
  return number;
}

/** The first comment is told of only with the one behind the second. */
async function wrongWayRound(number: number, [first, second]: readonly [string, string]): Promise<void> {
  const held: Parameters<NonNullable<Line['deliveries']['meddle']>>[0][] = [];
  line.deliveries.meddle = (one) => {
    held.push(one);
    return [];
  };
  line.as('project-manager').comment(number, first);
  line.deliveries.meddle = (one) => [one];
  line.as('project-manager').comment(number, second);
  await line.settled();
  line.deliveries.meddle = (one) => [...held.splice(0), one];
  line.as('developer').comment(number, 'a word');
  await line.settled();
  expect(held).toEqual([]);
}

type State = Awaited<ReturnType<Line['state']>>;
const CASES: readonly (readonly [string, string, (state: State) => unknown, string])[] = [
  ['/assess cost CNY 5,000', '/assess cost CNY 900,000', ({ content }) => content.impacts.cost, '90000000'],
  [
    '/assess schedule +1d',
    '/assess cost CNY 7\n/assess schedule +40d',
    ({ content }) => content.impacts.schedule,
    '"p50":40',
  ],
  ['/owner @dara', '/owner @theo', ({ owner }) => owner?.name, 'theo'],
  [plan('The first thought'), plan('The second thought'), ({ content }) => content.plan, 'The second thought'],
];

test.each(CASES)('2.2: %j that is told of after %j replaces nothing, and is asked for again', async (...given) => {
  const [older, newer, shown, wanted] = given;
  const number = await assessing();
  await wrongWayRound(number, [older, newer]);
  expect(JSON.stringify(shown(await line.state(number)))).toContain(wanted);
  expect(line.comments(number).at(-1)).toMatch(/Please say it again/);
  line.as('project-manager').comment(number, older);
  await line.settled();
  expect(JSON.stringify(shown(await line.state(number)))).not.toContain(wanted);
});

test('2.2: what was said before of something else is taken, however late it is told of', async () => {
  const number = await assessing();
  await wrongWayRound(number, ['/assess schedule +40d', '/assess cost CNY 900,000']);
  const { impacts } = (await line.state(number)).content;
  expect(JSON.stringify(impacts.schedule)).toContain('"p50":40');
  expect(JSON.stringify(impacts.cost)).toContain('90000000');
});
