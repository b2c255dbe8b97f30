import { expect, test } from 'vitest';
import { type EvidenceKind, readEvidence } from './evidence.ts';
import { askWording } from './words.ts';

const addressOf = (kind: string, id: string) => `https://forge.example/${kind}/${id}`;
const HERE = { addressOf, word: askWording('en') };
const NOWHERE = { addressOf: () => undefined, word: askWording('en') };

test.each<readonly [EvidenceKind, string, typeof HERE | typeof NOWHERE, string | undefined]>([
  ['link', ' https://ci.example/7 ', HERE, 'https://ci.example/7'],
  ['link', 'Report 7', HERE, undefined],
  ['link', 'javascript:alert(1)', HERE, undefined],
  ['commit', '4F2C9A1', HERE, 'https://forge.example/commit/4f2c9a1'],
  ['commit', '4f2c9a1', NOWHERE, '4f2c9a1'],
  ['commit', 'https://forge.example/commit/4f2c9a1', NOWHERE, 'https://forge.example/commit/4f2c9a1'],
  ['commit', 'the last one', HERE, undefined],
  ['commit', '4f2c9', HERE, undefined],
  ['run', '#8123', HERE, 'https://forge.example/run/8123'],
  ['run', '8123', NOWHERE, undefined],
  ['run', 'https://ci.example/job/7', NOWHERE, 'https://ci.example/job/7'],
  ['words', '3 ms at most', NOWHERE, '3 ms at most'],
])('%s “%s”', (kind, typed, where, evidence) => {
  const read = readEvidence(kind, typed, where);
  expect('evidence' in read ? read.evidence : undefined).toBe(evidence);
});
