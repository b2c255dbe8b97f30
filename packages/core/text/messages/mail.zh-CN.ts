/** Chinese words of mails, around what they tell. */
import type { mailEn } from './mail.en.ts';

export const mailZh = {
  'mail.subject-and-more': '{subject}（另有 {more} 项）',
  'mail.test': 'Countersign：测试消息',
  'mail.test-line': '通知可以送达此处。',
  'mail.test-because': '本消息由服务器管理员通过命令发送。',
  'mail.code': '{code} 是您的 Countersign 验证码',
  'mail.code-line': '请在 15 分钟内填入您获取验证码的页面，以确认此邮箱属于您。',
  'mail.code-because': '有已登录的用户填写了此邮箱。如非您本人操作，请忽略本邮件。',
  'mail.open': '打开变更申请',
  'mail.open-at': '打开变更申请：{page}',
  'mail.choose': '设置接收哪些通知，或退订',
  'mail.choose-at': '设置接收哪些通知，或退订：{page}',
} as const satisfies Record<keyof typeof mailEn, string>;
