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
export function days(example: number) {
  const code = `bad-days ${example}`;
  return z.number(code).positive(code).max(MOST_DAYS, 'too-many-days');
}

/** `@mei` or `mei` for a person, `@acme/pmo` for a team; in Jira `@712020:5b…`, the account's id, and `@group/Change board`, a group by its name. */
export const account = z
  .string()
  .max(LONGEST, 'too-long')
  .regex(/^@?[\w.:-]+(\[bot\])?(\/[\w.-]+)?$|^@?group\/[^/\r\n]{1,255}$/, 'bad-name')
  .describe('A person (@mei) or a team (@acme/pmo).');

const contact = z
  .strictObject({ name: z.string().min(1).max(LONGEST, 'too-long'), mail: z.email().max(LONGEST, 'too-long') })
  .describe('Somebody without an account.');

/** Who holds a role. */
export const filling = z.array(z.union([account, contact])).min(1, 'empty-list');

/** A value for each class of change. */
export function byClass<Value extends z.ZodType>(shape: (one: ChangeClass) => Value) {
  return z.strictObject(
    Object.fromEntries(CLASSES.map((one) => [one, shape(one)])) as Readonly<Record<ChangeClass, Value>>,
  );
}
