/** Robots and webhooks as an operator names them in the environment: `CHANNEL_TEAM_A=https://…`, and `CHANNEL_TEAM_A_SECRET`. */
import type { Channel } from '@countersign/core/notice/channel.ts';
import { type Destination, robotChannel, webhookChannel } from './channel.ts';
import { type Fault, faultOf, type Post, postOutside } from './outgoing.ts';
import { dingtalk } from './robot/dingtalk.ts';
import { feishu } from './robot/feishu.ts';
import type { Robot } from './robot/robot.ts';
import { slack } from './robot/slack.ts';
import { teams } from './robot/teams.ts';
import { wecom } from './robot/wecom.ts';
import { SIGNING_SECRET } from './webhook.ts';

export const ROBOTS = { wecom, dingtalk, feishu, slack, teams } as const satisfies Readonly<Record<string, Robot>>;

/** By the name that policies use: `team-a` of `CHANNEL_TEAM_A`. */
export type Destinations = ReadonlyMap<string, Destination>;

export interface Configured {
  readonly destinations: Destinations;
  readonly problems: readonly Problem[];
}

/** What is wrong with a variable. Nothing says its value, which is a secret. */
export interface Problem {
  readonly variable: string;
  readonly wrong: Fault | 'name' | 'missing' | 'unsigned' | 'secret';
}

const NAMED = /^CHANNEL_([A-Z0-9]+(?:_[A-Z0-9]+)*?)(_SECRET|_ACCOUNTS)?$/;

/** Whether a variable holds what nobody may read: each address has its token in it. */
export const isChannelVariable = (name: string): boolean => NAMED.test(name);

export function configured(environment: Readonly<Record<string, string | undefined>>): Configured {
  const found = new Map<string, Given>();
  const problems: Problem[] = [];
  for (const [variable, value] of Object.entries(environment).sort()) {
    if (!variable.startsWith('CHANNEL_') || !value) continue;
    const [, letters, part] = NAMED.exec(variable) ?? [];
    if (letters === undefined) problems.push({ variable, wrong: 'name' });
    else found.set(letters, { ...found.get(letters), [part ?? '']: value });
  }
  const destinations = new Map<string, Destination>();
  for (const [letters, { '': url, _SECRET: secret, _ACCOUNTS: listed }] of found) {
    const problem = problemOf(`CHANNEL_${letters}`, url, secret);
    const accounts = listed?.toLowerCase().split(/[\s,]+/);
    if (problem) problems.push(problem);
    else if (url)
      destinations.set(nameOf(letters), { url, ...(secret ? { secret } : {}), ...(accounts ? { accounts } : {}) });
  }
  return { destinations, problems };
}

/** A channel's variables, by how their names end. */
interface Given {
  readonly ''?: string;
  readonly _SECRET?: string;
  readonly _ACCOUNTS?: string;
}

export function variableOf(name: string): string {
  return `CHANNEL_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** Whether an account's policies may have a channel carry what they tell: where several accounts use a server, each has its own groups. */
export function isChannelOf(destinations: Destinations, name: string, account: string): boolean {
  const to = destinations.get(name);
  return to !== undefined && (to.accounts === undefined || to.accounts.includes(account.toLowerCase()));
}

const nameOf = (letters: string): string => letters.toLowerCase().replaceAll('_', '-');

function problemOf(variable: string, url: string | undefined, secret: string | undefined): Problem | undefined {
  if (url === undefined) return { variable, wrong: 'missing' };
  const fault = faultOf(url);
  if (fault) return { variable, wrong: fault };
  if (robotAt(url)) return undefined;
  // What is no robot is a webhook, and each request to it is signed.
  if (secret === undefined) return { variable: `${variable}_SECRET`, wrong: 'unsigned' };
  return SIGNING_SECRET.test(secret) ? undefined : { variable: `${variable}_SECRET`, wrong: 'secret' };
}

function robotAt(url: string): Robot | undefined {
  const { hostname } = new URL(url);
  return Object.values(ROBOTS).find(({ hosts }) => hosts.test(hostname));
}

/** @param now in ms since 1970 */
export function channelsOf(
  destinations: Destinations,
  now: () => number,
  post: Post = postOutside,
): ReadonlyMap<string, Channel> {
  return new Map(
    [...destinations].map(([name, to]): [string, Channel] => {
      const robot = robotAt(to.url);
      if (robot) return [name, robotChannel(robot, to, { post, now })];
      return [name, webhookChannel({ url: to.url, secret: to.secret ?? '' }, { post, now })];
    }),
  );
}
