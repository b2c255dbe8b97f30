/** The project page: the register of changes, filtered and page by page. */
import {
  Box,
  Button,
  DynamicTable,
  EmptyState,
  Heading,
  Inline,
  Label,
  Link,
  Lozenge,
  Select,
  Stack,
  Text,
} from '@forge/react';
import { useState } from 'react';
import type { RegisterData } from '../data.ts';
import { Shown, useAnswer } from '../frame.tsx';
import { classLook, stageLook } from '../issue/look.ts';
import { Person } from '../issue/votes.tsx';
import { type Wording, wording } from '../words.ts';

interface Asked {
  readonly stage?: string;
  readonly class?: string;
  readonly offset: number;
}

export function ProjectPage() {
  const [asked, setAsked] = useState<Asked>({ offset: 0 });
  const { answered, again } = useAnswer<RegisterData>('register', asked);
  return (
    <Shown answered={answered} again={again}>
      {(data) => <Register data={data} go={setAsked} />}
    </Shown>
  );
}

function Register({ data, go }: { data: RegisterData; go: (asked: Asked) => void }) {
  const word = wording(data.locale);
  const filtered = Boolean(data.filter.stage ?? data.filter.class);
  return (
    <Stack space="space.200">
      <Heading size="medium" as="h1">
        {word('register.title')}
      </Heading>
      {data.total > 0 || filtered ? <Filter data={data} word={word} go={go} /> : null}
      {data.rows.length > 0 ? (
        <>
          <Rows data={data} word={word} />
          <Turning data={data} word={word} go={go} />
        </>
      ) : filtered ? (
        <EmptyState header={word('register.none-here')} description={word('register.none-here.text')} />
      ) : (
        <EmptyState header={word('register.empty')} description={word('register.empty.text')} />
      )}
    </Stack>
  );
}

function Filter({ data, word, go }: { data: RegisterData; word: Wording; go: (asked: Asked) => void }) {
  const all = { value: '', label: word('register.all') };
  const one = (name: 'stage' | 'class', options: RegisterData['stages']) => {
    const choices = [all, ...options.map(({ id, name: label }) => ({ value: id, label }))];
    const chosen = choices.find((choice) => choice.value === (data.filter[name] ?? '')) ?? all;
    return (
      <Box xcss={{ minWidth: '180px' }}>
        <Label labelFor={`filter-${name}`}>{word(`register.${name}`)}</Label>
        <Select
          id={`filter-${name}`}
          name={`filter-${name}`}
          options={choices}
          value={chosen}
          onChange={(option) => {
            const { [name]: _, ...rest } = data.filter;
            go({ ...rest, ...(option?.value ? { [name]: option.value } : {}), offset: 0 });
          }}
        />
      </Box>
    );
  };
  return (
    <Inline space="space.200" alignBlock="end" shouldWrap rowSpace="space.100">
      {one('stage', data.stages)}
      {one('class', data.classes)}
      <Text color="color.text.subtle">{word('register.total', { count: data.total })}</Text>
    </Inline>
  );
}

function Rows({ data, word }: { data: RegisterData; word: Wording }) {
  return (
    <DynamicTable
      label={word('register.title')}
      head={{
        cells: [
          { key: 'key', content: word('register.key'), width: 9 },
          { key: 'title', content: word('register.name'), width: 29 },
          { key: 'stage', content: word('register.stage'), width: 14 },
          { key: 'class', content: word('register.class'), width: 10 },
          { key: 'cause', content: word('register.cause'), width: 14 },
          { key: 'owner', content: word('field.owner'), width: 13 },
          { key: 'updated', content: word('register.updated'), width: 11 },
        ],
      }}
      rows={data.rows.map((row) => ({
        key: row.key,
        cells: [
          { key: 'key', content: <Link href={`/browse/${row.key}`}>{row.key}</Link> },
          { key: 'title', content: <Text>{row.title}</Text> },
          { key: 'stage', content: <Lozenge appearance={stageLook(row.stage.id)}>{row.stage.name}</Lozenge> },
          {
            key: 'class',
            content: row.class ? (
              <Lozenge appearance={classLook(row.class.id)}>{row.class.name}</Lozenge>
            ) : (
              <Text>–</Text>
            ),
          },
          { key: 'cause', content: <Text>{row.cause || '–'}</Text> },
          { key: 'owner', content: row.owner ? <Person who={row.owner} /> : <Text>–</Text> },
          { key: 'updated', content: <Text>{row.updated}</Text> },
        ],
      }))}
    />
  );
}

function Turning({ data, word, go }: { data: RegisterData; word: Wording; go: (asked: Asked) => void }) {
  const { offset, limit, total, filter } = data;
  if (total <= limit) return null;
  return (
    <Inline space="space.100" alignBlock="center">
      <Button isDisabled={offset === 0} onClick={() => go({ ...filter, offset: Math.max(0, offset - limit) })}>
        {word('register.earlier')}
      </Button>
      <Text color="color.text.subtle">
        {word('register.range', { from: offset + 1, to: Math.min(total, offset + data.rows.length), total })}
      </Text>
      <Button isDisabled={offset + limit >= total} onClick={() => go({ ...filter, offset: offset + limit })}>
        {word('register.later')}
      </Button>
    </Inline>
  );
}
