import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOBODY } from '../content/person.ts';
import { conclude } from '../record/decider.ts';
import { type Agreed, type Controlled, draftsOf, follows, type Proposed, standingText } from './control.ts';
import { type Control, controlledDigest, type Source, sameDigest } from './controlled.ts';
import { REQUIREMENT, type RequirementCommand, type RequirementState } from './decider.ts';
import type { Edits } from './edits.ts';
import { putBack } from './putback.ts';
import { snapshotDigest } from './snapshot.ts';

const USUAL: Control = { title: true, except: ['Notes'] };
const APP = 'app';

const said = (words: string, notes = ''): Source => ({
  title: 'Export',
  body: `${words}\n${notes ? `\n## Notes\n\n${notes}\n` : ''}`,
});
const textOf = (source: Source) => ({ snapshot: snapshotDigest(source), digest: controlledDigest(source, USUAL) });

/** One requirement, its tracker, its record, and a server that dies, is late, is told twice or not at all. */
class World {
  shows: Source = said('agreed 0');
  readonly everSaved: { readonly by: string; readonly text: Source; isLost: boolean }[] = [];
  readonly texts = new Map<string, Source>();
  /** Deliveries on their way. */
  readonly mail: {
    readonly by: string;
    readonly text: Source;
    readonly over: Source;
    readonly at: string;
    readonly nth: number;
  }[] = [];
  state: RequirementState = REQUIREMENT.initial;
  readonly agreed: Agreed[] = [];
  putBacks: string[] = [];
  contested: { order: number } | undefined;
  #ms = Date.UTC(2026, 2, 2, 8);
  /** What the writer has read, and not written yet. */
  reading: { readonly to: Agreed; readonly read: Source } | undefined;

  constructor() {
    this.keep(this.shows);
    this.agree('baseline', this.shows);
    this.record([{ type: 'save', ...textOf(this.shows), saved: this.now() }], 'mei');
  }

