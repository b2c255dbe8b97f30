/**
 * What is new and has no row, no sentence or no form does not compile. `npm run types` shows it: where the compiler lets a line below
 * `@ts-expect-error` pass, that is an error. Run, each test shows that the product has nothing of what is left out.
 */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ACTS, type Act, type CommandType } from './change/acts.ts';
import type { EventType } from './change/event.ts';
import { type RefusalCode, refuse } from './change/refusal.ts';
import { KINDS_TOLD } from './eventspage.ts';
import { type Closing, type GateCode, leaf, REASONS } from './gate/verdict.ts';
import { ROWS as KEYS } from './policy/key/keys.ts';
import { key } from './policy/key/row.ts';
import { KINDS, type Kind } from './record/kind.ts';
import { FORMS } from './recorded.ts';
import { MESSAGES } from './text/catalogue.ts';
import { ROWS as LINES } from './view/event.ts';
import { words } from './view/sentence.ts';

test('a command without its row does not compile', () => {
  expect(ACTS satisfies Readonly<Record<CommandType, Act>>).toHaveProperty('submit');
  // @ts-expect-error it has no row
  expect(ACTS satisfies Readonly<Record<CommandType | 'nameless', Act>>).not.toHaveProperty('nameless');
});

test('an event without its line of history does not compile', () => {
  expect(LINES satisfies Readonly<Record<EventType, unknown>>).toHaveProperty('opened');
  // @ts-expect-error it has no line
  expect(LINES satisfies Readonly<Record<EventType | 'nameless', unknown>>).not.toHaveProperty('nameless');
});

test('a kind of stream without its place in names, or in the manual of events, does not compile', () => {
  for (const kind of KINDS) {
    expect(FORMS satisfies Readonly<Record<Kind, unknown>>).toHaveProperty(kind);
    expect(KINDS_TOLD satisfies Readonly<Record<Kind, unknown>>).toHaveProperty(kind);
  }
  // @ts-expect-error nobody says where people stand in its events
  expect(FORMS satisfies Readonly<Record<Kind | 'nameless', unknown>>).not.toHaveProperty('nameless');
  // @ts-expect-error nobody says what it is about
  expect(KINDS_TOLD satisfies Readonly<Record<Kind | 'nameless', unknown>>).not.toHaveProperty('nameless');
});

test('a reason of a gate without its sentence, or a closing one without its remedy, does not compile', () => {
  const said = (code: GateCode) => words(`gate.${code}`);
  const mended = (code: Closing) => words(`gate.${code}.remedy`);
  expect(Object.keys(MESSAGES.en)).toEqual(expect.arrayContaining([said('on-hold').id, mended('on-hold').id]));
  // @ts-expect-error it has no sentence
  const unsaid = (code: GateCode | 'nameless') => words(`gate.${code}`);
  // @ts-expect-error it has no remedy
  const unmended = (code: Closing | 'not-held') => words(`gate.${code}.remedy`);
  expect(MESSAGES.en).not.toHaveProperty([unsaid('nameless').id]);
  expect(MESSAGES.en).not.toHaveProperty([unmended('not-held').id]);
  // @ts-expect-error it has no row
  expect(REASONS).not.toHaveProperty(leaf(false, 'nameless').code);
});

test('a refusal without its sentence or its remedy does not compile', () => {
  const said = (code: RefusalCode) => [words(`refusal.${code}`).id, words(`refusal.${code}.remedy`).id];
  expect(Object.keys(MESSAGES.en)).toEqual(expect.arrayContaining(said('already-final')));
  // @ts-expect-error it has no sentence
  const unsaid = (code: RefusalCode | 'nameless') => words(`refusal.${code}`);
  // @ts-expect-error it has no remedy
  const unmended = (code: RefusalCode | 'nameless') => words(`refusal.${code}.remedy`);
  for (const { id } of [unsaid('nameless'), unmended('nameless')]) expect(MESSAGES.en).not.toHaveProperty([id]);
  // @ts-expect-error it has no row
  expect(() => refuse('nameless')).toThrow();
});

test('values that a sentence names and a call leaves out, or adds, do not compile', () => {
  expect(leaf(false, 'on-hold', { by: 'mei', reason: 'Year end' }).values).toHaveProperty('reason');
  // @ts-expect-error by whom, and why
  expect(leaf(false, 'on-hold').values).toEqual({});
  // @ts-expect-error why
  expect(leaf(false, 'on-hold', { by: 'mei' }).values).not.toHaveProperty('reason');
  // @ts-expect-error its sentence names nobody
  expect(leaf(true, 'not-held', { by: 'mei' }).values).toHaveProperty('by');
  // @ts-expect-error which stage
  expect(refuse('already-final').values).toEqual({});
});

test('a key of the policy that does not say how a form asks for it does not compile', () => {
  const row = {
    name: 'nameless',
    schema: z.boolean(),
    inForce: 'as-written',
    default: () => true,
    closed: true,
    meaning: 'Nobody reads it.',
  } as const;
  expect(key({ ...row, form: { kind: 'in-text' } })).toHaveProperty('form');
  // @ts-expect-error it has no form
  expect(key(row)).not.toHaveProperty('form');
  const asText = { kind: 'text', group: 'board', label: 'policy.key.currency', placeholder: '' } as const;
  // @ts-expect-error yes or no is nothing that somebody writes
  expect(key({ ...row, form: asText })).toHaveProperty('form.kind', 'text');
  const unsaid = { kind: 'check', group: 'board', label: 'policy.key.nameless' } as const;
  // @ts-expect-error the form has no words for it
  expect(key({ ...row, form: unsaid })).toHaveProperty('form.kind', 'check');
  expect(KEYS.map(({ key: name }) => name)).not.toContain('nameless');
});
