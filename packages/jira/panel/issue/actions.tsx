/** The buttons for everything else that the viewer can do now; those that need an answer open a form. */
import { Button, ButtonGroup, Inline, LoadingButton, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { ChangeData, Offer } from '../data.ts';
import { type Answers, type Field, FormModal } from '../form.tsx';
import { Words } from '../frame.tsx';
import type { Ask, AskType } from '../port.ts';
import type { Wording } from '../words.ts';
import { AlternativesModal, PlanModal } from './planform.tsx';
import type { Act } from './send.tsx';

interface Props {
  data: ChangeData;
  word: Wording;
  act: Act;
}

/** Done at once, without a question. */
const PLAIN = ['submit', 'triage', 'review', 'start', 'release', 'second', 'confirm', 'reopen'] as const;
type Plain = (typeof PLAIN)[number];

const isPlain = (type: AskType): type is Plain => (PLAIN as readonly AskType[]).includes(type);

/** What brings the request forward; the rest waits behind "more". */
const FORWARD: readonly AskType[] = [
  ...PLAIN,
  'done',
  'actuals',
  'verify',
  'ratify',
  'evidence',
  'take-up',
  'plan',
  'alternatives',
];
/** Beside the thing they are about, not among the buttons. */
const ELSEWHERE: readonly AskType[] = ['assess', 'resolve', 'meet-condition', 'vote'];

/** Among the buttons while that is what is to be done; later they stand beside the plan. */
const WRITING: readonly AskType[] = ['plan', 'alternatives'];

export function Actions({ data, word, act }: Props) {
  const [more, setMore] = useState(false);
  const [open, setOpen] = useState<AskType>();
  const writing = data.stage.id === 'assessing';
  const shown = data.offers.filter((one) => !ELSEWHERE.includes(one.type) && (writing || !WRITING.includes(one.type)));
  const forward = shown.filter((one) => FORWARD.includes(one.type));
  const rest = shown.filter((one) => !FORWARD.includes(one.type));
  if (shown.length === 0) return null;
  const main = forward.find((one) => !one.why)?.type;
  const button = (offer: Offer) => (
    <LoadingButton
      key={offer.type}
      appearance={offer.type === main && data.mine.length === 0 ? 'primary' : 'default'}
      isDisabled={offer.why !== undefined || act.busy}
      onClick={async () => {
        if (isPlain(offer.type)) await act.send({ type: offer.type });
        else setOpen(offer.type);
      }}
    >
      {word(`act.${offer.type}`)}
    </LoadingButton>
  );
  const blocked = forward.filter((one) => one.why);
  return (
    <Stack space="space.100">
      <Inline space="space.100" shouldWrap rowSpace="space.100">
        <ButtonGroup label={word('act.group')}>
          {forward.map(button)}
          {rest.length > 0 ? (
            <Button onClick={() => setMore(!more)}>{word(more ? 'act.less' : 'act.more')}</Button>
          ) : null}
        </ButtonGroup>
      </Inline>
      {blocked.map((one) => (
        <Text key={one.type} size="small" color="color.text.subtle">
          {`${word(`act.${one.type}`)}: `}
          <Words said={one.why ?? []} />
        </Text>
      ))}
      {more ? (
        <Inline space="space.100" shouldWrap rowSpace="space.100">
          {rest.map(button)}
        </Inline>
      ) : null}
      {open ? <AskModal type={open} data={data} word={word} act={act} onClose={() => setOpen(undefined)} /> : null}
    </Stack>
  );
}

/** The same beside one row: a concern, a condition, a step. */
export function RowActions({ types, id, ...props }: Props & { types: readonly AskType[]; id: string }) {
  const [open, setOpen] = useState<AskType>();
  const { data, word } = props;
  const offered = types.filter((type) => data.offers.some((one) => one.type === type && !one.why));
  if (offered.length === 0) return null;
  return (
    <Inline space="space.100">
      {offered.map((type) => (
        <Button key={type} spacing="compact" onClick={() => setOpen(type)}>
          {word(`act.${type}`)}
        </Button>
      ))}
      {open ? <AskModal {...props} type={open} id={id} onClose={() => setOpen(undefined)} /> : null}
    </Inline>
  );
}

interface Asked {
  readonly fields: readonly Field[];
  readonly ask: (answers: Answers) => Ask;
  readonly danger?: boolean;
}

/** The questions that belong to each act; `id` names the row it is about. */
function asked(type: AskType, { data, word }: Omit<Props, 'act'>, id: string): Asked | undefined {
  const reason: Field = { kind: 'area', name: 'reason', label: word('field.reason'), needed: true };
  const options = <Value extends string>(values: readonly Value[], name: (value: Value) => string) =>
    values.map((value) => ({ value, label: name(value) }));
  switch (type) {
    case 'withdraw':
    case 'cancel':
    case 'decline':
    case 'reject':
      return { fields: [reason], ask: (a) => ({ type, reason: a.text('reason') }), danger: true };
    case 'hold':
    case 'send-back':
    case 'take-up':
      return { fields: [reason], ask: (a) => ({ type, reason: a.text('reason') }) };
    case 'need-info':
      return {
        fields: [{ kind: 'area', name: 'question', label: word('field.question'), needed: true }],
        ask: (a) => ({ type, question: a.text('question') }),
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
      const open = data.planForm.steps.filter((one) => data.plan.some((row) => row.id === one.id && !row.done));
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
      const open = data.planForm.steps.filter((one) => data.plan.some((row) => row.id === one.id && !row.done));
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
            kind: 'area',
            name: 'evidence',
            label: word('field.evidence'),
            hint: word('field.evidence.hint'),
            needed: true,
          },
        ],
        ask: (a) => ({ type, criterion: a.text('criterion'), evidence: a.text('evidence') }),
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
        fields: [{ kind: 'text', name: 'incident', label: word('field.incident'), needed: true }, reason],
        ask: (a) => ({ type, incident: a.text('incident'), reason: a.text('reason') }),
        danger: true,
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
    default:
      return undefined;
  }
}

/** Whether a form holds what its question cannot do without; the rules themselves are the core's. */
function missing(fields: readonly Field[], answers: Answers, word: Wording) {
  return fields
    .flatMap((one) => (one.kind === 'row' ? one.fields : [one]))
    .filter((one) => {
      if (one.kind === 'row' || one.kind === 'more' || !one.needed) return false;
      return one.kind === 'person' ? !answers.person(one.name) : answers.text(one.name).trim() === '';
    })
    .map((one) => ({ field: one.name, text: word('form.needed') }));
}

function AskModal(props: Props & { type: AskType; id?: string; onClose: () => void }) {
  const { type, id = '', word, act, onClose } = props;
  if (type === 'plan') return <PlanModal {...props} />;
  if (type === 'alternatives') return <AlternativesModal {...props} />;
  const form = asked(type, props, id);
  if (!form) return null;
  return (
    <FormModal
      word={word}
      title={word(`act.${type}`)}
      send={word(`act.${type}`)}
      danger={form.danger ?? false}
      fields={form.fields}
      onClose={onClose}
      onSend={async (answers) => {
        const gaps = missing(form.fields, answers, word);
        if (gaps.length > 0) return gaps;
        const problems = await act.send(form.ask(answers));
        if (!problems) onClose();
        return problems;
      }}
    >
      <Text color="color.text.subtle">{word(`act.${type}.what`)}</Text>
    </FormModal>
  );
}
