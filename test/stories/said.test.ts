import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

test('6.3: who believes to have acted and has not is told once, and what is out of sight does nothing', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  const says = async (text: string): Promise<readonly string[]> => {
    const before = line.answers(number).length;
    line.as('project-manager').comment(number, text);
    await line.settled();
    return line.answers(number).slice(before);
  };
  expect(await says('／暂停 等供应商')).toEqual([]);
  expect((await line.state(number)).held).toMatchObject({ reason: '等供应商' });
  expect(await says('/hold cancel')).toEqual([expect.stringContaining('/release')]);
  expect((await line.state(number)).held).toMatchObject({ reason: '等供应商' });
  expect(await says('/unhold')).toEqual([expect.stringContaining('/release')]);
  expect(await says('> quoted\n/release')).toEqual([expect.stringContaining('empty line above')]);
  expect(await says('see <!--\n/release\n--> and `a\n/release\n` and <img alt="\n/release\n"> this')).toEqual([]);
  expect(await says('/etc/hosts is wrong, /cc @mei\n/rebase\n/deploy now')).toEqual([]);
  expect((await line.state(number)).held).toMatchObject({ reason: '等供应商' });
  expect(await says('\u200b /release')).toEqual([]);
  expect((await line.state(number)).held).toBeUndefined();
});

test('4.1: who is asked for a vote and says yes without a command is told once how to vote, and nobody else is', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  const says = async (who: 'project-manager' | 'technical-expert' | 'developer', text: string) => {
    const before = line.answers(number).join('\n').length;
    line.as(who).comment(number, text);
    await line.settled();
    return line.answers(number).join('\n').slice(before);
  };
  expect(await says('project-manager', 'LGTM')).toBe('');
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  expect(await says('developer', 'LGTM')).toBe('');
  expect(await says('project-manager', 'Thanks, Rosa!')).toBe('');
  expect(await says('project-manager', '> who is for it?\n\nLooks good to me')).toContain('Your vote is awaited here');
  expect(await says('project-manager', 'approved')).toBe('');
  expect(await says('technical-expert', '同意')).toContain('Your vote is awaited here');
  expect((await line.state(number)).votes).toEqual([]);
  line.as('project-manager').comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).votes).toHaveLength(1);
});
