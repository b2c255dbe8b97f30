import { expect, test } from 'vitest';
import { askedBy, COMMANDS, HELP, OPTIONS } from './asked.ts';
import { Unfit } from './call.ts';

const pairs = Object.entries(OPTIONS).flatMap(([option, { type, of }]) =>
  COMMANDS.map((command) => ({ option, type, of, command })),
);

test.each(pairs)(
  '--$option with $command is taken where it belongs, and refused with a word elsewhere',
  ({ option, type, of, command }) => {
    const words = [command, ...(command === 'sessions' ? ['end'] : []), `--${option}`];
    const ask = () => askedBy(type === 'string' ? [...words, 'x'] : words);
    if (of === command) expect(ask()).toMatchObject({ command, values: { [option]: type === 'string' ? 'x' : true } });
    else {
      expect(ask).toThrow(Unfit);
      expect(ask).toThrow(new RegExp(`^--${option} belongs to ${of}`));
    }
  },
);

test('the help has every command and option, says which write to the record, and fits a wide terminal', () => {
  for (const command of COMMANDS) expect(HELP).toMatch(new RegExp(`^  ${command} `, 'm'));
  for (const option of Object.keys(OPTIONS)) expect(HELP).toContain(`--${option} `);
  expect(HELP).toContain('restore, replay, discard, reconcile, accept-loss, sessions end and erase --yes\nwrite to it');
  expect(Math.max(...HELP.split('\n').map((line) => line.length))).toBeLessThanOrEqual(150);
});

test('what is no command, or lacks a word, is refused; without one, and where it is asked for, there is help', () => {
  expect(() => askedBy(['frobnicate'])).toThrow(/^There is no command "frobnicate"[\s\S]*validate <file>/);
  expect(() => askedBy(['sessions'])).toThrow(/needs the word end/);
  expect(() => askedBy(['replay', 'one', '--all'])).toThrow(/in place of an id/);
  for (const words of [[], ['--help'], ['verify', '-h']]) expect(askedBy(words).command).toBeUndefined();
});
