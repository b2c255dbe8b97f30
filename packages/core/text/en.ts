/** The whole English catalogue, gathered from its areas. */
import { baselineEn } from './messages/baseline.en.ts';
import { commandEn } from './messages/command.en.ts';
import { eventEn } from './messages/event.en.ts';
import { formEn } from './messages/form.en.ts';
import { gateEn } from './messages/gate.en.ts';
import { impactEn } from './messages/impact.en.ts';
import { mailEn } from './messages/mail.en.ts';
import { noticeEn } from './messages/notice.en.ts';
import { orderEn } from './messages/order.en.ts';
import { pageEn } from './messages/page.en.ts';
import { policyEn } from './messages/policy.en.ts';
import { refusalEn } from './messages/refusal.en.ts';
import { requirementEn } from './messages/requirement.en.ts';
import { signEn } from './messages/sign.en.ts';
import { startEn } from './messages/start.en.ts';
import { statusEn } from './messages/status.en.ts';

export const EN = {
  ...baselineEn,
  ...commandEn,
  ...eventEn,
  ...formEn,
  ...gateEn,
  ...impactEn,
  ...mailEn,
  ...noticeEn,
  ...orderEn,
  ...pageEn,
  ...policyEn,
  ...refusalEn,
  ...signEn,
  ...requirementEn,
  ...startEn,
  ...statusEn,
} as const satisfies Record<string, string>;

export type MessageId = keyof typeof EN;
