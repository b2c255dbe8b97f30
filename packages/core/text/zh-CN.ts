/** The whole Chinese catalogue, gathered from its areas. */
import type { MessageId } from './en.ts';
import { baselineZh } from './messages/baseline.zh-CN.ts';
import { commandZh } from './messages/command.zh-CN.ts';
import { eventZh } from './messages/event.zh-CN.ts';
import { formZh } from './messages/form.zh-CN.ts';
import { gateZh } from './messages/gate.zh-CN.ts';
import { impactZh } from './messages/impact.zh-CN.ts';
import { mailZh } from './messages/mail.zh-CN.ts';
import { noticeZh } from './messages/notice.zh-CN.ts';
import { orderZh } from './messages/order.zh-CN.ts';
import { pageZh } from './messages/page.zh-CN.ts';
import { policyZh } from './messages/policy.zh-CN.ts';
import { refusalZh } from './messages/refusal.zh-CN.ts';
import { requirementZh } from './messages/requirement.zh-CN.ts';
import { signZh } from './messages/sign.zh-CN.ts';
import { startZh } from './messages/start.zh-CN.ts';
import { statusZh } from './messages/status.zh-CN.ts';

export const ZH_CN = {
  ...baselineZh,
  ...commandZh,
  ...eventZh,
  ...formZh,
  ...gateZh,
  ...impactZh,
  ...mailZh,
  ...noticeZh,
  ...orderZh,
  ...pageZh,
  ...policyZh,
  ...refusalZh,
  ...signZh,
  ...requirementZh,
  ...startZh,
  ...statusZh,
} as const satisfies Record<MessageId, string>;
