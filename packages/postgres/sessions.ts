/** Sessions of the pages that were ended before their time: by signing out, or by an operator. All servers on the record see it at once. */
import { Transient } from '@countersign/core/failure.ts';
import { type Database, run } from './connect.ts';

/** What is asked of one session; the pages' own type has more. */
export interface SessionSeen {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly begun: number;
  readonly person: { readonly id: string; readonly login: string };
}

export interface SessionEnds {
  /** Milliseconds since 1970, with their fractions, by the database’s clock: ends are noted by it, and a server’s own may be ahead. */
  now(): Promise<number>;
  /** @param until milliseconds since 1970: later nobody asks. */
  end(id: string, until: number): Promise<void>;
  isEnded(session: SessionSeen): Promise<boolean>;
}

/** No session lasts longer than this (`packages/web/signin.ts`), so what ends all of them need not be kept longer. */
const LONGEST = '2 days';

/** @param $1 the scope: what was begun until now */
export const ending = `insert into session_end (scope, ended_at, until) values ($1, now(), now() + interval '${LONGEST}')
  on conflict (scope) do update set ended_at = excluded.ended_at, until = excluded.until`;
/** The scope of everybody. */
export const EVERYBODY = 'all';

const isEnded = `select exists (select 1 from session_end where scope = $1
  or (scope = any ($2) and ended_at >= to_timestamp($3::double precision / 1000))) as ended`;

/** One indexed question for each page that somebody signed in for. */
export function postgresSessions({ pool }: Database): SessionEnds {
  return {
    async now() {
      const [answer] = await run<{ now: number }>(
        pool,
        'ask the time',
        'select extract(epoch from clock_timestamp())::double precision * 1000 as now',
        [],
      );
      if (!answer) throw new Transient('the database does not tell the time');
      return answer.now;
    },
    async end(id, until) {
      await run(
        pool,
        'end session',
        `with old as (delete from session_end where until < now())
         insert into session_end (scope, ended_at, until) values ($1, now(), to_timestamp($2::double precision / 1000))
         on conflict (scope) do nothing`,
        [`session:${id}`, until],
      );
    },
    async isEnded({ id, begun, person }) {
      const wider = [EVERYBODY, `person:${person.id}`, `login:${person.login.toLowerCase()}`];
      const [answer] = await run<{ ended: boolean }>(pool, 'is session ended', isEnded, [
        `session:${id}`,
        wider,
        begun,
      ]);
      return answer?.ended ?? true;
    },
  };
}

/**
 * Ends every session that was begun until now.
 * @param of whose: a login, or GitHub's id as `github:7` where the login has changed since; absent: everybody's.
 */
export async function endSessions({ pool }: Database, of?: string): Promise<void> {
  const scope = of === undefined ? EVERYBODY : /^github:\d+$/.test(of) ? `person:${of}` : `login:${of.toLowerCase()}`;
  await run(pool, 'end sessions', ending, [scope]);
}
