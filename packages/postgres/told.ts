/** Who was told what, when and where: what an operator and whoever manages changes ask of it, and what is mended by hand. */
import type { Matter } from '@countersign/core/notice/notice.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { type Database, run } from './connect.ts';

export interface ToldRow {
  readonly name: string;
  readonly recipient: string;
  readonly matters: readonly Matter[];
  /** UTC instants. */
  readonly at: string;
  readonly due: string;
  /** `unknown`: nobody has said where they are reached; `refused`: their address takes nothing; `trying`: it was tried and is tried again. */
  readonly how: 'told' | 'settled' | 'off' | 'waits' | 'unknown' | 'refused' | 'trying';
  readonly ended?: string;
  readonly channel?: string;
  readonly address?: string;
  readonly reason?: string;
}

interface Row {
  readonly name: string;
  readonly recipient: string;
  readonly matters: string;
  readonly at: Date;
  readonly due_at: Date;
  readonly how: ToldRow['how'];
  readonly ended_at: Date | null;
  readonly channel: string | null;
  readonly address: string | null;
  readonly reason: string | null;
}

/** Of one request, oldest first. */
export async function toldOf({ pool }: Pick<Database, 'pool'>, ref: StreamRef): Promise<readonly ToldRow[]> {
  const rows = await run<Row>(pool, 'told of', told, [ref.tenant, ref.project, ref.stream]);
  return rows.map(({ name, recipient, matters, at, due_at, how, ended_at, channel, address, reason }) => ({
    ...{ name, recipient, how, matters: JSON.parse(matters) as readonly Matter[] },
    ...{ at: at.toISOString(), due: due_at.toISOString() },
    ...(ended_at === null ? {} : { ended: ended_at.toISOString() }),
    ...(channel === null ? {} : { channel }),
    ...(address === null ? {} : { address }),
    ...(reason === null ? {} : { reason }),
  }));
}

export interface Trouble {
  readonly kind: 'refused' | 'waits';
  readonly channel: string;
  readonly address: string;
  readonly reason: string;
  readonly since: Date;
}

/** Addresses that are refused, and letters that were tried and are tried again, the longest first. */
export function troublesIn({ pool }: Pick<Database, 'pool'>): Promise<readonly Trouble[]> {
  return run<Trouble>(pool, 'troubles', troubles, []);
}

/** Whatever was refused there is tried again. @returns false where nothing was */
export async function mendAddress({ pool }: Pick<Database, 'pool'>, address: string): Promise<boolean> {
  const gone = 'delete from refused_address where address = $1 returning address';
  return (await run(pool, 'address mend', gone, [address])).length > 0;
}

const told = `
  select n.name, n.recipient, n.matters, n.at, n.due_at, n.ended_at, coalesce(l.channel, x.channel) as channel,
    coalesce(nullif(l.address, ''), x.address) as address, coalesce(x.reason, l.reason) as reason,
    case when n.ended is not null then n.ended when x.address is not null then 'refused'
      when l.tries > 0 then 'trying' when a.address is null then 'unknown' else 'waits' end as how
  from notice n
    left join letter l on l.id = n.letter
    left join reader r on r.person = n.recipient
    left join contact_address c on c.tenant = n.tenant and c.id = n.recipient
    left join lateral (select coalesce(r.mail, c.address, case when n.recipient like 'mail:%' then substr(n.recipient, 6) when n.recipient like 'group:%' then substr(n.recipient, 7) end) as address) a on true
    left join refused_address x on n.ended is null and x.address = a.address
  where n.tenant = $1 and n.project = $2 and n.stream = $3 order by n.brought, n.recipient collate "C"`;
const troubles = `
  select 'refused' as kind, channel, address, reason, since from refused_address
  union all
  select 'waits', channel, address, coalesce(reason, 'It was not answered.'), made_at from letter where outcome is null and tries > 0
  order by since, address`;
