/** What changes and why, how it will be made, and everything that happened. */
import { shortDigest } from '@countersign/core/ledger/shown.ts';
import { Box, Button, Inline, List, ListItem, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { ChangeData, DifferenceData } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';
import { keyed, Sentence, Words } from '../frame.tsx';
import { RowActions } from './asking.tsx';
import type { Act } from './send.tsx';
import { Part, Rows } from './votes.tsx';

interface Props {
  data: ChangeData;
  word: Wording;
}

const below = { width: '100%', paddingBlockStart: 'space.200' } as const;

export function ChangeTab({ data, word }: Props) {
  return (
    <Box xcss={below}>
      <Stack space="space.300">
        <Part title={word('change.title')}>
          {data.differences.length === 0 ? (
            <Text color="color.text.subtle">{word('change.none')}</Text>
          ) : (
            <Stack space="space.200">
              {data.differences.map((one) => (
                <Stack key={one.name ?? ''} space="space.100">
                  {one.name ? <Text weight="medium">{one.name}</Text> : null}
                  <Difference runs={one.runs} word={word} />
                </Stack>
              ))}
            </Stack>
          )}
        </Part>
        {data.revision.length > 0 ? (
          <Rows title={word('change.since-rejection')} rows={data.revision} word={word} done="" />
        ) : null}
        {data.links.length > 0 ? (
          <Part title={word('links.title')}>
            <Stack space="space.050">
              {data.links.map((one) => (
                <Sentence key={JSON.stringify(one)} said={one} />
              ))}
            </Stack>
          </Part>
        ) : null}
        {data.reasons.map((one) => (
          <Part key={one.name} title={one.name}>
            {keyed(one.text.split('\n\n')).map(({ key, item }) => (
              <Text key={key}>{item}</Text>
            ))}
          </Part>
        ))}
      </Stack>
    </Box>
  );
}

/** Before and after apart, each named; what is different is bold, not only coloured. */
function Difference({ runs, word }: { runs: DifferenceData['runs']; word: Wording }) {
  const side = (kind: 'removed' | 'added') => runs.filter((one) => one.kind === 'same' || one.kind === kind);
  const text = (kind: 'removed' | 'added') =>
    keyed(side(kind)).map(({ key, item: one }) =>
      one.kind === 'same' ? (
        one.text
      ) : (
        <Text key={key} as="strong" color={kind === 'added' ? 'color.text.success' : 'color.text.danger'}>
          {one.text}
        </Text>
      ),
    );
  return (
    <Stack space="space.150">
      {(['removed', 'added'] as const).map((kind) => (
        <Box
          key={kind}
          padding="space.150"
          backgroundColor={kind === 'added' ? 'color.background.success' : 'color.background.danger'}
          xcss={{ borderRadius: 'border.radius' }}
        >
          <Stack space="space.050">
            <Text size="small" weight="medium">
              {word(kind === 'added' ? 'change.after' : 'change.before')}
            </Text>
            <Text>{side(kind).length > 0 ? text(kind) : word('change.nothing')}</Text>
          </Stack>
        </Box>
      ))}
    </Stack>
  );
}

export function PlanTab({ data, word, act }: Props & { act: Act }) {
  const empty = data.plan.length === 0 && data.alternatives.length === 0;
  return (
    <Box xcss={below}>
      <Stack space="space.300">
        {empty ? <Text color="color.text.subtle">{word('plan.none')}</Text> : null}
        <Rows title={word('plan.title')} rows={data.plan} word={word} done={word('plan.done')} />
        <Rows title={word('plan.acceptance')} rows={data.acceptance} word={word} done={word('plan.shown')} />
        <Rows title={word('alternatives.title')} rows={data.alternatives} word={word} done="" />
        <RowActions types={['plan', 'alternatives']} id="" data={data} word={word} act={act} />
      </Stack>
    </Box>
  );
}

/** So many entries are shown at once. */
const RECENT = 12;

export function HistoryTab({ data, word }: Props) {
  const [all, setAll] = useState(false);
  const [hashes, setHashes] = useState(false);
  const lines = all ? data.history : data.history.slice(0, RECENT);
  const older = data.history.length - lines.length;
  return (
    <Box xcss={below}>
      <Stack space="space.150">
        <List type="unordered">
          {keyed(lines).map(({ key, item: one }) => (
            <ListItem key={key}>
              <Words said={one.line} />
              <Text as="span" size="small" color="color.text.subtle">
                {` · ${one.at}${hashes && one.hash ? ` · ${shortDigest(one.hash)}` : ''}`}
              </Text>
            </ListItem>
          ))}
        </List>
        <Inline space="space.100" shouldWrap>
          {older > 0 ? (
            <Button appearance="subtle" onClick={() => setAll(true)}>
              {word('history.older', { count: older })}
            </Button>
          ) : null}
          <Button appearance="subtle" onClick={() => setHashes(!hashes)}>
            {word(hashes ? 'history.no-hashes' : 'history.hashes')}
          </Button>
        </Inline>
        {older === 0 && data.older > 0 ? (
          <Text color="color.text.subtle">{word('history.on-record', { count: data.older })}</Text>
        ) : null}
      </Stack>
    </Box>
  );
}
