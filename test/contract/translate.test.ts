/** Holds every tracker's translation to the same stories: the same deed gives the same command. */
import type { Command } from '@countersign/core/change/command.ts';
import type { Site } from '@countersign/core/setup/site.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { type FieldId, fieldWith } from '@countersign/core/view/field.ts';
import { NO_FACTS, translate as onGitHub, readPayload } from '@countersign/github/translate/translate.ts';
import { eventSchema, issueSchema, type JiraEvent } from '@countersign/jira/schema.ts';
import { translate as onJira } from '@countersign/jira/translate.ts';
import { formBody } from '../instruments/formbody.ts';
import { scenario } from '../instruments/scenario.ts';
import { FILED, type Filed, translateContract } from './translate.ts';

const LOCALE: Locale = 'en';
const repository = {
  id: 1,
  node_id: 'R_1',
  name: 'billing',
  full_name: 'acme/billing',
  default_branch: 'main',
  owner: { id: 9, login: 'acme' },
};
const rosa = { id: 5, login: 'rosa', type: 'User' };

const mei = { id: 6, login: 'mei', type: 'User' };

function github(event: string, action: string, { title, answers }: Filed, known: boolean, more: object = {}) {
  const issue = {
    node_id: 'I_12',
    number: 12,
    title,
    body: formBody('standard', LOCALE, answers),
    user: rosa,
    labels: [{ name: 'change-request' }],
    html_url: 'https://github.test/12',
  };
  const payload = readPayload({
    action,
    sender: rosa,
    installation: { id: 3 },
    repository,
    issue,
    changes: { body: { from: formBody('standard', LOCALE, FILED.answers) } },
    ...more,
  });
  const people = new Map([['mei', { id: 'github:6', name: 'mei' }]]);
  const facts = { ...NO_FACTS, people, known, self: 'countersign[bot]', locale: LOCALE, currency: 'USD' };
  const meant = onGitHub(event, payload, facts).flatMap((one) => (one.kind === 'change' ? one.actions : []));
  return {
    commands: meant.flatMap((one): Command[] => (one.kind === 'command' ? [one.command] : [])),
    misunderstood: meant.filter((one) => one.kind === 'misunderstood').length,
  };
}

translateContract('GitHub', {
  filed: (story) => github('issues', 'opened', story, false).commands,
  edited: (story) => github('issues', 'edited', story, true).commands,
  commented: (lines) =>
    github('issue_comment', 'created', FILED, true, { comment: { id: 1, body: lines.join('\n\n'), user: rosa } }),
  rewritten: (lines) =>
    github('issue_comment', 'edited', FILED, true, {
      sender: mei,
      comment: { id: 1, body: lines.join('\n\n'), user: rosa },
      changes: { body: { from: 'Looks good' } },
    }),
  deleted: () => github('issues', 'deleted', FILED, true).commands,
});

const FIELDS: readonly FieldId[] = ['before', 'after', 'cause', 'motive', 'origin', 'source', 'urgency', 'notChanging'];
const site: Site = {
  changeType: '1',
  fields: Object.fromEntries(FIELDS.map((id) => [id, `customfield_${id}`])),
  statuses: { draft: '1' },
  locale: LOCALE,
  address: 'https://jira.test',
};
const MEI = { type: 'mention', attrs: { id: '712020:5b-a1', text: '@Mei' } };
const paragraph = (line: string) => ({
  type: 'paragraph',
  content: line.split('@mei').flatMap((text, at) => [...(at > 0 ? [MEI] : []), { type: 'text', text }]),
});
const doc = (...lines: readonly string[]) => ({ type: 'doc', version: 1, content: lines.map(paragraph) });

const CREATED = { eventType: 'avi:jira:created:issue' };

function jira(event: Omit<JiraEvent, 'issue'>, { title, answers }: Filed, known: boolean): ReturnType<typeof github> {
  const own = Object.fromEntries(
    Object.entries(answers).map(([id, words]) => [
      `customfield_${id}`,
      fieldWith(id as FieldId).kind === 'dropdown' ? { value: words } : doc(words),
    ]),
  );
  const issue = issueSchema.parse({
    id: '12',
    key: 'SHIP-12',
    fields: {
      summary: title,
      description: null,
      project: { id: '1', key: 'SHIP' },
      issuetype: { id: '1' },
      status: { id: '1' },
      creator: { accountId: 'rosa' },
      ...own,
    },
  });
  const play = scenario();
  if (known) for (const command of jira(CREATED, FILED, false).commands) play.when('carla', command);
  const read = eventSchema.parse({ ...event, issue: { id: '12', key: 'SHIP-12' }, atlassianId: 'rosa' });
  const before = known ? play.state() : undefined;
  const meant = onJira({
    event: read,
    issue,
    site,
    before,
    lives: '1',
    setting: { locale: LOCALE, timeZone: 'UTC' },
    currency: 'USD',
    bots: [],
    names: new Map([['712020:5b-a1', 'Mei']]),
    address: 'https://jira.test/browse/SHIP-12',
  });
  if (meant.kind === 'ignored') return { commands: [], misunderstood: 0 };
  return { commands: meant.actions.map((one) => one.command), misunderstood: meant.said.length };
}

const edits = ({ answers }: Filed) =>
  FIELDS.filter((id) => answers[id] !== FILED.answers[id]).map((id) => ({ fieldId: `customfield_${id}` }));
const said = (lines: readonly string[]) => ({ id: '1', body: doc(...lines), author: { accountId: 'rosa' } });

translateContract('Jira', {
  filed: (story) => jira(CREATED, story, false).commands,
  edited: (story) =>
    jira({ eventType: 'avi:jira:updated:issue', changelog: { items: edits(story) } }, story, true).commands,
  commented: (lines) => jira({ eventType: 'avi:jira:commented:issue', comment: said(lines) }, FILED, true),
  rewritten: (lines) =>
    jira(
      { eventType: 'avi:jira:commented:issue', comment: { ...said(lines), updateAuthor: { accountId: 'mei' } } },
      FILED,
      true,
    ),
  deleted: () => jira({ eventType: 'avi:jira:deleted:issue' }, FILED, true).commands,
});
