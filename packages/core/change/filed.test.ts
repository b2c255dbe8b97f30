import { expect, test } from 'vitest';
import { approve, inReview, type Scenario } from '../../../test/instruments/scenario.ts';
import { PLAIN, speaker } from '../view/sentence.ts';
import { statusView } from '../view/status.ts';
import type { Command } from './command.ts';

const FILE = { name: 'report.pdf', digest: 'a'.repeat(64), size: 7, kind: 'pdf' } as const;
const say = speaker({ locale: 'en', timeZone: 'UTC' }, PLAIN);

/** Ready to be verified; what shows the criterion is a file. */
function shown(): Scenario {
  const play = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(play, name, name === 'carla' ? 'customer' : undefined);
  play.when('dev', { type: 'link-work', work: 'PR_21', label: '#21' });
  play.when('mei', { type: 'done', step: '1' });
  play.when('mei', { type: 'done' });
  play.when('qa', { type: 'evidence', criterion: '1', evidence: FILE.name, file: FILE });
  play.when('mei', { type: 'actuals', days: 0, cost: { minor: 0, currency: 'CNY' } });
  return play;
}

const viewOf = (play: Scenario) => statusView(play.state(), play.situation('qa'), play.happened);
const factsOf = (play: Scenario) =>
  viewOf(play)
    .plan.flatMap(({ facts }) => facts)
    .map(say);
const PASSED: Command = { type: 'verify', passed: true };

test('T16: a criterion whose file was erased counts as not shown, and whoever looks is told', () => {
  const play = shown();
  expect(viewOf(play).criteria.map(({ done }) => done)).toEqual([true]);
  play.world.erasedFiles = [FILE.digest];
  expect(viewOf(play).criteria.map(({ done }) => done)).toEqual([false]);
  expect(factsOf(play)).toContain('the file was erased since and shows nothing any more: evidence is needed anew');
  expect(viewOf(play).next.map(({ id }) => id)).toEqual(['status.next.evidence']);
  expect(play.refused('qa', PASSED)).toBe('missing-evidence');
});

test('T16: what is given in its place closes the request; a file that is erased after that reopens nothing', () => {
  const play = shown();
  play.world.erasedFiles = [FILE.digest];
  play.when('qa', {
    type: 'evidence',
    criterion: '1',
    evidence: 'report.pdf',
    file: { ...FILE, digest: 'b'.repeat(64) },
  });
  play.when('qa', PASSED);
  play.world.erasedFiles = [FILE.digest, 'b'.repeat(64)];
  expect(play.state().stage).toBe('closed');
  expect(viewOf(play).next.map(({ id }) => id)).toEqual(['status.done.closed']);
  expect(factsOf(play)).toContain('the file was erased since');
});

test('4.6: a condition is met by a file, too; whoever confirmed it stands for it when the file is erased', () => {
  const play = inReview();
  const owner = { id: 'github:dev', name: 'dev' };
  play.when('arch', { type: 'condition', text: 'Rehearse the export', blocks: 'close', owner });
  play.when('mei', { type: 'meet-condition', condition: 'K1', evidence: FILE.name, file: FILE });
  const facts = () => viewOf(play).conditions.flatMap((one) => one.facts.map(say));
  expect(facts()).toContain('evidence: report.pdf (1\u00a0KB)');
  play.world.erasedFiles = [FILE.digest];
  expect(facts()).toContain('the file was erased since');
  expect(viewOf(play).conditions.map(({ done }) => done)).toEqual([true]);
});
