/** Shows that an answer of Jira's which this version cannot read is said where it was met, and taken for nothing. */
import { expect, test } from 'vitest';
import { begin, stepOf, written } from '../../../test/instruments/jira-setup.ts';
import { setupApply, setupPlan } from './setup.ts';
import { setupUndo } from './undo.ts';

function answering(site: ReturnType<typeof begin>['site'], route: string, body: unknown): void {
  const { answer } = site;
  site.answer = async (meta, path, init) =>
    path.startsWith(`/rest/api/3/${route}`) ? Response.json(body) : answer(meta, path, init);
}

test.each([
  ['issuetype', [{ id: '1', title: 'Change request' }], 'type', '$.0.name'],
  ['field', [{ key: 'cause' }], 'field:cause', '$.0.id'],
  ['issueLinkType', { values: [] }, 'affects', '$.issueLinkTypes'],
  ['statuses/search', { statuses: [] }, 'status:draft', '$.values'],
  ['screens?', { isLast: true, values: [{ id: 7 }] }, 'screen', '$.values.0.name'],
  ['issuetypescheme/project', { values: [{ schemeId: '7' }] }, 'typescheme@10000', '$.values.0.issueTypeScheme'],
  ['issuetypescreenscheme/project', { values: [{ schemeId: '7' }] }, 'screens@10000', '$.values.0'],
  ['workflowscheme/project', { values: [{}] }, 'onscheme@10000', '$.values.0.projectIds'],
  ['workflows/search', null, 'workflow', '$'],
  ['workflowscheme/read', { values: [] }, 'workflowscheme@10000', '$'],
] as const)(
  'an answer about %s that cannot be read is said at the piece that it is about',
  async (route, body, id, where) => {
    const { site, setting } = begin('en', false);
    answering(site, route, body);
    const plan = await setupPlan(setting, '10000');
    expect(plan.standing).toBe('failed');
    expect(stepOf(plan, id)).toMatchObject({ standing: 'failed', detail: expect.stringContaining(`(at ${where}`) });
  },
);

test.each(['en', 'zh-CN'] as const)(
  'projects that cannot be read are not taken for none, and nothing is done (%s)',
  async (locale) => {
    const { site, setting } = begin(locale, false);
    answering(site, 'project/search', { values: [{ id: '10000', label: 'Ships' }] });
    for (const run of [setupPlan, setupApply, setupUndo])
      expect(await run(setting, '10000')).toMatchObject({
        standing: 'failed',
        steps: [{ id: 'looked', standing: 'failed', detail: expect.stringContaining('$.values.0.name') }],
      });
    expect(written(site)).toEqual([]);
  },
);

test('a team-managed project whose statuses cannot be read is said to be so', async () => {
  const { site, setting } = begin('en', false);
  answering(site, 'project/10001/statuses', [{ id: '71', states: [] }]);
  expect(stepOf(await setupPlan(setting, '10001'), 'looked')?.detail).toContain('$.0.statuses');
});
