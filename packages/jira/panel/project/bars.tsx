/** The register in small pictures: how many changes stand where, and why they came; of the rows that fit the filter. */
import { Box, Heading, Inline, Stack, Text } from '@forge/react';
import type { Figure, RegisterData } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';

/** Bars that a picture shows; the rest is rare. */
const MOST = 11;

export function Bars({ data, word }: { data: RegisterData; word: Wording }) {
  const { stages, causes } = data.figures;
  return (
    <Inline space="space.400" rowSpace="space.200" alignBlock="start" shouldWrap>
      <Picture title={word('register.figures.stages', { count: data.total })} figures={stages} />
      <Picture
        title={word('register.figures.causes', { count: causes.reduce((sum, one) => sum + one.count, 0) })}
        figures={causes}
      />
    </Inline>
  );
}

function Picture({ title, figures }: { title: string; figures: readonly Figure[] }) {
  const most = Math.max(1, ...figures.map((one) => one.count));
  if (figures.length === 0) return null;
  return (
    <Stack space="space.050">
      <Heading size="xsmall" as="h2">
        {title}
      </Heading>
      {figures.slice(0, MOST).map((one) => (
        <Inline key={one.id} space="space.100" alignBlock="center">
          <Box xcss={{ width: '130px' }}>
            <Text size="small">{one.name}</Text>
          </Box>
          <Box
            backgroundColor="color.background.information.bold"
            xcss={{ width: `${Math.max(2, Math.round((one.count / most) * 120))}px`, height: '12px' }}
          />
          <Text size="small">{String(one.count)}</Text>
        </Inline>
      ))}
    </Stack>
  );
}
