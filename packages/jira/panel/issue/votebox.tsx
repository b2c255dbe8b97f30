/** The viewer's own vote: for which seat, with a reason where one is needed. */
import {
  Box,
  Button,
  ButtonGroup,
  ErrorMessage,
  Heading,
  HelperMessage,
  Inline,
  Label,
  LoadingButton,
  Select,
  Stack,
  Text,
  TextArea,
} from '@forge/react';
import { useState } from 'react';
import type { ChangeData } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';
import { AskModal } from './asking.tsx';
import { votesByConfirming } from './first.ts';
import type { Act } from './send.tsx';
import { Criteria } from './votes.tsx';

export function VoteBox({ data, word, act }: { data: ChangeData; word: Wording; act: Act }) {
  const first = data.mine.find((one) => one.asked) ?? data.mine.find((one) => one.voted) ?? data.mine[0];
  const [seat, setSeat] = useState(first?.seat);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState('');
  const [confirming, setConfirming] = useState(false);
  const chosen = data.mine.find((one) => one.seat === seat) ?? first;
  if (!chosen) return null;
  const isConfirmed = chosen.seat === 'customer' && votesByConfirming(data);
  const vote = (verdict: 'approve' | 'reject' | 'abstain') => async () => {
    const problems = await act.send({ type: 'vote', verdict, seat: chosen.seat, reason });
    setWrong(problems?.[0]?.text ?? '');
  };
  return (
    <Box
      padding="space.150"
      xcss={{
        borderColor: 'color.border',
        borderWidth: 'border.width',
        borderStyle: 'solid',
        borderRadius: 'border.radius',
      }}
    >
      <Stack space="space.100">
        <Heading size="xsmall" as="h3">
          {word('vote.title', { seat: chosen.name })}
        </Heading>
        {chosen.voted ? <Text color="color.text.subtle">{word(`vote.voted.${chosen.voted}`)}</Text> : null}
        {!chosen.voted && chosen.filledBy ? (
          <Text color="color.text.subtle">{word('vote.filled', { who: chosen.filledBy })}</Text>
        ) : null}
        <Criteria data={data} word={word} />
        {data.mine.length > 1 ? (
          <Select
            aria-label={word('vote.seat')}
            options={data.mine.map((one) => ({ value: one.seat, label: one.name }))}
            value={{ value: chosen.seat, label: chosen.name }}
            onChange={(option) => setSeat(data.mine.find((one) => one.seat === option.value)?.seat)}
          />
        ) : null}
        <Stack>
          <Label labelFor="vote-reason">{word('vote.reason')}</Label>
          <TextArea
            id="vote-reason"
            name="vote-reason"
            minimumRows={2}
            isInvalid={wrong !== ''}
            onChange={(event) => setReason(String(event.target.value ?? ''))}
          />
          {wrong ? <ErrorMessage>{wrong}</ErrorMessage> : <HelperMessage>{word('vote.reason.hint')}</HelperMessage>}
        </Stack>
        <Inline>
          <ButtonGroup label={word('vote.title', { seat: chosen.name })}>
            {isConfirmed ? (
              <LoadingButton appearance="primary" isLoading={act.busy} onClick={() => setConfirming(true)}>
                {word('confirm.vote')}
              </LoadingButton>
            ) : null}
            {chosen.voted === 'approve' || isConfirmed ? null : (
              <LoadingButton
                appearance={chosen.asked ? 'primary' : 'default'}
                isLoading={act.busy}
                onClick={vote('approve')}
              >
                {word('vote.approve')}
              </LoadingButton>
            )}
            {chosen.voted === 'reject' ? null : (
              <Button isDisabled={act.busy} onClick={vote('reject')}>
                {word('vote.reject')}
              </Button>
            )}
            {chosen.voted === 'abstain' ? null : (
              <Button appearance="subtle" isDisabled={act.busy} onClick={vote('abstain')}>
                {word('vote.abstain')}
              </Button>
            )}
          </ButtonGroup>
        </Inline>
        {confirming ? (
          <AskModal type="confirm" data={data} word={word} act={act} onClose={() => setConfirming(false)} />
        ) : null}
      </Stack>
    </Box>
  );
}
