/** A group of fields that is folded to a few lines of what is set, so that a long form can be read at a glance. */
import { Box, Button, Heading, Inline, Stack, Text, User } from '@forge/react';
import type { ReactNode } from 'react';
import type { Wording } from '../port/words.ts';
import type { Fact, Group } from './field.tsx';

interface Props {
  readonly group: Group;
  readonly open: boolean;
  readonly onTurn: () => void;
  readonly facts: readonly Fact[];
  readonly word: Wording;
  readonly disabled: boolean;
  readonly children: ReactNode;
}

export function GroupView({ group, open, onTurn, facts, word, disabled, children }: Props) {
  const { label, hint } = group;
  const turn = open ? 'form.fold' : disabled ? 'form.look' : 'form.unfold';
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
      <Stack space="space.150">
        <Inline spread="space-between" alignBlock="center" space="space.100" shouldWrap rowSpace="space.050">
          <Heading size="small" as="h2">
            {label}
          </Heading>
          {/* Its name says which group: read out alone, three buttons called "Change" are the same. */}
          <Button spacing="compact" onClick={onTurn}>
            {word(turn, { name: group.called })}
          </Button>
        </Inline>
        {open ? (
          <Stack space="space.200">
            {hint ? <Text color="color.text.subtle">{hint}</Text> : null}
            {children}
          </Stack>
        ) : (
          <Stack space="space.050">
            {facts.map((one) => (
              <FactLine key={one.name} fact={one} />
            ))}
          </Stack>
        )}
      </Stack>
    </Box>
  );
}

function FactLine({ fact: { name, value, people = [], lacks } }: { fact: Fact }) {
  return (
    <Inline space="space.100" rowSpace="space.0" shouldWrap alignBlock="center">
      <Text color="color.text.subtle">{name}</Text>
      {people.map((one) => (
        <User key={one} accountId={one} />
      ))}
      {value ? (
        <Text {...(lacks ? { color: 'color.text.danger' } : {})} weight="medium">
          {value}
        </Text>
      ) : null}
    </Inline>
  );
}
