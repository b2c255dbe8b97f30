/** The shapes that many commands share: nothing but the word, one text, an id and a text, another issue. Each shows the command's own example where something is missing. */

import type { Command } from '../change/command.ts';
import type { Example } from '../text/command.ts';
import type { Misunderstanding } from './reading.ts';
import { misread, type Reading } from './reading.ts';

export type Read = Command | Misunderstanding;

export const fixed = (command: Command) => (): Read => command;

/** A command whose whole rest is one text. */
export function withText(make: (text: string) => Command) {
  return (rest: string, reading: Reading, example: Example): Read => {
    const text = rest.trim();
    return text ? make(text) : misread('needs-argument', reading.line, { what: 'text' }, example);
  };
}

/** How steps and criteria are counted in Chinese and in English: `第1步`, `步骤 2`, `step 3`. */
const COUNTED =
  /^(?:(?:steps?|criterion|步骤|验收标准|标准)\s*#?(\d{1,3})|第\s*(\d{1,3})\s*(?:步|项|条|个(?:步骤)?))(?=$|[\s,，:：、。.])[,，:：、。.]?/i;

/** An id as it stands in the plan, where its writer counted. */
export function plainId(words: string): string {
  return words.trim().replace(COUNTED, (_, said?: string, counted?: string) => said ?? counted ?? '');
}

/** `<id> <text>`: a concern, a step, a criterion, a condition. */
export function idAndText(make: (id: string, text: string) => Command, needsText: boolean) {
  return (rest: string, reading: Reading, example: Example): Read => {
    const [, id = '', words = ''] = /^(\S*)\s*([\s\S]*)$/.exec(plainId(rest)) ?? [];
    const text = words.replaceAll(/[^\S\n]+/g, ' ').trim();
    if (!id || (needsText && !text))
      return misread('needs-argument', reading.line, { what: id ? 'text' : 'id' }, example);
    return make(id, text);
  };
}

/** How another request or an item is called: `#12`, or by its key where the tracker has keys. */
const called = ({ facts }: Reading): string => (facts.keys ? '[A-Z][A-Z0-9_]+-\\d+' : '[#＃]\\d+');

const plainly = (label: string): string => label.replace('＃', '#').toUpperCase();

export function target(make: (label: string, reason: string) => Command) {
  return (rest: string, reading: Reading, example: Example): Read => {
    const found = new RegExp(called(reading)).exec(rest)?.[0];
    if (!found) return misread('needs-argument', reading.line, { what: 'issue' }, example);
    return make(
      plainly(found),
      rest
        .replace(found, '')
        .replace(/^\s*(of|by|with)\b/i, '')
        .trim(),
    );
  };
}

/** Work, as its tracker calls it: a number, `owner/repo#21`, or an address; absent where the words say anything else. */
export function workIn(words: string): string | undefined {
  const found =
    /^(?:pull request|pull|PR|拉取请求|合并请求)?\s*([#＃]\d{1,9}|[\w.-]{1,100}\/[\w.-]{1,100}[#＃]\d{1,9}|https?:\/\/\S{1,300})[.。]?$/i.exec(
      words.trim(),
    )?.[1];
  const [, path, number] = /^https?:\/\/[^\s/]+\/([\w.-]+\/[\w.-]+)\/pull\/(\d+)/.exec(found ?? '') ?? [];
  return path ? `${path}#${number}` : found?.replace('＃', '#');
}

export function work(rest: string, reading: Reading, example: Example): Read {
  const said = workIn(rest);
  return said === undefined
    ? misread('needs-argument', reading.line, { what: 'work' }, example)
    : { type: 'accept', work: said };
}

/** `by #13 dropping #7, #9: why`: the successor, and by name whatever it does not take over (`rules.md`, T19). */
export function supersede(rest: string, reading: Reading, example: Example): Read {
  const item = `(?:${called(reading)}|\\bnew\\b|新需求)`;
  const dropping = new RegExp(
    `(?:\\bdropping|放弃)\\s*(${item}(?:\\s*(?:[,，、]|and|和)\\s*${item})*)\\s*[:：]?`,
    'iu',
  ).exec(rest);
  const dropped = (dropping?.[1]?.match(new RegExp(item, 'giu')) ?? []).map((one) =>
    /^(?:new|新需求)$/i.test(one) ? 'new' : plainly(one),
  );
  const without = dropping ? rest.replace(dropping[0], ' ') : rest;
  return target((successor, reason) => ({
    type: 'supersede',
    successor,
    reason,
    ...(dropped.length > 0 ? { dropped } : {}),
  }))(without.replaceAll(/\s+/g, ' '), reading, example);
}
