/** The project page: the register of changes, in figures and rows, filtered, sorted and page by page. */
import { COLON } from '@countersign/core/text/colon.ts';
import { Button, CodeBlock, DynamicTable, EmptyState, Heading, Inline, Link, Lozenge, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { RegisterData } from '../../port/data.ts';
import { type Wording, wording } from '../../port/words.ts';
import { Shown, useAnswer } from '../frame.tsx';
import { classLook, stageLook } from '../issue/look.ts';
import { Person } from '../issue/votes.tsx';
import { Bars } from './bars.tsx';
import { type Asked, Filter, isFiltered } from './filter.tsx';

export function ProjectPage() {
  const [asked, setAsked] = useState<Asked>({ offset: 0 });
  const { before = [], ...payload } = asked;
  const { answered, again } = useAnswer<RegisterData>('register', payload);
  return (
    <Shown answered={answered} again={again}>
      {(data) => <Register data={data} before={before} cursor={asked.cursor ?? ''} go={setAsked} />}
    </Shown>
  );
}

type Before = NonNullable<Asked['before']>;

interface Turned {
  data: RegisterData;
  /** Where the pages before began. */
  before: Before;
  /** Where this one begins. */
  cursor: string;
  go: (asked: Asked) => void;
}

function Register({ data, before, cursor, go }: Turned) {
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
          {data.walk ? null : <Turning data={data} word={word} go={go} />}
        </>
      ) : null}
      {data.walk ? <Walking data={data} word={word} before={before} cursor={cursor} go={go} /> : null}
      {data.rows.length > 0 ? <Csv data={data} word={word} before={before} cursor={cursor} go={go} /> : null}
      {data.rows.length === 0 && isFiltered(data) && data.walk?.next === undefined ? (
        <EmptyState header={word('register.none-here')} description={word('register.none-here.text')} />
      ) : null}
      <Deleted data={data} word={word} />
      <LostRecords data={data} word={word} />
    </Stack>
  );
}

function Rows({ data, word }: { data: RegisterData; word: Wording }) {
  return (
    <DynamicTable
      label={word('register.title')}
      head={{
        cells: [
          { key: 'title', content: word('register.change'), width: 66 },
          { key: 'owner', content: word('register.owner'), width: 34 },
        ],
      }}
      rows={data.rows.map((row) => ({
        key: row.key,
        cells: [
          { key: 'title', content: <Change row={row} word={word} colon={COLON[data.locale]} /> },
          { key: 'owner', content: <OwnerAndDue row={row} word={word} colon={COLON[data.locale]} /> },
        ],
      }))}
    />
  );
}

type Row = RegisterData['rows'][number];

/** What describes a request stands under its title: with a column for each the table leaves a phone's screen. */
function Change({ row, word, colon }: { row: Row; word: Wording; colon: string }) {
  return (
    <Stack space="space.050">
      <Text>
        <Link href={`/browse/${row.key}`}>{row.key}</Link> {row.title}
      </Text>
      <Inline space="space.050" shouldWrap rowSpace="space.050">
        <Lozenge appearance={stageLook(row.stage.id)}>{row.stage.name}</Lozenge>
        {row.class ? <Lozenge appearance={classLook(row.class.id)}>{row.class.name}</Lozenge> : null}
      </Inline>
      <Text size="small" color="color.text.subtle">
        {[row.cause, `${word('register.updated')}${colon}${row.updated}`].filter(Boolean).join(' · ')}
      </Text>
    </Stack>
  );
}

function OwnerAndDue({ row, word, colon }: { row: Row; word: Wording; colon: string }) {
  return (
    <Stack space="space.050" alignInline="start">
      {row.owner ? <Person who={row.owner} /> : <Text>–</Text>}
      {row.due ? (
        <Text size="small" color={row.due.isOver ? 'color.text.danger' : 'color.text.subtle'}>
          {`${word('register.due')}${colon}${row.due.isOver ? word('register.over', { day: row.due.day }) : row.due.day}`}
        </Text>
      ) : null}
    </Stack>
  );
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

/** Through more rows than are read at once: each page says where the next one begins. */
function Walking({ data, word, before, cursor, go }: Turned & { word: Wording }) {
  const { offset, limit, filter, walk } = data;
  const last = before.at(-1);
  if (!last && walk?.next === undefined) return null;
  const csv = data.csv === undefined ? {} : { csv: true };
  const at = (one: Before[number]) => ({ offset: one.offset, ...(one.cursor === '' ? {} : { cursor: one.cursor }) });
  return (
    <Inline space="space.100" alignBlock="center" shouldWrap rowSpace="space.100">
      <Button
        isDisabled={!last}
        onClick={() => go({ ...filter, ...csv, ...at(last ?? { cursor: '', offset: 0 }), before: before.slice(0, -1) })}
      >
        {word('register.earlier')}
      </Button>
      {limit > 0 ? (
        <Text color="color.text.subtle">{word('register.range.walk', { from: offset + 1, to: offset + limit })}</Text>
      ) : null}
      <Button
        isDisabled={walk?.next === undefined}
        onClick={() =>
          go({
            ...{ ...filter, ...csv, before: [...before, { cursor, offset }] },
            ...at({ cursor: walk?.next ?? '', offset: offset + limit }),
          })
        }
      >
        {word('register.later')}
      </Button>
    </Inline>
  );
}

/** A page of Jira can hand over no file, so what a spreadsheet takes stands there to be copied. */
function Csv({ data, word, before, cursor, go }: Turned & { word: Wording }) {
  const { csv, filter, offset, walk } = data;
  const here = walk ? { before, ...(cursor === '' ? {} : { cursor }) } : {};
  return (
    <Stack space="space.100">
      <Inline>
        <Button
          appearance="subtle"
          onClick={() => go({ ...filter, ...here, offset, ...(csv === undefined ? { csv: true } : {}) })}
        >
          {word(csv === undefined ? 'register.csv' : 'register.csv.hide')}
        </Button>
      </Inline>
      {csv === undefined ? null : (
        <>
          <Text color="color.text.subtle">
            {walk?.next === undefined && offset === 0
              ? word('register.csv.text', { count: data.total })
              : word('register.csv.part', { count: data.limit })}
          </Text>
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

function LostRecords({ data, word }: { data: RegisterData; word: Wording }) {
  if (data.lost.length === 0) return null;
  return (
    <Stack space="space.100">
      <Heading size="small" as="h2">
        {word('register.lost')}
      </Heading>
      <Text color="color.text.subtle">{word('register.lost.text')}</Text>
      {data.lost.map(({ key, version }) => (
        <Text key={key}>
          <Link href={`/browse/${key}`}>{word('register.lost.row', { key, version })}</Link>
        </Text>
      ))}
    </Stack>
  );
}
