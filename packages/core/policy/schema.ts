/** The strict shape of the policy file `.github/countersign.yml`, made from the rows of its keys. What it means, with all defaults, is in `policy.ts`. */
import { z } from 'zod';
import { type Key, ROWS, type Rows } from './key/keys.ts';
import { REQUIRED } from './key/row.ts';

type Shape = {
  readonly [One in Key]: Rows[One]['default'] extends typeof REQUIRED
    ? Rows[One]['schema']
    : z.ZodOptional<Rows[One]['schema']>;
};

const shape = Object.fromEntries(
  ROWS.map(({ key, schema, default: silent, meaning }) => [
    key,
    (silent === REQUIRED ? schema : schema.optional()).describe(meaning.replaceAll('`', '')),
  ]),
) as unknown as Shape;

export const policyFileSchema = z.strictObject(shape);

export type PolicyFile = z.infer<typeof policyFileSchema>;

/** JSON Schema for editors; `docs/policy.schema.json` is written from it. */
export function policyJsonSchema(): unknown {
  return z.toJSONSchema(policyFileSchema, { io: 'input' });
}
