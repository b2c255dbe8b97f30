/** The panel on every change request of one project, without anybody pressing its button: Jira pins it by a task of its own, and the project itself holds which. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { NO_BREAK } from '@countersign/core/text/unit.ts';
import { z } from 'zod';
import { type JiraClient, path } from '../client.ts';
import { PROPERTY } from '../project/property.ts';
import * as answers from './answers.ts';
import { moduleId } from './module.ts';
import { type Piece, Refused, told, Waiting } from './piece.ts';
import type { Project } from './projects.ts';
import { property } from './property.ts';
import { setupWords } from './words.ts';

/** Key of the module in the manifest. */
const PANEL = 'issue-panel';

/** How often a task is asked after at once; whoever looks later asks again. */
const ASKED_AT_ONCE = 5;

/** What the project's property says. `task`: Jira's, which pins the panel; absent while that was not asked for. */
const noteSchema = z.object({ pins: z.boolean().optional(), task: z.string().optional() }).catch({});

/** A mark on the project, by which Jira shows the app's pages there and nowhere else; and the pinned panel, which goes with it. */
export function projectPanel(locale: Locale, { id: project, name }: Project): readonly Piece[] {
  const word = setupWords(locale);
  const mark = property(path`/rest/api/3/project/${project}/properties/${PROPERTY}`);
  const noted = async (client: JiraClient) => {
    const value = await mark.read(client);
    return value === undefined ? undefined : noteSchema.parse(value);
  };
  return [
    {
      id: `mark@${project}`,
      group: 'project',
      isApart: true,
      text: word.mark(name),
      isThere: async (client) => (await noted(client)) !== undefined,
      find: async (client) => ((await noted(client)) === undefined ? undefined : project),
      async make(client) {
        await mark.write(client, {});
        return project;
      },
      async remove(client) {
        if ((await noted(client))?.pins) {
          // Nothing waits for its end: without the marks Jira shows the panel nowhere.
          const { state, message } = await watched(client, await ask(client, project, 'UNPIN'));
          if (state === 'failed') throw new Refused(word.panelFailed(message));
        }
        await mark.remove(client);
      },
    },
    {
      id: `panel@${project}`,
      group: 'project',
      isApart: true,
      restsOn: `mark@${project}`,
      text: word.panel(name),
      async find(client) {
        const task = (await noted(client))?.task;
        if (task === undefined) return undefined;
        const { state, message } = await taskOf(client, task);
        if (state === 'running') throw new Waiting(word.panelWaits(message));
        return state === 'done' ? task : undefined;
      },
      async aside(client) {
        const task = (await noted(client))?.task;
        const said = task === undefined ? undefined : await taskOf(client, task);
        return said?.state === 'failed' ? word.panelFailed(said.message) : undefined;
      },
      async make(client) {
        // Noted first: what is asked for and never answered is taken back as well.
        await mark.write(client, { pins: true });
        const task = await ask(client, project, 'PIN');
        await mark.write(client, { pins: true, task });
        const { state, message } = await watched(client, task);
        if (state === 'running') throw new Waiting(word.panelWaits(message));
        if (state === 'failed') throw new Refused(word.panelFailed(message));
        return task;
      },
    },
  ];
}

/** @returns Jira's task, which does it in its own time. Twice is once. @throws Refused */
async function ask(client: JiraClient, project: string, action: 'PIN' | 'UNPIN'): Promise<string> {
  const body = { moduleId: moduleId(PANEL), projectList: [{ projectIdOrKey: project, action }] };
  return told(await client.request('POST', '/rest/api/3/forge/panel/action/bulk/async', body), answers.taskMade).taskId;
}

interface Task {
  readonly state: 'running' | 'done' | 'failed';
  /** While it runs how far it is, such as `40 %`; why it failed. */
  readonly message: string;
}

/** Jira forgets a task 14 days after its end: one that it does not know has ended. @throws Refused */
async function taskOf(client: JiraClient, id: string): Promise<Task> {
  const answer = await client.request('GET', path`/rest/api/3/task/${id}`);
  if (!answer.ok && answer.status === 404) return { state: 'done', message: '' };
  const { status, progress, message } = told(answer, answers.task);
  if (status === 'COMPLETE') return { state: 'done', message: '' };
  if (status === 'ENQUEUED' || status === 'RUNNING')
    return { state: 'running', message: `${progress ?? 0}${NO_BREAK}%` };
  return { state: 'failed', message: message ?? status };
}

/** How far it is after a few looks: most tasks end within them. */
async function watched(client: JiraClient, id: string): Promise<Task> {
  let task = await taskOf(client, id);
  for (let asked = 1; task.state === 'running' && asked < ASKED_AT_ONCE; asked += 1) task = await taskOf(client, id);
  return task;
}
