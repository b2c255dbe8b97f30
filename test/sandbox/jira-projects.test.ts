/** Shows that projects of the stand-in for Jira are apart as Jira's are: keys, numbers, statuses, and what a move changes. */

import { expect, test } from 'vitest';
import type { Issue } from '../standins/jira/record.ts';
import { jiraSite } from '../standins/jira/site.ts';

const site = () => jiraSite(['draft', 'approved']);
const filed = (jira: ReturnType<typeof site>, project: string): Issue =>
  jira.create('rosa', { project, issuetype: '1', summary: 'Export invoices as PDF' });
const asked = async (jira: ReturnType<typeof site>, path: string): Promise<unknown> =>
  (await jira.answer({ type: 'fpp', provider: 'app', remote: 'jira' }, `/rest/api/3/${path}`, {})).json();

test('each project has its own key, and counts its own issues', async () => {
  const jira = site();
  jira.project('10007', { key: 'OTHER' });
  const keys = ['10000', '10007', '10000', '10008'].map((project) => filed(jira, project).key);
  expect(keys).toEqual(['SHIP-1', 'OTHER-1', 'SHIP-2', 'P10008-1']);
  expect(await asked(jira, 'project/10007')).toMatchObject({ id: '10007', key: 'OTHER' });
});

test('a moved issue gets the next key of the other project, and is found by each that it had; none is given again', async () => {
  const jira = site();
  jira.project('10007', { key: 'OTHER', like: '10000' });
  filed(jira, '10007');
  const issue = filed(jira, '10000');
  const told: unknown[] = [];
  jira.heard.add((event) => told.push(event));
  jira.edit('mei', issue.id, { project: { id: '10007' } });
  expect(issue.key).toBe('OTHER-2');
  expect(told).toMatchObject([{ issue: { key: 'OTHER-2', fields: { project: { id: '10007', key: 'OTHER' } } } }]);
  expect(await asked(jira, 'issue/SHIP-1')).toMatchObject({ id: issue.id, key: 'OTHER-2' });
  jira.edit('mei', issue.id, { project: { id: '10000' } });
  expect(issue.key).toBe('SHIP-2');
  for (const key of ['SHIP-1', 'OTHER-2']) expect(await asked(jira, `issue/${key}`)).toMatchObject({ id: issue.id });
  expect(filed(jira, '10000').key).toBe('SHIP-3');
});

test('a project that shares no workflow has statuses of its own, and asks no app before a transition', async () => {
  const jira = site();
  jira.validator = () => Promise.resolve({ result: false });
  const issue = filed(jira, '10000');
  expect(await jira.move('mei', issue.id, 'approved')).toEqual({ result: false });
  jira.edit('mei', issue.id, { project: { id: '10007' } });
  expect(issue.fields.status).toMatchObject({ name: 'To Do' });
  expect(await asked(jira, `issue/${issue.id}/transitions`)).toMatchObject({
    transitions: [{ name: 'To Do' }, { name: 'In Progress' }, { name: 'Done' }],
  });
  expect(await jira.move('mei', issue.id, 'Done')).toEqual({ result: true });
});
