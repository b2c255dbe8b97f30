/** Seats and votes with what voided them, what would open the gate, concerns and conditions. */
import { Box, Button, DynamicTable, Heading, Inline, List, ListItem, Lozenge, Stack, Text, User } from '@forge/react';
import { type ReactNode, useState } from 'react';
import type { ChangeData, Row, SeatData, Who } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';
import { keyed, Sentence, Words } from '../frame.tsx';
import { RowActions } from './asking.tsx';
import { seatLook } from './look.ts';
import type { Act } from './send.tsx';

interface Props {
  data: ChangeData;
  word: Wording;
  act: Act;
}

export function VotesTab({ data, word, act }: Props) {
  return (
    <Box xcss={{ width: '100%', paddingBlockStart: 'space.200' }}>
      <Stack space="space.300">
        {data.seats.length > 0 ? (
          <Seats data={data} word={word} />
        ) : (
          <Text color="color.text.subtle">{word('votes.none')}</Text>
        )}
        {/* Who votes has them beside the vote itself. */}
        {data.mine.length > 0 ? null : <Criteria data={data} word={word} />}
        {data.gate ? (
          <Part title={word('gate.title')}>
            <Gate gate={data.gate} word={word} />
          </Part>
        ) : null}
        <Rows
          title={word('concerns.title')}
          rows={data.concerns}
          word={word}
          done={word('concerns.done')}
          open={word('concerns.open')}
        >
          {(row) =>
            row.done ? null : <RowActions types={['resolve']} id={row.id ?? ''} data={data} word={word} act={act} />
          }
        </Rows>
        <Rows
          title={word('proposals.title')}
          rows={data.proposals}
          word={word}
          done={word('proposals.done')}
          open={word('proposals.open')}
        >
          {(row) =>
            row.done ? null : (
              <RowActions types={['take-over', 'turn-down']} id={row.id ?? ''} data={data} word={word} act={act} />
            )
          }
        </Rows>
        <Rows
          title={word('conditions.title')}
          rows={data.conditions}
          word={word}
          done={word('conditions.done')}
          open={word('conditions.open')}
        >
          {(row) =>
            row.done ? null : (
              <RowActions types={['meet-condition']} id={row.id ?? ''} data={data} word={word} act={act} />
            )
          }
        </Rows>
      </Stack>
    </Box>
  );
}

/** By what the board decides, beside its votes. */
export function Criteria({ data, word }: Pick<Props, 'data' | 'word'>) {
  if (data.boardCriteria.length === 0) return null;
  return (
    <Stack space="space.050">
      <Heading size="xsmall" as="h4">
        {word('vote.criteria')}
      </Heading>
      <List type="unordered">
        {keyed(data.boardCriteria).map(({ key, item }) => (
          <ListItem key={key}>{item}</ListItem>
        ))}
      </List>
    </Stack>
  );
}

/** Reasons that are listed at once; more are folded. */
const MOST_REASONS = 5;

function Gate({ gate, word }: { gate: NonNullable<ChangeData['gate']>; word: Wording }) {
  const [all, setAll] = useState(false);
  const { open, early, lines } = gate;
  const look = open ? 'success' : early ? 'default' : 'removed';
  const only = !open && lines.length === 1 ? lines[0] : undefined;
  const listed = all ? lines : lines.slice(0, MOST_REASONS);
  return (
    <Stack space="space.100" alignInline="start">
      <Inline space="space.100" alignBlock="start">
        <Lozenge appearance={look}>{word(open ? 'gate.open' : early ? 'gate.early' : 'gate.closed')}</Lozenge>
        {/* One reason says more than any title. */}
        {only ? <Sentence said={only} /> : gate.title ? <Text>{gate.title}</Text> : null}
      </Inline>
      {lines.length > 1 ? (
        <List type="unordered">
          {keyed(listed).map(({ key, item: one }) => (
            <ListItem key={key}>
              <Words said={one} />
            </ListItem>
          ))}
        </List>
      ) : null}
      {lines.length > listed.length ? (
        <Button appearance="subtle" onClick={() => setAll(true)}>
          {word('gate.more', { count: lines.length - listed.length })}
        </Button>
      ) : null}
    </Stack>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack space="space.100">
      <Heading size="small" as="h3">
        {title}
      </Heading>
      {children}
    </Stack>
  );
}

export function Person({ who }: { who: Who }) {
  return who.accountId ? <User accountId={who.accountId} /> : <Text>{who.name}</Text>;
}

