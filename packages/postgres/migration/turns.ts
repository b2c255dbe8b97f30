/** Indexes of the register for whoever looks at requests a few at a time, and asks for what many of them have in common. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** As the stages stood when this was made, and as `register.ts` asks. Where that asks for others by now, it is answered without the index. */
const OPEN = sql.raw(
  "('draft', 'submitted', 'assessing', 'in-review', 'approved', 'implementing', 'verifying', 'deferred')",
);
const UNDER_POLICY = sql.raw("('in-review', 'approved', 'implementing', 'verifying')");

export const turns: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create index register_open on register (tenant, home, number, stream) where kind = 'change' and stage in ${OPEN}`.execute(
      db,
    );
    await sql`
      create index register_policy on register (tenant, home, coalesce(shown->>'policy', ''))
      where kind = 'change' and stage in ${UNDER_POLICY}`.execute(db);
    // What does not say it yet may be one.
    await sql`
      create index register_unreviewed on register (tenant, home, number) where kind = 'change'
        and stage in ('implementing', 'verifying') and (shown->'unreviewed' is null or shown->>'unreviewed' is not null)`.execute(
      db,
    );
  },
};
