/** The questions that belong to each act, and the ask that its answers make; the rules themselves are the core's. */

import { asksOnly } from '../change/acts.ts';
import type { ChangeClass } from '../impact/class.ts';
import type { SeatRole } from '../policy/role.ts';
import type { About, Choice } from './about.ts';
import { type Ask, type AskType, PARTIAL, type Problem } from './ask.ts';
import { EVIDENCE_KINDS } from './evidence.ts';
import type { AskWording } from './words.ts';

interface Common {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly needed?: boolean;
}

/** One question, as any face can draw it. */
export type Question =
  | (Common & { readonly kind: 'text'; readonly value?: string; readonly placeholder?: string })
  | (Common & { readonly kind: 'area'; readonly value?: string; readonly rows?: number })
  | (Common & { readonly kind: 'check'; readonly value?: boolean })
  | (Common & { readonly kind: 'date'; readonly value?: string })
  | (Common & { readonly kind: 'select'; readonly value?: string; readonly options: readonly Choice[] })
  | (Common & { readonly kind: 'many'; readonly value?: readonly string[]; readonly options: readonly Choice[] })
  | (Common & { readonly kind: 'person'; readonly value?: string })
  /** Questions side by side. */
  | { readonly kind: 'row'; readonly name: string; readonly called?: string; readonly fields: readonly Question[] };

/** What somebody answered, by the names of the questions; nothing is an empty text. */
export interface Answers {
  text(name: string): string;
  flag(name: string): boolean;
  list(name: string): readonly string[];
  person(name: string): { readonly accountId: string; readonly name: string } | undefined;
}

export interface Questions {
  readonly fields: readonly Question[];
  readonly ask: (answers: Answers) => Ask;
}

