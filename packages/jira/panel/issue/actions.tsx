/** The buttons for everything else that the viewer can do now; those that need an answer open a form. */
import type { AskType } from '@countersign/core/ask/ask.ts';
import { nameOf } from '@countersign/core/ask/questions.ts';
import { asksOnly, type Place } from '@countersign/core/change/acts.ts';
import { Button, ButtonGroup, Inline, LoadingButton, Stack, Text } from '@forge/react';
import { type ReactNode, useState } from 'react';
import type { ChangeData, ImpactData, Offer } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';
import { Words } from '../frame.tsx';
import { type Asked, AskModal, rowAt } from './asking.tsx';
import { impactToAssess, votesByConfirming } from './first.ts';
import { ImpactModal } from './impact.tsx';

/** Where a button stands now: some stand in front only while their time has come. */
function placeOf(type: AskType, data: ChangeData): Place | undefined {
  const { button } = rowAt(type);
  if (button === 'plan') return data.stage.id === 'assessing' ? 'front' : 'beside';
  // What the chair chooses from when somebody voted against it.
  if (button === 'against') return isRejected(data) ? 'front' : 'more';
  // What "Next" asks of the viewer is not to be looked for.
  return button === 'more' && data.asked.includes(type) ? 'front' : button;
}

const isRejected = ({ stage, seats }: ChangeData) =>
  stage.id === 'in-review' && seats.some((one) => one.standing === 'rejected');

/** The one button that stands out is the first step that "Next" asks of the viewer; a vote that is asked has its own. */
function primary({ asked, mine }: ChangeData, shown: readonly Offer[]): AskType | undefined {
  if (mine.some((one) => one.asked)) return undefined;
  return asked.find((type) => shown.some((one) => one.type === type && !one.why));
}

export function Actions({ data, word, act }: Asked) {
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
        const { type } = offer;
        if (asksOnly('nothing', type)) await act.send({ type });
        else if (type === 'second') await act.send({ type, act: data.act });
        else setOpen(type);
      }}
    >
      {nameOf(offer.type, data, word)}
    </LoadingButton>
  );
  const why = ({ type, why }: Offer) =>
    why ? (
      <Text key={type} size="small" color="color.text.subtle">
        {word('act.why', { act: nameOf(type, data, word) })}
        <Words said={why} />
      </Text>
    ) : null;
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
      {forward.map(why)}
      {more ? <More offers={rest} button={button} why={why} word={word} /> : null}
      {assessing ? (
        <ImpactModal row={assessing} data={data} word={word} act={act} onClose={() => setAssessing(undefined)} />
      ) : null}
      {open ? <AskModal type={open} data={data} word={word} act={act} onClose={() => setOpen(undefined)} /> : null}
    </Stack>
  );
}

/** What ends the request, or a part of it, stands apart from what goes on with it. */
function More({
  offers,
  button,
  why,
  word,
}: {
  offers: readonly Offer[];
  button: (offer: Offer) => ReactNode;
  why: (offer: Offer) => ReactNode;
  word: Wording;
}) {
  const groups = (['others', 'ends'] as const)
    .map((name) => ({ name, of: offers.filter(({ type }) => rowAt(type).ends === (name === 'ends')) }))
    .filter(({ of }) => of.length > 0);
  return (
    <Stack space="space.100">
      {groups.map(({ name, of }) => (
        <Stack key={name} space="space.050">
          <Text size="small" color="color.text.subtle">
            {word(`act.more.${name}`)}
          </Text>
          <Inline space="space.100" shouldWrap rowSpace="space.100">
            {of.map(button)}
          </Inline>
          {of.map(why)}
        </Stack>
      ))}
    </Stack>
  );
}
