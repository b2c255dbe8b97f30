/** Chinese words of mails, around what they tell. */
import type { mailEn } from './mail.en.ts';

export const mailZh = {
  'mail.subject-and-more': '{subject}（另有 {more} 项）',
  'mail.test': 'Countersign：测试消息',
  'mail.test-line': '通知可以送达此处。',
  'mail.test-because': '本消息由服务器管理员通过命令发送。',
  'mail.open': '打开变更申请',
  'mail.open-at': '打开变更申请：{page}',
  'mail.choose': '设置接收哪些通知，或退订',
  'mail.choose-at': '设置接收哪些通知，或退订：{page}',
} as const satisfies Record<keyof typeof mailEn, string>;
