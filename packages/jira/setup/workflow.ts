/** The workflow of change requests: a status for each stage, any to any, and on every way our validator before and our post function after. */
import { STAGES, type Stage } from '@countersign/core/change/stage.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { type JiraClient, path } from '../client.ts';
import * as answers from './answers.ts';
import { moduleId } from './module.ts';
import { everyPage, gone, type Ids, type Piece, Refused, told } from './piece.ts';
import { categoryOf, statusName, statusPiece, TYPE } from './sitewide.ts';
import { setupWords } from './words.ts';

export const WORKFLOW = 'workflow';

/** Keys of the modules in the manifest. */
const DECIDES = 'gate';
const FOLLOWS = 'follows';

interface Rule {
  readonly ruleKey: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** @param project one in which the issue type is: Jira lists rules for the two together */
export function workflow(locale: Locale, project: string): Piece {
  const word = setupWords(locale);
  return {
    id: WORKFLOW,
    group: 'workflow',
    text: word.workflow,
    async find(client, ids) {
      const asked = path`/rest/api/3/workflows/search?queryString=${word.workflowName}&expand=values.transitions&scope=GLOBAL`;
      for (const page of await everyPage(client, asked, answers.workflows)) {
        const found = page.values.find((one) => one.name === word.workflowName);
        if (found && !holds(found, page.statuses ?? [], ids)) throw new Refused(word.otherWorkflow);
        if (found) return found.id;
      }
      return undefined;
    },
    async make(client, ids) {
      const body = drawn(locale, ids, await rulesOf(client, project, ids, word.noRule));
      const answer = await client.request('POST', '/rest/api/3/workflows/create', body);
      const [made] = told(answer, answers.workflowsMade).workflows;
      if (!made) throw new Refused(word.workflow);
      return made.id;
    },
    remove: async (client, id) => gone(await client.request('DELETE', path`/rest/api/3/workflow/${id}`)),
  };
}

type Known = readonly { readonly id?: string | undefined; readonly statusReference?: string | undefined }[];

/** A workflow of our name is ours only when no way in it is without the gate, and no stage without a status. */
function holds({ statuses = [], transitions = [] }: answers.Workflow, known: Known, ids: Ids): boolean {
  const ours = moduleId(DECIDES);
  const idOf = new Map(known.map((one) => [one.statusReference, one.id]));
  const inside = new Set(statuses.map((one) => idOf.get(one.statusReference)));
  const ways = transitions.filter((one) => one.type !== 'INITIAL');
  return (
    ways.length > 0 &&
    ways.every((one) =>
      one.validators?.some((rule) => rule.parameters?.key === ours && rule.parameters.disabled !== 'true'),
    ) &&
    STAGES.every((stage) => inside.has(ids.get(statusPiece(stage)) ?? ''))
  );
}

interface Rules {
  readonly decides: Rule;
  /** By the stage to which a way leads; one that Jira does not offer hides nothing. */
  readonly hides: ReadonlyMap<Stage, Rule>;
  readonly follows: Rule | undefined;
}

async function rulesOf(client: JiraClient, project: string, ids: Ids, none: string): Promise<Rules> {
  const asked = path`/rest/api/3/workflows/capabilities?projectId=${project}&issueTypeId=${ids.get(TYPE) ?? ''}`;
  const { forgeRules = [] } = told(await client.request('GET', asked), answers.forgeRules);
  const rule = (key: string): Rule | undefined => {
    const found = forgeRules.find((one) => one.id === moduleId(key));
    return found?.ruleKey === undefined ? undefined : { ruleKey: found.ruleKey, parameters: { key: moduleId(key) } };
  };
  const decides = rule(DECIDES);
  // A workflow without it would let everything pass.
  if (!decides) throw new Refused(none);
  const hides = STAGES.flatMap((stage) => {
    const found = rule(`hides-${stage}`);
    return found ? [[stage, found] as const] : [];
  });
  return { decides, hides: new Map(hides), follows: rule(FOLLOWS) };
}

function drawn(locale: Locale, ids: Ids, { decides, hides, follows }: Rules): unknown {
  const word = setupWords(locale);
  const references = new Map(STAGES.map((stage) => [stage, crypto.randomUUID()]));
  const nothing = { actions: [], links: [], properties: {}, triggers: [], description: '' };
  return {
    scope: { type: 'GLOBAL' },
    statuses: STAGES.map((stage) => ({
      id: ids.get(statusPiece(stage)),
      name: statusName(stage, locale),
      statusCategory: categoryOf(stage),
      statusReference: references.get(stage),
      description: word.statusDescription,
    })),
    workflows: [
      {
        name: word.workflowName,
        description: word.workflowDescription,
        statuses: STAGES.map((stage) => ({ statusReference: references.get(stage), properties: {} })),
        transitions: [
          // Whoever may create issues may file a request; there is no record yet that could be asked.
          {
            ...nothing,
            id: '1',
            type: 'INITIAL',
            name: word.create,
            toStatusReference: references.get('draft'),
            validators: [],
          },
          ...STAGES.map((stage, at) => ({
            ...nothing,
            id: String(11 + 10 * at),
            type: 'GLOBAL',
            name: statusName(stage, locale),
            toStatusReference: references.get(stage),
            validators: [decides],
            actions: follows ? [follows] : [],
            ...(hides.has(stage)
              ? { conditions: { operation: 'ALL', conditions: [hides.get(stage)], conditionGroups: [] } }
              : {}),
          })),
        ],
      },
    ],
  };
}
