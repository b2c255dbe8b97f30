/** A team-managed project: Jira lets no app add a type, a field or a status there, so set-up says each by name and finds by itself what is there already. */
import { STAGES } from '@countersign/core/change/stage.ts';
import type { Made } from '@countersign/core/setup/inventory.ts';
import { LINKS, type Site } from '@countersign/core/setup/site.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { FIELDS, type Field } from '@countersign/core/view/field.ts';
import { z } from 'zod';
import { type JiraClient, path } from '../client.ts';
import type { SetupData, SetupStep } from '../port/data.ts';
import * as answers from './answers.ts';
import { look, notLooked, type Projects, type SettingUp, standingOf, stepsOf, undoable, undoShown } from './look.ts';
import { idOfNamed, Refused, told } from './piece.ts';
import { remembered } from './remembered.ts';
import { linksIn } from './site.ts';
import { categoryOf, fields, issueTypes, KIND, KINDS, statusName } from './sitewide.ts';
import { setupWords } from './words.ts';

interface Team {
  readonly steps: readonly SetupStep[];
  /** What the record needs to know of the project; absent until all that is needed is there. */
  readonly found?: Pick<Site, 'changeType' | 'fields' | 'statuses'>;
}

/** @throws Refused, Transient */
export async function teamProject(client: JiraClient, locale: Locale, project: string): Promise<Team> {
  const word = setupWords(locale);
  const ours = ({ scope }: Pick<answers.IssueType, 'scope'>) => scope?.project?.id === project;
  const type = idOfNamed(await issueTypes(client), word.typeName, ours);
  const all = await fields(client);
  const fieldOf = ({ label, kind }: Field): string | undefined =>
    idOfNamed(
      all,
      label[locale],
      (one) => (!one.scope || ours(one)) && one.schema?.custom === `${KIND}:${KINDS[kind][0]}`,
    );
  const asked = path`/rest/api/3/project/${project}/statuses`;
  const used = told(await client.request('GET', asked), z.array(answers.typeInProject));
  const statuses = used.find((one) => one.id === type)?.statuses ?? [];
  const statusOf = (name: string): string | undefined => idOfNamed(statuses, name);
  const step = (
    { id, group }: Pick<SetupStep, 'id' | 'group'>,
    text: string,
    found: string | undefined,
    detail?: string,
  ): SetupStep => ({
    ...{ id, group, text, standing: found === undefined ? 'by-hand' : 'there' },
    ...(detail !== undefined && found === undefined ? { detail } : {}),
  });
  const steps = [
    step({ id: 'type', group: 'type' }, word.teamType, type),
    ...FIELDS.map((field) => {
      const kind = word.kinds[field.kind];
      const choices = field.options?.map((one) => one.label[locale]).join(' · ');
      return step(
        { id: `field:${field.id}`, group: 'fields' },
        word.teamField(field.label[locale], kind, isNeeded(field)),
        fieldOf(field),
        choices,
      );
    }),
    ...STAGES.map((stage) => {
      const name = statusName(stage, locale);
      return step(
        { id: `status:${stage}`, group: 'statuses' },
        word.teamStatus(name, word.categories[categoryOf(stage)]),
        statusOf(name),
      );
    }),
  ];
  const needed = FIELDS.filter(isNeeded).map(fieldOf);
  const ids = STAGES.map((stage) => statusOf(statusName(stage, locale)));
  if (type === undefined || [...needed, ...ids].includes(undefined)) return { steps };
  return {
    steps,
    found: {
      changeType: type,
      fields: Object.fromEntries(
        FIELDS.flatMap((field) => {
          const id = fieldOf(field);
          return id === undefined ? [] : [[field.id, id]];
        }),
      ),
      statuses: Object.fromEntries(STAGES.map((stage, at) => [stage, ids[at] ?? ''])),
    },
  };
}

export interface TeamSeen {
  readonly shown: SetupData;
  /** What the record needs to know of the project; absent until all that is needed is there. */
  readonly found?: Omit<Site, 'locale' | 'address'>;
}

/** A team-managed project: what is there, what a person has to add, and what is made for it all the same: link types, the panel. Remembers nothing. */
export async function teamSeen(
  setting: SettingUp,
  projects: Projects,
  projectId: string,
  made: Made,
): Promise<TeamSeen> {
  const { asUser, locale } = setting;
  const client = remembered(asUser);
  const undo = undoShown(undoable(setting, projects, made), projectId);
  try {
    const { steps, found } = await teamProject(client, locale, projectId);
    const seen = await look(setting, projects, projectId);
    const ours = stepsOf(seen, made, locale);
    const isLinked = LINKS.every((link) => seen.ids.has(link));
    const standing = standingOf(ours) ?? (found ? 'done' : 'by-hand');
    const shown: SetupData = { locale, projects, projectId, steps: [...ours, ...steps], standing, undo };
    return found && isLinked ? { shown, found: { ...found, ...linksIn(seen.ids) } } : { shown };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { shown: { ...notLooked(locale, error), projects, projectId, undo } };
  }
}

/** What a request cannot do without (T2, and the text before where a requirement is changed); the rest can be said in the panel, or not at all. */
export const isNeeded = ({ id, standard }: Field): boolean => standard === 'must' || id === 'before';
