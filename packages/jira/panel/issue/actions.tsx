/** The buttons for everything else that the viewer can do now; those that need an answer open a form. */
import { isAtOnce, type Place, rowOf } from '@countersign/core/change/acts.ts';
import { Button, ButtonGroup, Inline, LoadingButton, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { ChangeData, ImpactData, Offer } from '../data.ts';
import { FormModal } from '../form.tsx';
import { Words } from '../frame.tsx';
import type { AskType } from '../port.ts';
import type { Wording } from '../words.ts';
import { impactToAssess, votesByConfirming } from './first.ts';
import { ImpactModal } from './impact.tsx';
import { AlternativesModal, PlanModal } from './planform.tsx';
import { gaps, questions } from './questions.ts';
import type { Act } from './send.tsx';

interface Props {
  data: ChangeData;
  word: Wording;
  act: Act;
}

/** Where a button stands now: some stand in front only while their time has come. */
function placeOf(type: AskType, data: ChangeData): Place | undefined {
  const { button } = rowOf(type);
  if (button === 'plan') return data.stage.id === 'assessing' ? 'front' : 'beside';
  // What the chair chooses from when somebody voted against it.
  if (button === 'against') return isRejected(data) ? 'front' : 'more';
  return button;
}

const isRejected = ({ stage, seats }: ChangeData) =>
  stage.id === 'in-review' && seats.some((one) => one.standing === 'rejected');

/** A confirmation is called by what it confirms; the most binding one names it. */
function nameOf(type: AskType, { confirms }: ChangeData, word: Wording): string {
  if (type !== 'confirm') return word(`act.${type}`);
  const [most = 'understood'] = (['vote', 'plan', 'result'] as const).filter((one) => confirms.includes(one));
  return word(`confirm.${most}`);
}

/** The one button that stands out is the first step that "Next" asks of the viewer; a vote that is asked has its own. */
function primary({ asked, mine }: ChangeData, shown: readonly Offer[]): AskType | undefined {
  if (mine.some((one) => one.asked)) return undefined;
  return asked.find((type) => shown.some((one) => one.type === type && !one.why));
}

export function Actions({ data, word, act }: Props) {
  const [more, setMore] = useState(false);
  const [open, setOpen] = useState<AskType>();
  const [assessing, setAssessing] = useState<ImpactData>();
  const inVote = votesByConfirming(data);
  const at = (place: Place) =>
    data.offers.filter(({ type }) => placeOf(type, data) === place && !(inVote && type === 'confirm'));
  const [forward, rest] = [at('front'), at('more')];
  const missing = impactToAssess(data);
  if (forward.length + rest.length === 0 && !missing) return null;
  const main = primary(data, missing ? [...forward, { type: 'assess' }] : forward);
  const button = (offer: Offer) => (
    <LoadingButton
      key={offer.type}
      appearance={offer.type === main ? 'primary' : 'default'}
      isDisabled={offer.why !== undefined || act.busy}
      onClick={async () => {
        if (isAtOnce(offer.type)) await act.send({ type: offer.type });
        else if (offer.type === 'second') await act.send({ type: 'second', act: data.act });
        else setOpen(offer.type);
      }}
    >
      {nameOf(offer.type, data, word)}
    </LoadingButton>
  );
  const blocked = forward.filter((one) => one.why);
  return (
    <Stack space="space.100">
      <Inline space="space.100" shouldWrap rowSpace="space.100">
        <ButtonGroup label={word('act.group')}>
          {missing ? (
            <Button appearance={main === 'assess' ? 'primary' : 'default'} onClick={() => setAssessing(missing)}>
              {word('act.assess.one', { name: missing.name.toLowerCase() })}
            </Button>
          ) : null}
          {forward.map(button)}
          {rest.length > 0 ? (
            <Button onClick={() => setMore(!more)}>{word(more ? 'act.less' : 'act.more')}</Button>
          ) : null}
        </ButtonGroup>
      </Inline>
      {blocked.map((one) => (
        <Text key={one.type} size="small" color="color.text.subtle">
          {word('act.why', { act: nameOf(one.type, data, word) })}
          <Words said={one.why ?? []} />
        </Text>
      ))}
      {more ? (
        <Inline space="space.100" shouldWrap rowSpace="space.100">
          {rest.map(button)}
        </Inline>
      ) : null}
      {assessing ? (
        <ImpactModal row={assessing} data={data} word={word} act={act} onClose={() => setAssessing(undefined)} />
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
          {nameOf(type, data, word)}
        </Button>
      ))}
      {open ? <AskModal {...props} type={open} id={id} onClose={() => setOpen(undefined)} /> : null}
    </Inline>
  );
}

/** What the act does, before it is sent. */
function explained(type: AskType, { confirms, migration }: ChangeData, word: Wording): readonly string[] {
  if (type === 'confirm') return confirms.map((one) => word(`confirm.${one}.what`));
  const what = word(`act.${type}.what`);
  return type === 'migrate' && migration ? [what, migration.says] : [what];
}

export function AskModal(props: Props & { type: AskType; id?: string; onClose: () => void }) {
  const { type, id = '', data, word, act, onClose } = props;
  if (type === 'plan') return <PlanModal {...props} />;
  if (type === 'alternatives') return <AlternativesModal {...props} />;
  const form = questions(type, data, word, id);
  if (!form) return null;
  const { danger, ends } = rowOf(type);
  return (
    <FormModal
      word={word}
      title={nameOf(type, data, word)}
      send={nameOf(type, data, word)}
      danger={danger ?? false}
      // Beside what ends something a button “Cancel” could be taken for the act itself.
      {...(ends ? { leave: word('frame.keep') } : {})}
      fields={form.fields}
      onClose={onClose}
      onSend={async (answers) => {
        const missing = gaps(form.fields, answers, word);
        if (missing.length > 0) return missing;
        const problems = await act.send(form.ask(answers));
        if (!problems) onClose();
        return problems;
      }}
    >
      {explained(type, data, word).map((one) => (
        <Text key={one} color="color.text.subtle">
          {one}
        </Text>
      ))}
    </FormModal>
  );
}
