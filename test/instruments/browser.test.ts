/** Shows that the browser from npm starts here, draws both languages, and that its checks can fail. */
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { axe, openPage, overflow, screenshot, story, width } from './browser.ts';

const specimen = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Specimen</title><style>body { font: 16px/1.5 system-ui, sans-serif; margin: 1rem } code { font-family: monospace }</style>
</head><body><main><h1>Change request 变更请求 #42</h1>
<p>The critical path moves by 6 working days. 关键路径顺延 6 个工作日。</p>
<p lang="zh-CN"><strong>变更控制委员会</strong>：项目经理、技术专家、客户代表。<em>异议</em>「待解决」</p>
<p><b style="font-weight:500">Medium 中</b> <b style="font-weight:600">Semibold 半粗</b> <b>Bold 粗体</b></p>
<p>Symbols ✓ ✔ ✗ ✘ ⚠ ⏳ ● ○ ◆ ▶ ▸ → ↔ ≥ ≤ × − – — … « » “ ” • ✅ ❌ 🔒 🟢 👍</p>
<p><code>sha256:9f86d081 const 需求 = 1;</code></p></main></body></html>`;

for (const [name, pixels] of Object.entries(width)) {
  story(`Chromium draws Chinese and English at a ${name}'s width, without faults of the page`, async ({ browser }) => {
    const { page, troubles } = await openPage(browser, { width: pixels });
    await page.setContent(specimen);

    expect(await axe(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(troubles).toEqual([]);
    const picture = await readFile(await screenshot(page, `specimen-${name}`));
    expect(picture.readUInt32BE(16)).toBe(pixels);
  });
}

story('Every Chinese character has a shape of its own instead of the box for a missing one', async ({ browser }) => {
  const { page } = await openPage(browser);
  await page.setContent('<canvas width="40" height="40"></canvas>');
  const shape = (character: string) =>
    page.evaluate(`(() => {
      const pen = document.querySelector('canvas').getContext('2d');
      pen.clearRect(0, 0, 40, 40);
      pen.font = '30px sans-serif';
      pen.fillText(${JSON.stringify(character)}, 2, 32);
      return document.querySelector('canvas').toDataURL();
    })()`);
  const missing = await shape('\u{10FFFD}');
  const shapes = await Promise.all([...'变更请求席位门禁⚠✓'].map(shape));
  expect(shapes).not.toContain(missing);
});

story('The checks see a faint text, a page that is too wide, and an error in a script', async ({ browser }) => {
  const { page, troubles } = await openPage(browser, { width: width.phone });
  await page.setContent(
    '<html lang="en"><title>Bad</title><main><p style="color:#ccc;width:900px">faint</p></main><script>missing()</script></html>',
  );
  expect((await axe(page)).map(({ rule }) => rule)).toContain('color-contrast');
  expect(await overflow(page)).toBeGreaterThan(0);
  expect(troubles).toEqual(['script: missing is not defined']);
});
