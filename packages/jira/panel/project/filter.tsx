/** What of the register is shown, and in which order. */
import { Box, Button, Inline, Label, Select, Stack, Text, UserPicker } from '@forge/react';
import type { RegisterData, RegisterFilter } from '../../port/data.ts';
import { SORTS } from '../../port/sort.ts';
import type { Wording } from '../../port/words.ts';

export interface Asked extends RegisterFilter {
  readonly offset: number;
  readonly csv?: boolean;
  /** Where the rows begin, as the page before said. */
  readonly cursor?: string;
  /** Where the pages before began, the first one first; `''` for the beginning. */
  readonly before?: readonly { readonly cursor: string; readonly offset: number }[];
}

interface Props {
  data: RegisterData;
  word: Wording;
  go: (asked: Asked) => void;
}

export function isFiltered({ filter: { stage, class: found, cause, owner } }: RegisterData): boolean {
  return [stage, found, cause, owner].some((one) => one !== undefined);
}

/** As wide as a state's name takes; two beside each other on a phone. */
const box = { minWidth: '150px' } as const;

export function Filter({ data, word, go }: Props) {
  const { filter } = data;
  const any = { value: '', label: word('register.all') };
  const one = (name: 'stage' | 'class' | 'cause', options: RegisterData['stages']) => {
    const choices = [any, ...options.map(({ id, name: label }) => ({ value: id, label }))];
    return (
      <Box xcss={box}>
        <Label labelFor={`filter-${name}`}>{word(`register.${name}`)}</Label>
        <Select
          id={`filter-${name}`}
          name={`filter-${name}`}
          options={choices}
          value={choices.find((choice) => choice.value === (filter[name] ?? '')) ?? any}
          onChange={(option) => go({ ...filter, [name]: option?.value || undefined, offset: 0 })}
        />
      </Box>
    );
  };
  const orders = SORTS.map((sort) => ({ value: sort, label: word(`register.sort.${sort}`) }));
  return (
    <Stack space="space.100">
      <Inline space="space.150" alignBlock="end" shouldWrap rowSpace="space.100">
        {one('stage', data.stages)}
        {one('class', data.classes)}
        {one('cause', data.causes)}
        <Box xcss={box}>
          <UserPicker
            label={word('register.owner')}
            name="filter-owner"
            placeholder={word('register.all')}
            {...(filter.owner ? { defaultValue: filter.owner } : {})}
            onChange={(person) => go({ ...filter, owner: idOf(person), offset: 0 })}
          />
        </Box>
        <Box xcss={box}>
          <Label labelFor="register-sort">{word('register.sort')}</Label>
          <Select
            id="register-sort"
            name="register-sort"
            options={orders}
            value={orders.find((order) => order.value === (filter.sort ?? 'updated')) ?? null}
            onChange={(option) => go({ ...filter, sort: SORTS.find((sort) => sort === option?.value), offset: 0 })}
          />
        </Box>
      </Inline>
      <Inline space="space.100" alignBlock="center">
        <Text color="color.text.subtle">
          {isFiltered(data)
            ? data.walk?.isCounted === false
              ? word('register.uncounted')
              : word('register.match', { count: data.total, all: data.all })
            : word('register.total', { count: data.total })}
        </Text>
        {isFiltered(data) ? (
          <Button appearance="subtle" onClick={() => go({ sort: filter.sort, offset: 0 })}>
            {word('register.clear')}
          </Button>
        ) : null}
      </Inline>
      {data.walk?.isCounted ? <Text color="color.text.subtle">{word('register.counted')}</Text> : null}
      {data.walk?.isSorted === false ? <Text color="color.text.subtle">{word('register.unsorted')}</Text> : null}
    </Stack>
  );
}

/** A picker that was emptied hands over nothing. */
function idOf(person: unknown): string | undefined {
  if (typeof person === 'string') return person || undefined;
  const { id } = (person ?? {}) as { readonly id?: unknown };
  return typeof id === 'string' ? id : undefined;
}
