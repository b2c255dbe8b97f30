/** Chinese sentences for the terminal: the same keys and arguments as the English ones. */
import type { startEn } from './start.en.ts';

export const startZh = {
  'start.not-ours.app':
    '此台账属于 GitHub 应用 {owner}，由其写入，沙盒不能在此启动。要启动应用，请设置 APP_ID、PRIVATE_KEY（或 PRIVATE_KEY_PATH）、WEBHOOK_SECRET 和 PUBLIC_URL。要试用沙盒，请为它另设目录：DATA_DIR=.sandbox npm start',
  'start.not-ours.unknown':
    '此台账中有不是由沙盒写入的内容，沙盒不能在此启动。要启动写入这些内容的应用，请设置 APP_ID、PRIVATE_KEY（或 PRIVATE_KEY_PATH）、WEBHOOK_SECRET 和 PUBLIC_URL。要试用沙盒，请为它另设目录：DATA_DIR=.sandbox npm start',
  'start.not-ours.other':
    '此台账属于 GitHub 应用 {owner}，而当前密钥属于应用 {ours}。请使用应用 {owner} 的密钥启动，或改用其他台账（DATA_DIR 或 DATABASE_URL）。如果应用 {ours} 是重新注册的，需要接续此记录，请启动一次：ADOPT_RECORD_OF={owner} npm start',
  'start.not-ours.sandbox':
    '此台账属于沙盒，应用不能在此启动。请为应用另设台账（DATA_DIR 或 DATABASE_URL）。如果沙盒中的内容都不再需要，请启动一次：ADOPT_RECORD_OF=sandbox npm start，该记录将被清空。',
  'start.still-runs':
    '该记录目前的所有者（{owner, select, sandbox {沙盒} other {应用 {owner}}}）仍在其上运行。请先在所有机器上将其停止，再重新启动。',
  'start.adopted': '应用 {owner} 的台账今后属于应用 {ours}。',
  'start.emptied': '沙盒在此留下的内容已清除，应用 {ours} 从空的台账开始。',
  'start.keys-missing':
    '缺少：{missing}。应用需要 APP_ID、PRIVATE_KEY（或 PRIVATE_KEY_PATH）和 WEBHOOK_SECRET；只设置其中一部分时不会启动，也不会启动沙盒。',
  'start.keys-unreadable':
    '无法使用 {file}：其中没有应用的密钥。请恢复此文件，或设置 APP_ID、PRIVATE_KEY 和 WEBHOOK_SECRET，或删除此文件后重新注册应用。',
  'start.set-up': 'Countersign 正在等待 GitHub 应用的密钥，尚未打开任何台账。要在 GitHub 上使用，请打开 {address}',
  'start.set-up.outside': '或在其他机器上打开 {address}',
} as const satisfies Record<keyof typeof startEn, string>;
