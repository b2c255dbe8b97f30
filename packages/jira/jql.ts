/** `issue in changeRequestsAwaiting("account")`: the requests whose seats wait for somebody, found by the mirror on the issues. */
import { z } from 'zod';

const asked = z.object({
  clause: z.object({ operator: z.string().optional(), arguments: z.array(z.string()).optional() }).loose(),
});

export type Jql = { readonly jql: string } | { readonly error: string };

export function awaitingJql(given: unknown, accountId: string | undefined): Jql {
  const read = asked.safeParse(given);
  const account = read.success ? (read.data.clause.arguments?.[0] ?? accountId) : undefined;
  // Account ids are letters, digits, colons and hyphens; anything else would be JQL of somebody's own.
  if (!account || !/^[\w:-]{1,128}$/.test(account))
    return {
      error:
        'changeRequestsAwaiting takes an account id, for example changeRequestsAwaiting("5b10a2844c20165700ede21g")',
    };
  const not = read.success && /not/i.test(read.data.clause.operator ?? '') ? '!=' : '=';
  return { jql: `countersign.awaiting ${not} "${account}"` };
}
