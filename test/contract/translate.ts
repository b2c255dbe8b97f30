/** What people do, in words of no tracker: whoever translates a tracker's events has to make the same commands of it. */

import { facetDigests } from '@countersign/core/approval/facet.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { expect, test } from 'vitest';

export interface Filed {
  readonly title: string;
  /** Answers by question; choices by the word that people see, texts in plain words. */
  readonly answers: Readonly<Record<string, string>>;
}

interface Said {
  readonly commands: readonly Command[];
  readonly misunderstood: number;
}

/** A tracker's translation under test: what the core is asked when somebody does this. */
export interface TranslateUnderTest {
  filed(story: Filed): readonly Command[];
  /** The same request, filed before, with these answers now. */
  edited(story: Filed): readonly Command[];
  /** A comment of these lines, each a paragraph of its own; `@mei` mentions her. */
  commented(lines: readonly string[]): Said;
  /** A comment that somebody else than its writer edited until it held these lines. */
  rewritten(lines: readonly string[]): Said;
  deleted(): readonly Command[];
}

export const FILED: Filed = {
  title: 'Export invoices as PDF',
  answers: {
    before: 'Invoices can be exported as CSV.',
    after: 'Invoices can be exported as CSV and as PDF.',
    cause: 'Customer’s business – new business',
    motive: 'New customers only accept PDF.',
    origin: 'Customer',
    source: 'Meeting',
    urgency: 'High',
    notChanging: 'Two contracts will not be signed.',
  },
};

/** Of the title, the text and the reason above: the same in every tracker, or a vote would mean another thing in each. */
const DIGESTS = ['6c39634951d9', 'cf23a17cdf51', 'dc0eefc9ddf4'];

export function translateContract(
  name: string,
  { filed, edited, commented, rewritten, deleted }: TranslateUnderTest,
): void {
  const requestOf = (commands: readonly Command[], type: 'open' | 'write') => {
    const found = commands.find((one) => one.type === type);
    if (!found || !('request' in found)) throw new Error(`${name} makes no ${type} of it`);
    // Ids belong to each tracker; the words and the choices do not.
    const { items: _, attachments: __, ...request } = found.request;
    return request;
  };
  const digests = (request: object) =>
    facetDigests({
      request: { items: [], attachments: [], ...request },
      type: 'normal',
      impacts: {},
      alternatives: [],
      conditions: [],
    });

  test(`${name}: a request that is filed says what was filled in, and has the digests that it has in every tracker`, () => {
    const request = requestOf(filed(FILED), 'open');
    expect(request).toMatchObject({
      title: FILED.title,
      cause: { code: 'customer-business', kind: 'new-business' },
      origin: 'customer',
      source: 'meeting',
      urgency: 'high',
    });
    const { title, text, reason } = digests(request);
    expect([title, text, reason].map((one) => one.slice(0, 12))).toEqual(DIGESTS);
  });

  test(`${name}: an edit of one answer changes that answer and nothing else`, () => {
    const answers = { ...FILED.answers, after: 'Only PDF.' };
    const before = digests(requestOf(filed(FILED), 'open'));
    const after = digests(requestOf(edited({ ...FILED, answers }), 'write'));
    expect(after.text).not.toBe(before.text);
    expect({ ...after, text: '' }).toEqual({ ...before, text: '' });
  });

  test(`${name}: 4.4: an edit says which parts it wrote, so that its writer is an author whatever else is on record by now`, () => {
    const answers = { ...FILED.answers, after: 'Only PDF.' };
    const [write] = edited({ ...FILED, answers });
    expect(write).toMatchObject({ type: 'write', wrote: ['text'] });
    // Filed once more as it is, nobody wrote anything.
    expect(edited(FILED).flatMap((one) => ('wrote' in one ? (one.wrote ?? []) : []))).toEqual([]);
  });

  test(`${name}: an answer that is none of those offered is left out and asked back, and so is “other” without words`, () => {
    const request = requestOf(
      filed({ ...FILED, answers: { ...FILED.answers, origin: 'Mars', cause: 'Other' } }),
      'open',
    );
    expect(request).not.toHaveProperty('origin');
    expect(request).not.toHaveProperty('cause');
  });

  test(`${name}: what is typed in a comment is the same command, in order, in both languages`, () => {
    const { commands, misunderstood } = commented([
      'thanks',
      '/assess cost USD 5,000 split 60/40/0',
      '/approve as customer because it is right',
      '/批准',
    ]);
    expect(misunderstood).toBe(0);
    expect(
      commands.map((one) =>
        one.type === 'vote' ? { type: one.type, verdict: one.verdict, seat: one.seat } : { type: one.type },
      ),
    ).toEqual([
      { type: 'assess' },
      { type: 'vote', verdict: 'approve', seat: 'customer' },
      { type: 'vote', verdict: 'approve', seat: undefined },
    ]);
  });

  test(`${name}: 4.1: a vote and a confirmation that were typed are known by a comment, in the same word on every tracker`, () => {
    const { commands } = commented(['/approve', '/confirm', '/反对 太贵', '/abstain']);
    expect(commands.map((one) => 'authenticated' in one && one.authenticated)).toEqual(Array(4).fill('comment'));
  });

  test(`${name}: whoever is mentioned is that account, and a plan is read with its steps`, () => {
    const { commands, misunderstood } = commented([
      '/triage normal owner @mei',
      '/condition before merge @mei Load test by 2026-12-20',
      '/concern The fonts are not licensed',
      '/defer until 2027-01-15 after the closing',
    ]);
    const mei = { id: expect.any(String), name: expect.stringMatching(/^mei$/i) };
    expect(misunderstood).toBe(0);
    expect(commands).toEqual([
      { type: 'triage', changeType: 'normal', owner: mei },
      { type: 'condition', text: 'Load test', owner: mei, due: '2026-12-20', blocks: 'merge' },
      { type: 'concern', text: 'The fonts are not licensed' },
      { type: 'defer', reason: 'after the closing', until: '2027-01-15' },
    ]);
  });

  test(`${name}: 6.3: a comment that was edited is nobody’s word, and the edit is noted`, () => {
    expect(rewritten(['/approve'])).toEqual({
      commands: [
        {
          type: 'note',
          irregularity: 'comment-edited',
          detail: expect.not.stringContaining('rosa'),
          of: expect.objectContaining({ name: 'rosa' }),
        },
      ],
      misunderstood: 1,
    });
  });

  test(`${name}: a word that nearly is one of ours is asked back, and is no command`, () => {
    expect(commented(['/aprove'])).toEqual({ commands: [], misunderstood: 1 });
  });

  test(`${name}: a request that is deleted is noted, never forgotten`, () => {
    expect(deleted()).toEqual([{ type: 'note', irregularity: 'item-deleted', detail: expect.any(String) }]);
  });
}