/** The questions that belong to each act; `id` names the row it is about. */
export function questions(type: AskType, data: About, word: AskWording, id: string): Questions | undefined {
  const reason: Question = { kind: 'area', name: 'reason', label: word('field.reason'), needed: true };
  const options = <Value extends string>(values: readonly Value[], name: (value: Value) => string) =>
    values.map((value) => ({ value, label: name(value) }));
  if (asksOnly('nothing', type)) return undefined;
  if (asksOnly('reason', type)) return { fields: [reason], ask: (a) => ({ type, reason: a.text('reason') }) };
  switch (type) {
    case 'reject':
      return {
        fields: [
          reason,
          {
            kind: 'area',
            name: 'wouldChange',
            label: word('field.would-change'),
            hint: word('field.would-change.hint'),
            needed: true,
          },
        ],
        ask: (a) => ({ type, reason: a.text('reason'), wouldChange: a.text('wouldChange') }),
      };
    case 'confirm':
      return { fields: [], ask: () => ({ type }) };
    case 'migrate':
      return { fields: [], ask: () => ({ type, to: data.migration?.version ?? '' }) };
    case 'need-info':
      return {
        fields: [{ kind: 'area', name: 'question', label: word('field.question'), needed: true }],
        ask: (a) => ({ type, question: a.text('question') }),
      };
    case 'owner':
      return {
        fields: [
          {
            kind: 'person',
            name: 'owner',
            label: word('field.new-owner'),
            hint: word('field.new-owner.hint'),
            needed: true,
          },
          { ...reason, needed: false },
        ],
        ask: (a) => ({ type, owner: a.person('owner') ?? { accountId: '', name: '' }, reason: a.text('reason') }),
      };
    case 'away':
      return {
        fields: [
          {
            kind: 'row',
            name: 'days',
            fields: [
              { kind: 'date', name: 'from', label: word('field.away-from'), hint: word('field.away-from.hint') },
              { kind: 'date', name: 'until', label: word('field.away-until'), needed: true },
            ],
          },
          { kind: 'person', name: 'to', label: word('field.stand-in'), hint: word('field.stand-in.hint') },
          {
            kind: 'row',
            name: 'what',
            fields: [
              {
                kind: 'select',
                name: 'seat',
                label: word('field.stand-in-seats'),
                value: '',
                options: [{ value: '', label: word('field.stand-in-seats.all') }, ...data.ownSeats],
              },
              {
                kind: 'select',
                name: 'largest',
                label: word('field.largest'),
                value: '',
                options: [{ value: '', label: word('field.largest.all') }, ...data.allClasses],
              },
            ],
          },
          { ...reason, needed: false },
        ],
        ask: (a) => {
          const to = a.person('to');
          return {
            type,
            ...{ from: a.text('from'), until: a.text('until'), reason: a.text('reason') },
            ...(to?.accountId ? { to } : {}),
            ...{ seat: a.text('seat') as SeatRole | '', largest: a.text('largest') as ChangeClass | '' },
          };
        },
      };
    case 'attest':
      return {
        fields: [
          {
            kind: 'select',
            name: 'signer',
            label: word('field.signer'),
            hint: word('field.signer.hint'),
            ...(data.signers[0] ? { value: data.signers[0].value } : {}),
            options: data.signers,
          },
          {
            kind: 'row',
            name: 'what',
            fields: [
              {
                kind: 'select',
                name: 'verdict',
                label: word('field.signed'),
                value: 'approve',
                options: options(['approve', 'reject'] as const, (one) => word(`signed.${one}`)),
              },
              { kind: 'date', name: 'on', label: word('field.signed-on'), needed: true },
            ],
          },
          {
            kind: 'area',
            name: 'evidence',
            label: word('field.signed-how'),
            hint: word('field.signed-how.hint'),
            needed: true,
            rows: 2,
          },
        ],
        ask: (a) => ({
          type,
          signer: a.text('signer') || (data.signers[0]?.value ?? ''),
          verdict: a.text('verdict') === 'reject' ? 'reject' : 'approve',
          ...{ on: a.text('on'), evidence: a.text('evidence') },
        }),
      };
    case 'made-for':
      return {
        fields: [
          {
            kind: 'person',
            name: 'person',
            label: word('field.made-for'),
            hint: word('field.made-for.hint'),
            needed: true,
          },
        ],
        ask: (a) => ({ type, person: a.person('person') ?? { accountId: '', name: '' } }),
      };
    case 'concern':
      return {
        fields: [
          { kind: 'area', name: 'text', label: word('field.concern'), hint: word('field.concern.hint'), needed: true },
        ],
        ask: (a) => ({ type, text: a.text('text') }),
      };
    case 'resolve':
      return { fields: [reason], ask: (a) => ({ type, id, reason: a.text('reason') }) };
    case 'take-over':
      return {
        fields: [{ ...reason, needed: false }],
        ask: (a) => ({ type, id, reason: a.text('reason') }),
      };
    case 'turn-down':
      return { fields: [reason], ask: (a) => ({ type, id, reason: a.text('reason') }) };
    case 'condition':
      return {
        fields: [
          { kind: 'area', name: 'text', label: word('field.condition'), needed: true },
          { kind: 'person', name: 'owner', label: word('field.owner'), needed: true },
          {
            kind: 'row',
            name: 'when',
            fields: [
              {
                kind: 'select',
                name: 'blocks',
                label: word('field.blocks'),
                value: 'merge',
                options: options(['start', 'merge', 'deploy', 'close'] as const, (one) => word(`blocks.${one}`)),
              },
              { kind: 'date', name: 'due', label: word('field.due') },
            ],
          },
        ],
        ask: (a) => ({
          type,
          text: a.text('text'),
          owner: a.person('owner') ?? { accountId: '', name: '' },
          due: a.text('due'),
          blocks: (a.text('blocks') || 'merge') as 'merge',
        }),
      };
    case 'meet-condition':
      return {
        fields: [{ kind: 'area', name: 'evidence', label: word('field.evidence') }],
        ask: (a) => ({ type, id, evidence: a.text('evidence') }),
      };
    case 'defer':
      return {
        fields: [
          reason,
          { kind: 'date', name: 'until', label: word('field.until'), hint: word('field.until.hint') },
          { kind: 'text', name: 'trigger', label: word('field.trigger') },
        ],
        ask: (a) => ({ type, reason: a.text('reason'), until: a.text('until'), trigger: a.text('trigger') }),
      };
    case 'done': {
      const open = data.steps;
      return {
        fields:
          open.length === 0
            ? []
            : [
                {
                  kind: 'select',
                  name: 'step',
                  label: word('field.step'),
                  ...(open[0] ? { value: open[0].id } : {}),
                  options: open.map((one) => ({ value: one.id, label: one.text })),
                },
              ],
        ask: (a) => ({ type, step: open.length === 0 ? '' : a.text('step') }),
      };
    }
    case 'drop': {
      const open = data.steps;
      return {
        fields: [
          {
            kind: 'select',
            name: 'step',
            label: word('field.step'),
            ...(open[0] ? { value: open[0].id } : {}),
            options: open.map((one) => ({ value: one.id, label: one.text })),
          },
          reason,
        ],
        ask: (a) => ({ type, step: a.text('step'), reason: a.text('reason') }),
      };
    }
    case 'raise-class':
    case 'lower-class': {
      const { larger, smaller } = data.classes;
      // The nearest one stands there; whoever means another says so.
      const nearest = type === 'raise-class' ? larger[0] : smaller.at(-1);
      return {
        fields: [
          {
            kind: 'select',
            name: 'class',
            label: word('field.class'),
            ...(nearest ? { value: nearest.value } : {}),
            options: type === 'raise-class' ? larger : smaller,
          },
          reason,
        ],
        ask: (a) => ({
          type,
          class: (a.text('class') || (nearest?.value ?? 'minor')) as ChangeClass,
          reason: a.text('reason'),
        }),
      };
    }
    case 'duplicate':
      return {
        fields: [
          {
            kind: 'text',
            name: 'of',
            label: word('field.duplicate-of'),
            hint: word('field.issue.hint'),
            needed: true,
            placeholder: keyBeside(data.label),
          },
        ],
        ask: (a) => ({ type, of: a.text('of') }),
      };
    case 'supersede':
      return {
        fields: [
          {
            kind: 'text',
            name: 'successor',
            label: word('field.successor'),
            hint: word('field.issue.hint'),
            needed: true,
            placeholder: keyBeside(data.label),
          },
          reason,
          ...(data.items.length === 0
            ? []
            : [
                {
                  kind: 'many' as const,
                  name: 'dropped',
                  label: word('field.let-go'),
                  hint: word('field.let-go.hint'),
                  options: data.items,
                },
              ]),
        ],
        ask: (a) => ({
          type,
          successor: a.text('successor'),
          reason: a.text('reason'),
          dropped: [...a.list('dropped')],
        }),
      };
    case 'close':
      return {
        fields: [
          {
            kind: 'select',
            name: 'outcome',
            label: word('field.result'),
            value: PARTIAL[0],
            options: options(PARTIAL, (one) => word(`close.${one}`)),
          },
          reason,
        ],
        ask: (a) => ({ type, outcome: (a.text('outcome') || PARTIAL[0]) as 'rolled-back', reason: a.text('reason') }),
      };
    case 'accept':
      return {
        fields: [
          {
            kind: 'select',
            name: 'work',
            label: word('field.work'),
            ...(data.works[0] ? { value: data.works[0] } : {}),
            options: data.works.map((one) => ({ value: one, label: one })),
          },
        ],
        ask: (a) => ({ type, work: a.text('work') }),
      };
    case 'evidence':
      return {
        fields: [
          {
            kind: 'select',
            name: 'criterion',
            label: word('field.criterion'),
            ...(data.criteria[0] ? { value: data.criteria[0] } : {}),
            options: data.criteria.map((one) => ({ value: one, label: one })),
          },
          {
            kind: 'select',
            name: 'kind',
            label: word('field.evidence.kind'),
            value: 'link',
            options: options(EVIDENCE_KINDS, (one) => word(`evidence.${one}`)),
          },
          {
            kind: 'area',
            name: 'evidence',
            label: word('field.evidence'),
            hint: word('field.evidence.hint'),
            needed: true,
            rows: 2,
          },
        ],
        ask: (a) => ({
          type,
          kind: EVIDENCE_KINDS.find((one) => one === a.text('kind')) ?? 'words',
          criterion: a.text('criterion'),
          evidence: a.text('evidence'),
        }),
      };
    case 'actuals':
      return {
        fields: [
          { kind: 'text', name: 'days', label: word('field.days'), needed: true, placeholder: '5' },
          {
            kind: 'text',
            name: 'cost',
            label: word('field.cost'),
            needed: true,
            placeholder: `${data.currency} 40,000`,
          },
        ],
        ask: (a) => ({ type, days: a.text('days'), cost: a.text('cost') }),
      };
    case 'verify':
      return {
        fields: [
          {
            kind: 'select',
            name: 'passed',
            label: word('field.result'),
            value: 'yes',
            options: options(['yes', 'no'] as const, (one) => word(`result.${one}`)),
          },
          { kind: 'area', name: 'reason', label: word('field.reason'), hint: word('field.reason.fail') },
        ],
        ask: (a) => ({ type, passed: a.text('passed') !== 'no', reason: a.text('reason') }),
      };
    case 'emergency':
      return {
        fields: [
          {
            kind: 'text',
            name: 'incident',
            label: word('field.incident'),
            hint: word('field.incident.hint'),
            needed: true,
          },
          reason,
        ],
        ask: (a) => ({ type, incident: a.text('incident'), reason: a.text('reason') }),
      };
    case 'ratify':
      return {
        fields: [
          {
            kind: 'select',
            name: 'outcome',
            label: word('field.outcome'),
            value: 'ratified',
            options: options(['ratified', 'with-actions', 'not-ratified'] as const, (one) => word(`outcome.${one}`)),
          },
          reason,
        ],
        ask: (a) => ({ type, outcome: (a.text('outcome') || 'ratified') as 'ratified', reason: a.text('reason') }),
      };
    // They have a form of their own, or say all by being pressed.
    case 'vote':
    case 'second':
    case 'assess':
    case 'plan':
    case 'alternatives':
      return undefined;
    default:
      return type satisfies never;
  }
}

