/** Starts one bundled panel where only the bridge to Jira answers, as it does when the resolver fails: it must ask, and say that it could not read. */
const { readFileSync } = require('node:fs');
const { setTimeout: wait } = require('node:timers/promises');
const { createContext, runInContext } = require('node:vm');

/** Milliseconds in which a panel has asked and drawn; it takes about 50. */
const LONGEST = 10_000;

module.exports = { startPanel };

/**
 * @param asks whether it has a resolver; then it counts as drawn only after it was answered
 * @returns the resolver's functions that it asked for, and how often it drew
 */
async function startPanel(file, asks) {
  const invoked = [];
  let drawn = 0;
  const callBridge = async (command, data) => {
    if (command === 'getContext') return { locale: 'en-US', extension: {} };
    if (command === 'reconcile' && (invoked.length > 0 || !asks)) drawn += 1;
    if (command !== 'invoke') return undefined;
    invoked.push(data.functionKey);
    throw new Error('no resolver here');
  };
  const page = {
    ...{ setTimeout, clearTimeout, queueMicrotask, MessageChannel, URL, TextEncoder, TextDecoder, performance, crypto },
    console: { ...console, error() {} },
    document: {
      currentScript: { tagName: 'SCRIPT', src: 'https://app.example/panel.js' },
      createElement: () => ({ setAttribute() {} }),
      head: { appendChild() {} },
      getElementsByTagName: () => [],
    },
    __bridge: { callBridge },
  };
  page.window = page;
  page.self = page;
  runInContext(readFileSync(file, 'utf8'), createContext(page), { filename: 'panel.js' });
  for (let waited = 0; waited < LONGEST && drawn === 0; waited += 10) await wait(10);
  return { invoked, drawn };
}
