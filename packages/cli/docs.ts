/** Writes the pages of `docs/` that are generated from code (`npm run docs`). */
import { writeFileSync } from 'node:fs';
import { stateMachinePage } from '@countersign/core/change/diagram.ts';
import { policyJsonSchema } from '@countersign/core/policy/schema.ts';

writeFileSync(new URL('../../docs/state-machine.md', import.meta.url), stateMachinePage());
writeFileSync(
  new URL('../../docs/policy.schema.json', import.meta.url),
  `${JSON.stringify(policyJsonSchema(), null, 2)}\n`,
);
