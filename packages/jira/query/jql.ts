/** `issue in changeRequestsAwaiting("account")`: the requests whose seats wait for somebody, found by the mirror on the issues. */
import { z } from 'zod';

const asked = z.object({
  clause: z.object({ operator: z.string().optional(), arguments: z.array(z.string()).optional() }).loose(),
});

export type Jql = { readonly jql: string } | { readonly error: string };

/** Jira keeps what is answered here for everybody who asks the same: whose search it is may only be said by JQL's own `currentUser()`. */
const ASKER = 'currentUser()';

export function awaitingJql(given: unknown): Jql {
  const read = asked.safeParse(given);
  const { arguments: [account = ASKER] = [], operator = 'in' } = read.success ? read.data.clause : {};
  const who = account === ASKER ? ASKER : `"${account}"`;
  // Account ids are letters, digits, colons and hyphens; anything else would be JQL of somebody's own.
  if (!read.success || (who !== ASKER && !/^[\w:-]{1,128}$/.test(account)))
    return {
      error:
        'changeRequestsAwaiting takes nothing, for your own, or one account id in quotes, for example changeRequestsAwaiting("5b10a2844c20165700ede21g"). Jira hands no function such as currentUser() to it.',
    };
  // An issue that waits for nobody has nothing in the field, and `!=` leaves such out.
  const jql = /not/i.test(operator)
    ? `(countersign.awaiting != ${who} OR countersign.awaiting is EMPTY)`
    : `countersign.awaiting = ${who}`;
  return { jql };
}
