/** The shapes of which the values of policy keys are made. Their messages are the codes of problems, so that each fault gets its sentence. */
import { z } from 'zod';
import { type ChangeClass, CLASSES } from '../../impact/class.ts';

/** Nothing that is one name or one sentence is longer. */
const LONGEST = 1_000;
/** Days beyond which nothing is planned: they are counted one by one. */
const MOST_DAYS = 10_000;

export const text = z.string().min(1).max(LONGEST, 'too-long');

export const texts = z.array(text);

export const percent = z.number('bad-percent').min(0, 'bad-percent').max(100, 'bad-percent');

/** Working days, more than none. @param example told to whoever wrote something else */
export function days(example: number, most = MOST_DAYS) {
  const code = `bad-days ${example}`;
  return z.number(code).positive(code).max(most, 'too-many-days');
}

/** Whole days, more than none. @param example told to whoever wrote something else */
export function wholeDays(example: number, most: number) {
  const code = `bad-whole-days ${example}`;
  return z.int(code).positive(code).max(most, 'too-many-days');
}

/** Up to what a score of 1, of 2 and of 3 goes (`rules.md 2.2`); each as large as the one before it, or larger. */
export function limits([first, second, third]: readonly [number, number, number], most: number) {
  const code = `bad-limits ${most} [${first}, ${second}, ${third}]`;
  return z
    .array(z.number(code).min(0, code).max(most, code))
    .length(3, code)
    .refine(([one = 0, two = 0, three = 0]) => one <= two && two <= three, code);
}

/**
 * `@mei` or `mei` for a person, `@acme/pmo` for a team; in Jira `@712020:5b…`, the account's id, and `@group/Change board`, a group by its name.
 * `@mei:583231` and `@acme/pmo:4711` say by its id which account or team is meant; `jira:712020:5b…` and `github:583231` are accounts of the other tracker.
 */
export const account = z
  .string()
  .max(LONGEST, 'too-long')
  .regex(/^@?[\w.:-]+(\[bot\])?(\/[\w.-]+)?(:\d{1,15})?$|^@?group\/[^/\r\n]{1,255}$/, 'bad-name')
  .describe('A person (@mei) or a team (@acme/pmo), with its id or without (@mei:583231).');

/** A person, and no team: somebody is asked by name. */
export const person = account
  .refine((name) => !name.includes('/'), 'team-for-person')
  .describe('A person (@mei), with the account’s id or without (@mei:583231).');

const contact = z
  .strictObject({ name: z.string().min(1).max(LONGEST, 'too-long'), mail: z.email().max(LONGEST, 'too-long') })
  .describe('Somebody without an account.');

/** The domain of mail addresses, such as `acme.example`. */
export const domain = z
  .string()
  .max(253, 'too-long')
  .regex(/^@?[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u, 'bad-domain')
  .describe('The domain of mail addresses (acme.example), with all below it.');

/** The name that whoever runs the server gave a robot or a webhook: `team-a` of `CHANNEL_TEAM_A`. */
export const channel = z
  .string()
  .max(60, 'too-long')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'bad-channel')
  .describe('A robot of a group, or a webhook, as the server calls it (team-a).');

/** Whoever one is called in an alias: an account, or the mail address of a contact. */
export const oneself = z
  .string()
  .max(LONGEST, 'too-long')
  .regex(
    /^@?[\w.:-]+(\[bot\])?(\/[\w.-]+)?(:\d{1,15})?$|^@?group\/[^/\r\n]{1,255}$|^[^@\s/]+@[^@\s/]+\.[^@\s/]+$/,
    'bad-name',
  )
  .describe('An account (@mei), or the mail address of a contact (li@example.com).');

/** Who holds a role. */
export const filling = z.array(z.union([account, contact])).min(1, 'empty-list');

/** A value for each class of change. */
export function byClass<Value extends z.ZodType>(shape: (one: ChangeClass) => Value) {
  return z.strictObject(
    Object.fromEntries(CLASSES.map((one) => [one, shape(one)])) as Readonly<Record<ChangeClass, Value>>,
  );
}
