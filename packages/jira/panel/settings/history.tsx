/** The versions of the policy, newest first: who put each there, what changed, and the button that takes its text away for good. */
import { Box, Button, CodeBlock, Inline, Lozenge, SectionMessage, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { ErasePolicyAnswer, PolicyVersion, SettingsData } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';
import { ask } from '../frame.tsx';
import { Person } from '../issue/votes.tsx';
import { Sure } from '../sure.tsx';

interface Props {
  data: SettingsData;
  word: Wording;
  put: (data: SettingsData) => void;
}

/** What became of the erasing. */
type Ended = ErasePolicyAnswer['kind'] | 'lost';

/** Figures of a version by which people tell it from others. */
const SHOWN = 12;

const halved = (version: string) => [version.slice(0, 32), version.slice(32)].join('\n');

export function HistoryTab({ data, word, put }: Props) {
  const [asking, setAsking] = useState<PolicyVersion>();
  const [ended, setEnded] = useState<Ended>();
  const erase = async ({ version }: PolicyVersion) => {
    setAsking(undefined);
    try {
      const answer = await ask<ErasePolicyAnswer>('erasePolicy', { version });
      setEnded(answer.kind);
      if (answer.kind === 'erased') put(answer.settings);
    } catch {
      setEnded('lost');
    }
  };
  return (
    <Box xcss={{ width: '100%', paddingBlockStart: 'space.200' }}>
      <Stack space="space.300">
        {ended ? (
          <SectionMessage appearance={ended === 'erased' ? 'success' : 'error'}>
            <Text>{word(`settings.erase.${ended}`)}</Text>
          </SectionMessage>
        ) : null}
        {data.history.length === 0 ? <Text color="color.text.subtle">{word('settings.history.none')}</Text> : null}
        {data.history.map((one, at) => (
          <Version
            key={one.version + one.at}
            version={one}
            stands={at === 0}
            follows={data.history[at + 1]?.gone !== undefined}
            word={word}
            {...(data.mayErase && one.gone !== 'erased' ? { onErase: () => setAsking(one) } : {})}
          />
        ))}
      </Stack>
      {asking ? (
        <Sure
          title={word('settings.erase.sure', { version: asking.version.slice(0, SHOWN) })}
          send={word('settings.erase')}
          word={word}
          onClose={() => setAsking(undefined)}
          onSure={() => erase(asking)}
        >
          <Text>{word('settings.erase.text')}</Text>
          {/* In one line the half of it is out of sight on a phone. */}
          <CodeBlock text={halved(asking.version)} shouldShowLineNumbers={false} />
        </Sure>
      ) : null}
    </Box>
  );
}

interface VersionProps {
  version: PolicyVersion;
  stands: boolean;
  /** The one before it has no text any more. */
  follows: boolean;
  word: Wording;
  onErase?: () => void;
}

function Version({ version: one, stands, follows, word, onErase }: VersionProps) {
  return (
    <Stack space="space.100">
      <Inline space="space.100" alignBlock="center" shouldWrap>
        <Text weight="medium">{one.at}</Text>
        <Person who={one.by} />
        {stands ? <Lozenge appearance="success">{word('settings.in-force')}</Lozenge> : null}
        {one.gone ? <Lozenge appearance="removed">{word(`settings.gone.${one.gone}`)}</Lozenge> : null}
        <Text size="small" color="color.text.subtle">
          {one.gone
            ? word('settings.gone.kept')
            : follows
              ? word('settings.follows')
              : word('settings.lines', { added: one.added, removed: one.removed })}
        </Text>
      </Inline>
      {one.lines.length > 0 ? (
        <CodeBlock
          language="diff"
          shouldShowLineNumbers={false}
          text={one.lines.map((line) => `${line.kind === 'added' ? '+' : '-'} ${line.text}`).join('\n')}
        />
      ) : null}
      <Inline space="space.100" alignBlock="center" shouldWrap>
        <Text size="small" color="color.text.subtle">
          {word('settings.version', { version: one.version.slice(0, SHOWN) })}
        </Text>
        {onErase ? (
          <Button appearance="subtle" spacing="compact" onClick={onErase}>
            {word('settings.erase')}
          </Button>
        ) : null}
      </Inline>
    </Stack>
  );
}
