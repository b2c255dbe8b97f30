/** Has somebody forgotten: who it is, a question with what stays, and that it was done. */
import {
  Box,
  Heading,
  Inline,
  Label,
  LoadingButton,
  SectionMessage,
  Stack,
  Text,
  Textfield,
  UserPicker,
} from '@forge/react';
import { useState } from 'react';
import type { EraseAnswer } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';
import { ask } from '../frame.tsx';
import { Sure } from '../sure.tsx';

interface Chosen {
  readonly id: string;
  readonly name: string;
}

/** What became of it. */
type Ended = EraseAnswer['kind'] | 'lost';

/** Jira's own ids of accounts; anything else is no id. */
const ACCOUNT_ID = /^[\w:-]{1,128}$/;

export function Erase({ word }: { word: Wording }) {
  const [chosen, setChosen] = useState<Chosen>();
  const [typed, setTyped] = useState('');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [ended, setEnded] = useState<Ended>();
  const account = typed.trim();
  const who = account === '' ? chosen : ACCOUNT_ID.test(account) ? { id: account, name: account } : undefined;
  const erase = async ({ id }: Chosen) => {
    setAsking(false);
    setBusy(true);
    try {
      setEnded((await ask<EraseAnswer>('erasePerson', { accountId: id })).kind);
    } catch {
      setEnded('lost');
    }
    setBusy(false);
  };
  return (
    <Stack space="space.100">
      <Heading size="small" as="h2">
        {word('erase.title')}
      </Heading>
      <Text color="color.text.subtle">{word('erase.what')}</Text>
      <Box xcss={{ maxWidth: '400px' }}>
        <Stack space="space.100">
          <UserPicker
            label={word('erase.person')}
            name="erase-person"
            onChange={(value) => {
              const [person] = [value].flat();
              setEnded(undefined);
              setChosen(person ? { id: person.id, name: person.name } : undefined);
            }}
          />
          <Stack>
            <Label labelFor="erase-account">{word('erase.account')}</Label>
            <Textfield
              id="erase-account"
              name="erase-account"
              onChange={({ target }) => {
                setEnded(undefined);
                setTyped(String(target.value ?? ''));
              }}
            />
          </Stack>
        </Stack>
      </Box>
      <Inline>
        <LoadingButton isLoading={busy} isDisabled={who === undefined} onClick={() => setAsking(true)}>
          {word('erase.ask')}
        </LoadingButton>
      </Inline>
      {ended && who ? <Became ended={ended} who={who} word={word} /> : null}
      {asking && who ? (
        <Sure
          title={word('erase.sure', { name: who.name })}
          send={word('erase.ask')}
          word={word}
          onClose={() => setAsking(false)}
          onSure={() => erase(who)}
        >
          <Text>{word('erase.sure.text')}</Text>
        </Sure>
      ) : null}
    </Stack>
  );
}

function Became({ ended, who, word }: { ended: Ended; who: Chosen; word: Wording }) {
  if (ended === 'erased')
    return (
      <SectionMessage appearance="success" title={word('erase.done')}>
        <Text>{word('erase.done.text', { name: who.name })}</Text>
      </SectionMessage>
    );
  return (
    <SectionMessage appearance="error" title={word('frame.failed')}>
      <Text>{word(ended === 'lost' ? 'erase.lost' : 'erase.not-allowed')}</Text>
    </SectionMessage>
  );
}
