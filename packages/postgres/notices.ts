/** What people are to be told, in PostgreSQL: one row for each human and append, whoever keeps it and however often. */
import type { Brought, DueNotice, Ended, KeptNotice, NoticeStore, Unreached } from '@countersign/core/notice/kept.ts';
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
    unreached: async ({ tenant, project }, most) =>
      (await run<UnreachedRow>(pool, 'notices unreached', unreached, [tenant, project, most])).map(
        ({ recipient, name, how, since, waiting }) => ({
          ...{ to: { id: recipient, name }, how, waiting },
          since: since.toISOString(),
        }),
      ),
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

interface UnreachedRow extends Pick<Unreached, 'how' | 'waiting'> {
  readonly recipient: string;
  readonly name: string;
  readonly since: Date;
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
/** A refusal is of an address, whoever else has it; what was tried three times is said to be tried. */
const unreached = `
  select n.recipient, max(n.name) as name, count(*)::integer as waiting,
    case when bool_or(x.address is not null) then 'refused' else 'trying' end as how, coalesce(min(x.since), min(l.made_at)) as since
  from notice n
    left join letter l on l.id = n.letter and l.outcome is null and l.tries >= 3
    left join reader r on r.person = n.recipient
    left join contact_address c on c.tenant = n.tenant and c.id = n.recipient
    left join refused_address x on x.channel = case when n.recipient like 'group:%' then substr(n.recipient, 7) else 'mail' end
      and x.address = coalesce(r.mail, c.address, case when n.recipient like 'mail:%' then substr(n.recipient, 6)
        when n.recipient like 'group:%' then substr(n.recipient, 7) end)
  where n.tenant = $1 and n.project = $2 and n.ended is null and (x.address is not null or l.id is not null)
  group by n.recipient order by since, n.recipient collate "C" limit $3`;
