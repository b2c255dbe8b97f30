/** What people are to be told, in PostgreSQL: one row for each human and append, whoever keeps it and however often. */
import type { Brought, DueNotice, Ended, KeptNotice, NoticeStore } from '@countersign/core/notice/kept.ts';
import type { Matter } from '@countersign/core/notice/notice.ts';
import type { Urgency } from '@countersign/core/policy/telling.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { storable } from '@countersign/core/text/storable.ts';
import { type Database, run } from './connect.ts';

/** Opens them over a migrated database. */
export function postgresNotices({ pool }: Pick<Database, 'pool'>): NoticeStore {
  return {
    async keep({ ref, brought, at }: Brought, notices: readonly DueNotice[]) {
      if (notices.length === 0) return;
      const rows = notices.map(({ to, urgency, matters, due, ended }) => ({
        ...{ recipient: to.id, name: storable(to.name), urgency, matters: JSON.stringify(matters), due, ended },
      }));
      const { tenant, project, stream } = ref;
      await run(pool, 'notices keep', keep, [tenant, project, stream, brought, at, JSON.stringify(rows)]);
    },
    ofRequest: async ({ tenant, project, stream }) =>
      (await run<NoticeRow>(pool, 'notices of request', ofRequest, [tenant, project, stream])).map(noticeOf),
    newest: async (tenant, most) =>
      (await run<NoticeRow>(pool, 'notices newest', newest, [tenant, most])).map(noticeOf).reverse(),
  };
}

export interface NoticeRow extends StreamRef {
  readonly brought: number;
  readonly recipient: string;
  readonly name: string;
  readonly urgency: Urgency;
  readonly matters: string;
  readonly at: Date;
  readonly due_at: Date;
  readonly ended: Ended | null;
}

export function noticeOf(row: NoticeRow): KeptNotice {
  const { tenant, project, stream, brought, recipient, name, urgency, matters, at, due_at, ended } = row;
  return {
    ref: { tenant, project, stream },
    ...{ brought, at: at.toISOString(), due: due_at.toISOString(), urgency },
    to: { id: recipient, name },
    matters: JSON.parse(matters) as readonly Matter[],
    ...(ended === null ? {} : { ended }),
  };
}

const keep = `
  insert into notice (tenant, project, stream, brought, recipient, name, urgency, matters, at, due_at, ended, ended_at)
  select $1, $2, $3, $4, n->>'recipient', n->>'name', n->>'urgency', n->>'matters', $5::timestamptz, (n->>'due')::timestamptz,
    n->>'ended', case when n->>'ended' is not null then $5::timestamptz end
  from json_array_elements($6::json) n
  on conflict do nothing`;
const ofRequest =
  'select * from notice where tenant = $1 and project = $2 and stream = $3 order by brought, recipient collate "C"';
const newest = `
  select * from notice where tenant = $1 order by at desc, project, stream, brought desc, recipient collate "C" desc limit $2`;
