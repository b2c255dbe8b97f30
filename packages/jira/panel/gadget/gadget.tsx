/** The dashboard gadget: what waits for the viewer, and how many requests stand where. */
import { Badge, Heading, Inline, Link, Lozenge, Stack, Text } from '@forge/react';
import type { GadgetData } from '../../port/data.ts';
import { wording } from '../../port/words.ts';
import { Shown, useAnswer, Words } from '../frame.tsx';
import { stageLook } from '../issue/look.ts';

export function Gadget() {
  const { answered, again } = useAnswer<GadgetData>('gadget');
  return (
    <Shown answered={answered} again={again}>
      {(data) => <Figures data={data} />}
    </Shown>
  );
}

function Figures({ data }: { data: GadgetData }) {
  const word = wording(data.locale);
  return (
    <Stack space="space.200">
      <Stack space="space.100">
        <Inline space="space.100" alignBlock="center">
          <Heading size="small" as="h2">
            {word('gadget.waiting')}
          </Heading>
          <Badge appearance={data.waiting.length > 0 ? 'primary' : 'default'}>{data.waiting.length}</Badge>
        </Inline>
        {data.waiting.length === 0 ? <Text color="color.text.subtle">{word('gadget.nothing')}</Text> : null}
        {data.waiting.map((one) => (
          <Stack key={one.key} space="space.0">
            <Text>
              <Link href={`/browse/${one.key}`}>{one.key}</Link> {one.title}
            </Text>
            <Text size="small" color="color.text.subtle">
              <Words said={one.what} />
              {one.due && !one.due.isOver ? ` · ${word('gadget.due', { due: one.due.day })}` : ''}
            </Text>
            {one.due?.isOver ? (
              <Text size="small" color="color.text.danger">
                {word('gadget.over', { due: one.due.day })}
              </Text>
            ) : null}
          </Stack>
        ))}
      </Stack>
      <Stack space="space.100">
        <Heading size="small" as="h2">
          {word('gadget.open')}
        </Heading>
        {data.counts.length === 0 ? <Text color="color.text.subtle">{word('register.empty')}</Text> : null}
        <Inline space="space.150" shouldWrap rowSpace="space.100">
          {data.counts.map((one) => (
            <Inline key={one.id} space="space.050" alignBlock="center">
              <Lozenge appearance={stageLook(one.id)}>{one.name}</Lozenge>
              <Text weight="medium">{one.count}</Text>
            </Inline>
          ))}
        </Inline>
        {data.beyond ? <Text color="color.text.subtle">{word('gadget.beyond')}</Text> : null}
        {data.beyond?.isWhole === false ? <Text color="color.text.subtle">{word('gadget.uncounted')}</Text> : null}
      </Stack>
    </Stack>
  );
}
