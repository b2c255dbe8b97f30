/** What set-up needs, as the page lists it: groups with counts, each piece on demand, and what a person has to add. */
import { Box, Button, CodeBlock, Heading, Inline, Lozenge, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { SetupStep } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';
import { type Group, grouped, isThere } from './groups.ts';

const LOOKS = {
  there: 'default',
  missing: 'inprogress',
  made: 'success',
  failed: 'removed',
  waiting: 'inprogress',
  'by-hand': 'moved',
} as const;

/** As wide as the longest badge, so that all words begin in one line. */
const badge = { minWidth: '88px' } as const;

export function Pieces({ steps, project, word }: { steps: readonly SetupStep[]; project: string; word: Wording }) {
  const [all, setAll] = useState(false);
  const groups = grouped(steps);
  const ofSite = groups.filter((one) => one.name !== 'project');
  const ofProject = groups.filter((one) => one.name === 'project');
  const part = (title: string, part: readonly Group[]) =>
    part.length === 0 ? null : (
      <Stack space="space.100">
        <Heading size="small" as="h2">
          {title}
        </Heading>
        {part.map((one) => (
          <GroupView key={one.name} group={one} all={all} word={word} />
        ))}
      </Stack>
    );
  return (
    <Stack space="space.200">
      {part(word('setup.of-site'), ofSite)}
      {part(word('setup.of-project', { project }), ofProject)}
      <Inline>
        <Button appearance="subtle" onClick={() => setAll(!all)}>
          {word(all ? 'setup.fewer' : 'setup.each')}
        </Button>
      </Inline>
    </Stack>
  );
}

function standingOf({ steps, there, isFailed }: Group): SetupStep['standing'] {
  if (isFailed) return 'failed';
  if (there < steps.length) return steps.some((one) => one.standing === 'missing') ? 'missing' : 'waiting';
  return steps.some((one) => one.standing === 'made') ? 'made' : 'there';
}

function GroupView({ group, all, word }: { group: Group; all: boolean; word: Wording }) {
  const standing = standingOf(group);
  // What touches others, and what went wrong, is seen without asking for it.
  const shown = group.steps.filter((one) => all || one.detail !== undefined || one.standing === 'failed');
  return (
    <Stack space="space.050">
      <Inline space="space.100" alignBlock="start">
        <Box xcss={badge}>
          <Lozenge appearance={LOOKS[standing]}>{word(`setup.is.${standing}`)}</Lozenge>
        </Box>
        <Text weight="medium">
          {word('setup.count', {
            name: word(`setup.group.${group.name}`),
            there: group.there,
            total: group.steps.length,
          })}
        </Text>
      </Inline>
      {shown.map((one) => (
        <Piece key={one.id} step={one} word={word} />
      ))}
    </Stack>
  );
}

function Piece({ step, word }: { step: SetupStep; word: Wording }) {
  return (
    <Inline space="space.100" alignBlock="start">
      <Box xcss={badge}>
        <Lozenge appearance={LOOKS[step.standing]}>{word(`setup.is.${step.standing}`)}</Lozenge>
      </Box>
      <Stack space="space.025">
        <Text>{step.text}</Text>
        {step.detail ? (
          <Text size="small" color="color.text.subtle">
            {step.detail}
          </Text>
        ) : null}
      </Stack>
    </Inline>
  );
}

/** What somebody has to add by hand: a tick where it was found, choices one a line so that they can be copied. */
export function ByHand({ steps, word }: { steps: readonly SetupStep[]; word: Wording }) {
  return (
    <Stack space="space.200">
      {grouped(steps).map((group) => (
        <Stack key={group.name} space="space.075">
          <Heading size="small" as="h2">
            {word('setup.count', {
              name: word(`setup.group.${group.name}`),
              there: group.there,
              total: group.steps.length,
            })}
          </Heading>
          {group.steps.map((one) => (
            <Stack key={one.id} space="space.050">
              <Inline space="space.100" alignBlock="start">
                <Text>{isThere(one) ? '✓' : '–'}</Text>
                <Text {...(isThere(one) ? { color: 'color.text.subtle' } : {})}>{one.text}</Text>
              </Inline>
              {one.detail ? (
                <CodeBlock text={one.detail.split(' · ').join('\n')} language="text" shouldShowLineNumbers={false} />
              ) : null}
            </Stack>
          ))}
        </Stack>
      ))}
    </Stack>
  );
}
