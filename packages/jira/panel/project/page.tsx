/** The project page: the register of changes, in figures and rows, filtered, sorted and page by page. */
import { Button, CodeBlock, DynamicTable, EmptyState, Heading, Inline, Link, Lozenge, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { RegisterData } from '../data.ts';
import { Shown, useAnswer } from '../frame.tsx';
import { classLook, stageLook } from '../issue/look.ts';
import { Person } from '../issue/votes.tsx';
import { type Wording, wording } from '../words.ts';
import { Bars } from './bars.tsx';
import { type Asked, Filter, isFiltered } from './filter.tsx';

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
  return (
    <Stack space="space.200">
      <Heading size="medium" as="h1">
        {word('register.title')}
      </Heading>
      {data.all > 0 ? (
        <>
          <Bars data={data} word={word} />
          <Filter data={data} word={word} go={go} />
        </>
      ) : (
        <EmptyState header={word('register.empty')} description={word('register.empty.text')} />
      )}
      {data.rows.length > 0 ? (
        <>
          <Rows data={data} word={word} />
          <Turning data={data} word={word} go={go} />
          <Csv data={data} word={word} go={go} />
        </>
      ) : null}
      {data.rows.length === 0 && isFiltered(data) ? (
        <EmptyState header={word('register.none-here')} description={word('register.none-here.text')} />
      ) : null}
      <Deleted data={data} word={word} />
    </Stack>
  );
}

function Rows({ data, word }: { data: RegisterData; word: Wording }) {
  return (
    <DynamicTable
      label={word('register.title')}
      head={{
        cells: [
          { key: 'key', content: word('register.key'), width: 10 },
          { key: 'title', content: word('register.change'), width: 38 },
          { key: 'due', content: word('register.due'), width: 12 },
          { key: 'cause', content: word('register.cause'), width: 16 },
          { key: 'owner', content: word('field.owner'), width: 13 },
          { key: 'updated', content: word('register.updated'), width: 11 },
        ],
      }}
      rows={data.rows.map((row) => ({
        key: row.key,
        cells: [
          { key: 'key', content: <Link href={`/browse/${row.key}`}>{row.key}</Link> },
          { key: 'title', content: <Change row={row} /> },
          { key: 'due', content: <Due row={row} word={word} /> },
          { key: 'cause', content: <Text>{row.cause || '–'}</Text> },
          { key: 'owner', content: row.owner ? <Person who={row.owner} /> : <Text>–</Text> },
          { key: 'updated', content: <Text>{row.updated}</Text> },
        ],
      }))}
    />
  );
}

type Row = RegisterData['rows'][number];

/** State and class stand under the title: on a phone the columns beside it are out of sight. */
function Change({ row }: { row: Row }) {
  return (
    <Stack space="space.050">
      <Text>{row.title}</Text>
      <Inline space="space.050" shouldWrap rowSpace="space.050">
        <Lozenge appearance={stageLook(row.stage.id)}>{row.stage.name}</Lozenge>
        {row.class ? <Lozenge appearance={classLook(row.class.id)}>{row.class.name}</Lozenge> : null}
      </Inline>
    </Stack>
  );
}

function Due({ row, word }: { row: Row; word: Wording }) {
  if (!row.due) return <Text>–</Text>;
  if (!row.due.isOver) return <Text>{row.due.day}</Text>;
  return <Text color="color.text.danger">{word('register.over', { day: row.due.day })}</Text>;
}

function Turning({ data, word, go }: { data: RegisterData; word: Wording; go: (asked: Asked) => void }) {
  const { offset, limit, total, filter } = data;
  if (total <= limit) return null;
  return (
    <Inline space="space.100" alignBlock="center" shouldWrap rowSpace="space.100">
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

/** A page of Jira can hand over no file, so what a spreadsheet takes stands there to be copied. */
function Csv({ data, word, go }: { data: RegisterData; word: Wording; go: (asked: Asked) => void }) {
  const { csv, filter, offset } = data;
  return (
    <Stack space="space.100">
      <Inline>
        <Button
          appearance="subtle"
          onClick={() => go({ ...filter, offset, ...(csv === undefined ? { csv: true } : {}) })}
        >
          {word(csv === undefined ? 'register.csv' : 'register.csv.hide')}
        </Button>
      </Inline>
      {csv === undefined ? null : (
        <>
          <Text color="color.text.subtle">{word('register.csv.text', { count: data.total })}</Text>
          <CodeBlock text={csv} language="text" shouldShowLineNumbers={false} />
        </>
      )}
    </Stack>
  );
}

function Deleted({ data, word }: { data: RegisterData; word: Wording }) {
  if (data.deleted.length === 0) return null;
  return (
    <Stack space="space.100">
      <Heading size="small" as="h2">
        {word('register.deleted')}
      </Heading>
      <Text color="color.text.subtle">{word('register.deleted.text')}</Text>
      {data.deleted.map(({ key, title, stage, at }) => (
        <Text key={key}>{word('register.deleted.row', { key, title, stage, at })}</Text>
      ))}
    </Stack>
  );
}
