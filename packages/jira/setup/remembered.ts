/** Jira asked once: while set-up looks around, many pieces ask for the same list, and Forge gives it 25 seconds. */
import type { Answer, JiraClient } from '../client.ts';

/** For one look only: nothing is forgotten, so nothing may be written through it that a later question is about. */
export function remembered(client: JiraClient): JiraClient {
  const known = new Map<string, Promise<Answer>>();
  return {
    async request(method, path, body) {
      if (method !== 'GET') return client.request(method, path, body);
      const found = known.get(path) ?? client.request(method, path);
      known.set(path, found);
      return found;
    },
  };
}
