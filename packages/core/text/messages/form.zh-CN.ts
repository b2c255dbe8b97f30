/** Chinese sentences for what a form asks and what it could not read: the same keys and arguments as the English ones. */
import type { formEn } from './form.en.ts';

export const formZh = {
  'form.date.format': '无法识别日期“{text}”。请按“年-月-日”填写，例如 {example}。',
  'form.date.no-such-day': '没有 {text} 这一天：该月只有 {days, number} 天。',
  'form.date.no-such-month': '没有 {text} 这一天：一年只有 12 个月。',
  'form.money.empty': '请填写金额，例如 {example}。',
  'form.money.not-an-amount': '无法识别金额“{text}”。请按如下方式填写：{example}。',
  'form.money.no-currency': '“{text}”没有币种。请按如下方式填写：{example}。',
  'form.money.unknown-currency': '无法识别币种“{currency}”。请使用 ISO 4217 代码，例如 {example}。',
  'form.money.ambiguous-currency': '“{currency}”可能指多个币种：{candidates}。请写明是哪一个，例如 {example}。',
  'form.money.two-currencies': '“{text}”写了多个币种。请按如下方式填写：{example}。',
  'form.money.ambiguous-separator': '“{text}”中看不出哪个符号是小数点。请按如下方式填写：{example}。',
  'form.money.too-many-decimals':
    '{digits, plural, =0 {{currency} 没有小数，但“{text}”带有小数。} other {{currency} 只有 # 位小数，但“{text}”的位数更多。}}',
  'form.money.negative': '“{text}”是负数。请以正数填写成本。',
  'form.money.too-large': '“{text}”过大，无法精确计算。',
} as const satisfies Record<keyof typeof formEn, string>;
