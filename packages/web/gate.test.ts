import { leaf, type Verdict } from '@countersign/core/gate/verdict.ts';
import { LOCALES } from '@countersign/core/text/locale.ts';
import { expect, test } from 'vitest';
import { gateView } from './gate.ts';
import { voice } from './markup.ts';
import type { GateFacts } from './port.ts';

const shown = async (verdict: Verdict, more: Partial<GateFacts> = {}, locale: 'en' | 'zh-CN' = 'en') =>
  String(
    await gateView(
      voice({ locale, timeZone: 'UTC' }),
      {
        ...{ project: 'acme/shop', label: '#21', title: 'PDF', address: 'https://github.com/acme/shop/pull/21' },
        ...{ verdict, base: 'main', merged: false, changes: new Map() },
        ...{ at: '2026-11-29T12:00:00.000Z', timeZone: 'UTC', ...more },
      },
      { tenant: 'acme', project: 'shop' },
    ),
  );

test('6.1: the page of an open gate says that only a merge queue asks anew, and promises nothing of what is closed, merged or not covered', async () => {
  const open = leaf(true, 'not-covered-files');
  expect(await shown(open)).toContain('only a merge queue asks anew');
  expect(await shown(open, {}, 'zh-CN')).toContain('合并队列');
  for (const page of [
    await shown(leaf(false, 'needs-change-request', { files: [] })),
    await shown(open, { merged: true }),
    await shown(open, { observed: true }),
    await shown(leaf(true, 'not-covered-branch', { branch: 'scratch' })),
  ])
    expect(page).not.toContain('only a merge queue');
});

test('6.1: the page of an observed gate says that it holds nothing back', async () => {
  for (const locale of LOCALES)
    expect(await shown(leaf(false, 'needs-change-request', { files: [] }), { observed: true }, locale)).toContain(
      'gates.merge.mode: observe',
    );
});