function Voter({ who, standsFor, word }: { who: Who; standsFor: Who | undefined; word: Wording }) {
  if (!standsFor) return <Person who={who} />;
  return (
    <Inline space="space.050" alignBlock="center" shouldWrap>
      <Person who={who} />
      <Text>{word('votes.for')}</Text>
      <Person who={standsFor} />
    </Inline>
  );
}

/** Who sits there stands below the seat's name: a column of its own leaves a phone no room for the longer names of roles. */
function Seats({ data, word }: { data: ChangeData; word: Wording }) {
  return (
    <DynamicTable
      head={{
        cells: [
          { key: 'seat', content: word('votes.seat'), width: 48 },
          { key: 'vote', content: word('votes.vote'), width: 52 },
        ],
      }}
      rows={data.seats.map((row, index) => ({
        key: `${row.seat}-${index}`,
        cells: [
          {
            key: 'seat',
            content: (
              <Stack space="space.050" alignInline="start">
                <Text weight="medium">{row.name}</Text>
                {row.who ? (
                  <Voter who={row.who} standsFor={row.standsFor} word={word} />
                ) : (
                  <Candidates row={row} word={word} />
                )}
              </Stack>
            ),
          },
          { key: 'vote', content: <Vote row={row} word={word} /> },
        ],
      }))}
      label={word('tab.votes')}
    />
  );
}

/** Of those who may fill a seat so many are named at once; the others when they are asked for. */
const FIRST_CANDIDATES = 4;

function Candidates({ row, word }: { row: SeatData; word: Wording }) {
  const [all, setAll] = useState(false);
  const { candidates, others } = row;
  // One more takes no more room than the button that would hide it.
  const shown = all || candidates.length <= FIRST_CANDIDATES + 1 ? candidates : candidates.slice(0, FIRST_CANDIDATES);
  const hidden = candidates.length - shown.length + others;
  const names = shown.map((one) => one.name).join(' / ') || '–';
  return (
    <>
      <Text color="color.text.subtlest">
        {hidden > 0 && shown.length === candidates.length
          ? `${names} ${word('votes.others', { count: hidden })}`
          : names}
      </Text>
      {shown.length < candidates.length ? (
        <Button appearance="subtle" spacing="compact" onClick={() => setAll(true)}>
          {word('votes.others', { count: hidden })}
        </Button>
      ) : null}
    </>
  );
}

/** The verdict stands out; when it was given and why stand below. */
function Vote({ row, word }: { row: SeatData; word: Wording }) {
  return (
    <Stack space="space.050" alignInline="start">
      <Lozenge appearance={seatLook(row.standing)}>{word(`standing.${row.standing}`)}</Lozenge>
      {SAID_BY_BADGE.includes(row.standing) ? null : <Sentence said={row.given ?? row.vote} quiet />}
      {row.how ? <Sentence said={row.how} quiet /> : null}
      {row.because ? <Sentence said={row.because} quiet /> : null}
    </Stack>
  );
}

/** Standings whose sentence says no more than the badge. */
const SAID_BY_BADGE: readonly SeatData['standing'][] = ['waiting', 'voided', 'unfillable'];

/** Of many rows only so many are listed, and only those that are open. */
const MOST_ROWS = 30;

/** Things with facts about them and something to do with each; nothing when there are none. */
export function Rows(props: {
  title: string;
  rows: readonly Row[];
  word: Wording;
  done: string;
  open?: string;
  children?: (row: Row) => ReactNode;
}) {
  const { title, word, done, open, children } = props;
  if (props.rows.length === 0) return null;
  const rows = props.rows.length <= MOST_ROWS ? props.rows : props.rows.filter((row) => !row.done).slice(0, MOST_ROWS);
  const left = props.rows.length - rows.length;
  return (
    <Part title={title}>
      <Stack space="space.150">
        {keyed(rows).map(({ key, item: row }) => (
          <Stack key={key} space="space.050">
            <Inline space="space.100" alignBlock="start">
              {row.done && done ? <Lozenge appearance="success">{done}</Lozenge> : null}
              {!row.done && open ? <Lozenge appearance="moved">{open}</Lozenge> : null}
              <Text>
                {row.id ? `${row.id} · ` : ''}
                <Words said={row.text} />
              </Text>
            </Inline>
            {row.facts.length > 0 ? (
              <Text size="small" color="color.text.subtle">
                {row.facts.map((fact, at) => (
                  <Words key={JSON.stringify(fact)} said={at > 0 ? [{ kind: 'text', text: ' · ' }, ...fact] : fact} />
                ))}
              </Text>
            ) : null}
            {children?.(row) ?? null}
          </Stack>
        ))}
        {left > 0 ? <Text color="color.text.subtle">{word('rows.more', { count: left })}</Text> : null}
      </Stack>
    </Part>
  );
}
