/** Writes what is generated from code in `docs/`, and our own form of a change request (`npm run docs`). */
import { readFileSync, writeFileSync } from 'node:fs';
import { stateMachinePage } from '@countersign/core/change/diagram.ts';
import { commandsPage } from '@countersign/core/commandspage.ts';
import { eventsPage } from '@countersign/core/eventspage.ts';
import { withKeyTable } from '@countersign/core/policy/key/page.ts';
import { policyJsonSchema } from '@countersign/core/policy/schema.ts';
import { issueForm } from '@countersign/github/form/template.ts';
import { withPermissions } from '@countersign/server/permission.ts';

writeFileSync(new URL('../../docs/state-machine.md', import.meta.url), stateMachinePage());
writeFileSync(new URL('../../docs/commands.md', import.meta.url), commandsPage('en'));
writeFileSync(new URL('../../docs/commands.zh-CN.md', import.meta.url), commandsPage('zh-CN'));
writeFileSync(new URL('../../docs/events.md', import.meta.url), eventsPage());
writeFileSync(
  new URL('../../docs/policy.schema.json', import.meta.url),
  `${JSON.stringify(policyJsonSchema(), null, 2)}\n`,
);

for (const [page, locale] of [
  ['policy.md', 'en'],
  ['policy.zh-CN.md', 'zh-CN'],
] as const) {
  const manual = new URL(`../../docs/${page}`, import.meta.url);
  writeFileSync(manual, withKeyTable(readFileSync(manual, 'utf8'), locale));
}

for (const [page, locale] of [
  ['running.md', 'en'],
  ['running.zh-CN.md', 'zh-CN'],
] as const) {
  const running = new URL(`../../docs/${page}`, import.meta.url);
  writeFileSync(running, withPermissions(readFileSync(running, 'utf8'), locale));
}

writeFileSync(new URL('../../.github/ISSUE_TEMPLATE/change-request.yml', import.meta.url), issueForm('light', 'en'));