  now(): string {
    return new Date(this.#ms).toISOString();
  }
  wait(seconds: number): void {
    this.#ms += seconds * 1000;
  }
  keep(text: Source): void {
    this.texts.set(snapshotDigest(text), text);
  }
  agree(kind: 'baseline' | 'request', text: Source): void {
    this.keep(text);
    this.agreed.push({ ...textOf(text), order: this.agreed.length + 1, by: { kind, id: String(this.agreed.length) } });
  }
  record(command: readonly RequirementCommand[], by: string): void {
    const situation = { now: this.now(), actor: { id: by } };
    this.state = conclude(REQUIREMENT, this.state, command, situation).state;
  }
  /** In the tracker: nobody asks what stood there. */
  save(by: string, text: Source): void {
    const over = this.shows;
    this.shows = text;
    this.everSaved.push({ by, text, isLost: false });
    this.mail.push({ by, text, over, at: this.now(), nth: this.everSaved.length - 1 });
  }
  deliver(index: number, keepsIt: boolean): void {
    const told = this.mail[index % Math.max(1, this.mail.length)];
    if (!told) return;
    if (!keepsIt) this.mail.splice(this.mail.indexOf(told), 1);
    for (const text of [told.text, told.over]) this.keep(text);
    this.record([{ type: 'save', ...textOf(told.text), saved: told.at, over: textOf(told.over) }], told.by);
  }
  lose(index: number): void {
    const [told] = this.mail.length > 0 ? this.mail.splice(index % this.mail.length, 1) : [];
    const saved = told && this.everSaved[told.nth];
    if (saved) saved.isLost = true;
  }
  /** The nightly comparison, and every other reading. */
  compare(): void {
    this.keep(this.shows);
    this.record([{ type: 'save', ...textOf(this.shows), saved: this.now(), isFound: true }], NOBODY.id);
  }
  item(shows = this.state.texts.at(-1)?.digest): Controlled {
    const { agreed, putBacks, contested } = this;
    return { shows, agreed, putBacks, isGone: false, ...(contested ? { contested } : {}) };
  }
  /** First half of the job: it looks what has to be done, notes it, and reads what stands. */
  begin(edits: Edits): void {
    const next = follows(this.item(), edits, this.now());
    if (next.kind === 'contest') this.contested = { order: next.instead.order };
    if (next.kind !== 'put-back') return;
    this.reading = { to: next.to, read: this.shows };
  }
  /** Second half; whatever was saved in between is overwritten, because the tracker takes no condition. A crash leaves it out. */
  finish(crashes: boolean): void {
    const { reading } = this;
    this.reading = undefined;
    if (!reading || crashes) return;
    const kept = this.texts.get(reading.to.snapshot);
    if (!kept) throw new Error('what was agreed on is kept');
    this.keep(reading.read);
    this.record([{ type: 'save', ...textOf(reading.read), saved: this.now(), isFound: true }], NOBODY.id);
    const text = putBack(kept, reading.read, USUAL);
    this.putBacks.push(this.now());
    this.save(APP, text);
  }
}

type Step =
  | { readonly kind: 'edit'; readonly by: string; readonly words: string; readonly notes: string }
  | { readonly kind: 'approve'; readonly words: string }
  | { readonly kind: 'deliver'; readonly index: number; readonly again: boolean }
  | { readonly kind: 'lose'; readonly index: number }
  | { readonly kind: 'compare' | 'begin' }
  | { readonly kind: 'finish'; readonly crashes: boolean }
  | { readonly kind: 'wait'; readonly seconds: number };

const words = fc.constantFrom('agreed 0', 'one', 'two', 'three');
const step = fc.oneof(
  fc.record<Step & { kind: 'edit' }>({
    kind: fc.constant('edit'),
    by: fc.constantFrom('tom', 'ann'),
    words,
    notes: fc.constantFrom('', 'free', 'freer'),
  }),
  fc.record<Step & { kind: 'approve' }>({ kind: fc.constant('approve'), words }),
  fc.record<Step & { kind: 'deliver' }>({ kind: fc.constant('deliver'), index: fc.nat(5), again: fc.boolean() }),
  fc.record<Step & { kind: 'lose' }>({ kind: fc.constant('lose'), index: fc.nat(5) }),
  fc.record<Step & { kind: 'compare' | 'begin' }>({ kind: fc.constantFrom('compare', 'begin', 'begin') }),
  fc.record<Step & { kind: 'finish' }>({ kind: fc.constant('finish'), crashes: fc.boolean() }),
  fc.record<Step & { kind: 'wait' }>({ kind: fc.constant('wait'), seconds: fc.constantFrom(0, 1, 30, 700) }),
);

function play(world: World, one: Step, edits: Edits): void {
  switch (one.kind) {
    case 'edit':
      world.save(one.by, said(one.words, one.notes));
      return;
    case 'approve':
      world.agree('request', said(one.words));
      return;
    case 'deliver':
      world.deliver(one.index, one.again);
      return;
    case 'lose':
      world.lose(one.index);
      return;
    case 'compare':
      world.compare();
      return;
    case 'begin':
      world.begin(edits);
      return;
    case 'finish':
      world.finish(one.crashes);
      return;
    case 'wait':
      world.wait(one.seconds);
      return;
  }
}

/** Nobody edits any more; what is on its way arrives, and the clock comes round. */
function rest(world: World, edits: Edits): void {
  world.finish(false);
  for (let round = 0; round < 12; round += 1) {
    while (world.mail.length > 0) world.deliver(0, false);
    world.wait(1);
    world.compare();
    world.begin(edits);
    world.finish(false);
  }
}

test('5.2: whatever is edited, approved, lost, told twice or cut off, it comes to read what was agreed on, or is contested', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const world = new World();
      for (const one of steps) play(world, one, 'propose');
      rest(world, 'propose');
      const standing = standingText(world.agreed);
      const isAgreed = standing !== undefined && sameDigest(controlledDigest(world.shows, USUAL), standing.digest);
      expect(isAgreed || (world.contested?.order ?? 0) >= (standing?.order ?? 0)).toBe(true);
      // It rests: nothing follows any more, and nothing was triggered by our own writing.
      expect(follows(world.item(controlledDigest(world.shows, USUAL)), 'propose', world.now()).kind).toBe('nothing');
    }),
  );
});

test('5.2: a text that somebody saved is on record, also one that our own write took the place of, unless both deliveries that tell of it are lost', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const world = new World();
      for (const one of steps) play(world, one, 'propose');
      rest(world, 'propose');
      const known = new Set(world.state.texts.map(({ snapshot }) => snapshot));
      for (const [index, { text, isLost }] of world.everSaved.entries())
        if (!isLost || world.everSaved[index + 1]?.isLost !== true) expect(known).toContain(snapshotDigest(text));
    }),
  );
});

