/** Writes what is generated from code in `docs/` (`npm run docs`). */
import { readFileSync, writeFileSync } from 'node:fs';
import { stateMachinePage } from '@countersign/core/change/diagram.ts';
import { withKeyTable } from '@countersign/core/policy/key/page.ts';
import { policyJsonSchema } from '@countersign/core/policy/schema.ts';

writeFileSync(new URL('../../docs/state-machine.md', import.meta.url), stateMachinePage());
writeFileSync(
  new URL('../../docs/policy.schema.json', import.meta.url),
  `${JSON.stringify(policyJsonSchema(), null, 2)}\n`,
);

const manual = new URL('../../docs/policy.md', import.meta.url);
writeFileSync(manual, withKeyTable(readFileSync(manual, 'utf8')));
