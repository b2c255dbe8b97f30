/** A property that set-up writes on an issue type or a project: Jira's display conditions ask for it, and nothing else does. */
import type { JiraClient } from '../client.ts';
import * as answers from './answers.ts';
import { done, gone, told } from './piece.ts';

export interface Property {
  /** Its value; `undefined` when it is not there. @throws Refused */
  read(client: JiraClient): Promise<unknown>;
  /** @throws Refused */
  write(client: JiraClient, value: object): Promise<void>;
  /** One that is gone already is gone. @throws Refused */
  remove(client: JiraClient): Promise<void>;
}

/** @param at its path, encoded */
export function property(at: string): Property {
  return {
    async read(client) {
      const answer = await client.request('GET', at);
      if (!answer.ok && answer.status === 404) return undefined;
      return told(answer, answers.property).value;
    },
    write: async (client, value) => void done(await client.request('PUT', at, value)),
    remove: async (client) => gone(await client.request('DELETE', at)),
  };
}