test.each<Edits>(['flag', 'allow'])('5.2: by `%s` nothing is ever written', (edits) => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const world = new World();
      for (const one of steps) play(world, one, edits);
      rest(world, edits);
      expect(world.everSaved.filter(({ by }) => by === APP)).toEqual([]);
    }),
  );
});

test('5.2: three put-backs within ten minutes are one more too few: then it is contested, until something else is agreed on', () => {
  const world = new World();
  for (const text of ['one', 'two', 'three', 'four']) {
    world.save('tom', said(text));
    while (world.mail.length > 0) world.deliver(0, false);
    world.begin('propose');
    world.finish(false);
  }
  expect([world.putBacks.length, world.contested, world.shows.body]).toEqual([3, { order: 1 }, 'four\n']);
  world.agree('request', said('five'));
  world.wait(700);
  rest(world, 'propose');
  expect(world.shows.body).toBe('five\n');
});

test('5.2: whoever takes their time between two edits is met in the same way: a program that writes its text again for ever', () => {
  const agreed: Agreed = { ...textOf(said('agreed')), order: 1, by: { kind: 'baseline', id: 'B1' } };
  const shows = textOf(said('another')).digest;
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 2) + minutes * 60_000).toISOString();
  const putBacks: string[] = [];
  const next = (minutes: number, contested?: Controlled['contested']) =>
    follows(
      { shows, agreed: [agreed], putBacks, isGone: false, ...(contested ? { contested } : {}) },
      'propose',
      at(minutes),
    );
  let minutes = 0;
  for (; next(minutes).kind === 'put-back' && minutes < 2000; minutes += 5) putBacks.push(at(minutes));
  expect([putBacks.length, next(minutes).kind]).toEqual([10, 'contest']);
  // What led to it counts no more once something newer is agreed on.
  expect(next(minutes, { order: 0, after: 10 }).kind).toBe('put-back');
});

test('5.2: what is free stays as it was saved, and an edit of it alone is left alone', () => {
  const world = new World();
  world.save('tom', said('one', 'Ask finance.'));
  rest(world, 'propose');
  expect(world.shows).toEqual(said('agreed 0', 'Ask finance.'));
  const written = world.putBacks.length;
  world.save('tom', said('agreed 0', 'Ask legal.'));
  rest(world, 'propose');
  expect([world.shows, world.putBacks.length]).toEqual([said('agreed 0', 'Ask legal.'), written]);
});

test('5.2: what stands is the newest that was agreed on from the first baseline on, in whatever order it is told', () => {
  const kind = fc.constantFrom('baseline' as const, 'request' as const);
  fc.assert(
    fc.property(
      fc
        .array(kind, { maxLength: 8 })
        .chain((kinds) =>
          fc.tuple(fc.constant(kinds), fc.shuffledSubarray([...kinds.keys()], { minLength: kinds.length })),
        ),
      ([kinds, order]) => {
        const all = kinds.map(
          (one, index): Agreed => ({
            ...textOf(said(String(index))),
            order: index,
            by: { kind: one, id: String(index) },
          }),
        );
        const told = order.map((index) => all[index] as Agreed);
        expect(standingText(told)).toEqual(kinds.includes('baseline') ? all.at(-1) : undefined);
      },
    ),
  );
});

test('5.2: each text that was saved is in exactly one draft, of whoever saved it, and none spans a pause of ten minutes', () => {
  const proposed = fc.record({
    item: fc.constantFrom('I_1', 'I_2', 'I_3'),
    by: fc.constantFrom('tom', 'ann', NOBODY.id),
    minute: fc.nat(60),
    words: fc.nat(20),
  });
  fc.assert(
    fc.property(fc.array(proposed, { maxLength: 20 }), (drawn) => {
      const saved = drawn.map(
        ({ item, by, minute, words: n }): Proposed => ({
          ...{ item, by, ...textOf(said(String(n))) },
          at: new Date(Date.UTC(2026, 2, 2, 8, minute)).toISOString(),
        }),
      );
      const drafts = draftsOf(saved);
      const held = drafts.flatMap(({ by, items }) =>
        [...items].flatMap(([item, texts]) => texts.map((one) => ({ ...one, item, of: by }))),
      );
      expect(held).toHaveLength(saved.length);
      for (const one of held) expect(one.by).toBe(one.of);
      for (const [index, draft] of drafts.entries()) {
        const next = drafts.slice(index + 1).find(({ by }) => by === draft.by);
        if (next) expect(Date.parse(next.from) - Date.parse(draft.until)).toBeGreaterThan(600_000);
      }
    }),
  );
});
