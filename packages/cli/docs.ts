/** Writes the pages of `docs/` that are generated from code (`npm run docs`). */
import { writeFileSync } from 'node:fs';
import { stateMachinePage } from '@countersign/core/change/diagram.ts';

writeFileSync(new URL('../../docs/state-machine.md', import.meta.url), stateMachinePage());