/** A key of the same project, to show what one looks like. */
const keyBeside = (label: string) => label.replace(/\d+$/, (number) => String(Number(number) + 1));

/** Whether a form holds what its question cannot do without; the rules themselves are the core's. */
export function gaps(fields: readonly Question[], answers: Answers, word: AskWording): readonly Problem[] {
  return fields
    .flatMap((one) => (one.kind === 'row' ? one.fields : [one]))
    .filter((one) => {
      if (one.kind === 'row' || !one.needed) return false;
      return one.kind === 'person' ? !answers.person(one.name) : answers.text(one.name).trim() === '';
    })
    .map((one) => ({ field: one.name, text: word('form.needed') }));
}

/** What its button is called. A confirmation is called by what it confirms; the most binding one names it. */
export function nameOf(type: AskType, { confirms }: Pick<About, 'confirms'>, word: AskWording): string {
  if (type !== 'confirm') return word(`act.${type}`);
  const [most = 'understood'] = (['vote', 'plan', 'result'] as const).filter((one) => confirms.includes(one));
  return word(`confirm.${most}`);
}

/** What the act does, before it is sent. */
export function explained(
  type: AskType,
  { confirms, migration }: Pick<About, 'confirms' | 'migration'>,
  word: AskWording,
): readonly string[] {
  if (type === 'confirm') return confirms.map((one) => word(`confirm.${one}.what`));
  const what = word(`act.${type}.what`);
  return type === 'migrate' && migration ? [what, migration.says] : [what];
}
