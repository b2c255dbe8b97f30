/** How a policy is written down: the strict shape of `.github/countersign.yml`. What it means, with all defaults, is in `policy.ts`. */
import { z } from 'zod';
import { CLASSES } from '../impact/class.ts';
import { LOCALES } from '../text/locale.ts';
import { ROLES, SEAT_ROLES } from './role.ts';

/** Nothing that is one name or one sentence is longer. */
const LONGEST = 1_000;
/** No board needs more seats; each is matched with everybody who could fill it. */
const MOST_SEATS = 20;
/** Days beyond which nothing is planned: they are counted one by one. */
const MOST_DAYS = 10_000;

/** `@mei` or `mei` for a person, `@acme/pmo` for a team; in Jira `@712020:5b…`, the account's id, and `@group/Change board`, a group by its name. */
const account = z
  .string()
  .max(LONGEST, 'too-long')
  .regex(/^@?[\w.:-]+(\[bot\])?(\/[\w.-]+)?$|^@?group\/[^/\r\n]{1,255}$/, 'bad-name')
  .describe('A person (@mei) or a team (@acme/pmo).');

const contact = z
  .strictObject({ name: z.string().min(1).max(LONGEST, 'too-long'), mail: z.email().max(LONGEST, 'too-long') })
  .describe('Somebody without an account.');

const filling = z.array(z.union([account, contact])).min(1, 'empty-list');
const text = z.string().min(1).max(LONGEST, 'too-long');
const projectKey = z.string().regex(/^[A-Z][A-Z0-9_]{1,30}$/, 'bad-key');
const percent = z.number().min(0).max(100);

export const policyFileSchema = z.strictObject({
  profile: z.enum(['light', 'standard']).describe('How much control: light for two people, standard for a board.'),
  language: z.enum(LOCALES).optional().describe('Language of comments, checks and labels.'),
  'time-zone': text.optional().describe('IANA name, for example Asia/Shanghai.'),
  calendar: text
    .optional()
    .describe(
      'Country code of the working calendar, for example CN, with a state where it has one (DE-BY); none for Monday to Friday.',
    ),
  currency: text.optional().describe('ISO 4217 code of amounts that name none.'),
  budget: z
    .union([text, z.number()])
    .optional()
    .describe('Approved budget of the project; cost scores are shares of it.'),
  'planned-days': z
    .number()
    .positive()
    .max(MOST_DAYS)
    .optional()
    .describe('Planned length of the project in working days.'),
  triage: z.enum(['auto', 'manual']).optional(),
  roles: z.strictObject(Object.fromEntries(ROLES.map((role) => [role, filling.optional()]))),
  aliases: z.array(z.array(account).min(2)).optional().describe('Accounts that belong to one person.'),
  seats: z
    .strictObject(
      Object.fromEntries(
        CLASSES.map((one) => [
          one,
          z.array(z.enum(SEAT_ROLES)).min(1, 'empty-list').max(MOST_SEATS, 'too-many-names').optional(),
        ]),
      ),
    )
    .optional()
    .describe('Required votes for each class (standard profile).'),
  'review-days': z
    .strictObject(Object.fromEntries(CLASSES.map((one) => [one, z.number().positive().max(MOST_DAYS).optional()])))
    .optional()
    .describe('Working days that the board has for its votes.'),
  'plan-confirmation': z.boolean().optional().describe('The customer confirms the plan apart from the vote.'),
  acceptance: z.boolean().optional().describe('The customer accepts the result before it is closed.'),
  gates: z
    .strictObject({
      merge: z
        .strictObject({
          mode: z
            .enum(['observe', 'enforce'])
            .optional()
            .describe(
              'observe: the check says what it would hold back and is never red or green; enforce, the default, holds back.',
            ),
          branches: z
            .array(text)
            .min(1, 'empty-list')
            .optional()
            .describe(
              'Globs of the branches that are covered: main, release/*. A name without a wildcard covers what is below it, too.',
            ),
          paths: z
            .array(text)
            .min(1, 'empty-list')
            .optional()
            .describe(
              'Globs of the files that are covered. src/** is everything below the folder src of the top; src or src/ is any file or folder of that name, wherever it is, and everything below; /src is that of the top alone. * and ? stay within a folder, ** crosses; {a,b} is either; [id] is one of these letters, or the name as written; everything else, also parentheses, means itself.',
            ),
          covers: z.enum(['all', 'linked']).optional(),
          jira: z
            .array(projectKey)
            .min(1, 'empty-list')
            .optional()
            .describe('Keys of the Jira projects whose change requests may be named here.'),
          exempt: z
            .strictObject({
              paths: z
                .array(text)
                .optional()
                .describe(
                  'Globs of the files that need no request, read narrowly: docs/** and docs/ are everything below the folder docs of the top; a name without a slash, such as *.md, is a file of that name in any folder, and never a folder.',
                ),
              authors: z.array(account).optional(),
            })
            .optional(),
        })
        .optional(),
    })
    .optional(),
  freeze: z
    .array(
      z.strictObject({
        from: text,
        to: text,
        stages: z
          .array(z.enum(['start', 'merge', 'deploy']))
          .min(1, 'empty-list')
          .optional(),
        reason: text,
      }),
    )
    .optional(),
  bots: z.array(account).optional().describe('Bots whose comments may carry commands.'),
  tolerance: z
    .strictObject({ schedule: percent.optional(), cost: percent.optional() })
    .optional()
    .describe('Percent by which actuals may exceed estimates.'),
  requirements: z.strictObject({ label: text }).optional(),
  criteria: z.array(text).optional().describe('Published criteria that the board uses.'),
});

export type PolicyFile = z.infer<typeof policyFileSchema>;

/** JSON Schema for editors; `docs/policy.schema.json` is written from it. */
export function policyJsonSchema(): unknown {
  return z.toJSONSchema(policyFileSchema, { io: 'input' });
}
