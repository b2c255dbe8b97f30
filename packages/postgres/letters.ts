/** Letters in PostgreSQL: begun before they are carried, so that whoever goes on after a kill sends the same one again, under the same id. */
import { randomBytes } from 'node:crypto';
import type { KeptNotice } from '@countersign/core/notice/kept.ts';
import type { LetterStore, OpenLetter, Recipient } from '@countersign/core/notice/sending.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { storable } from '@countersign/core/text/storable.ts';
import { type Database, run } from './connect.ts';
import { type NoticeRow, noticeOf } from './notices.ts';

/** Opens them over a migrated database. */
export function postgresLetters({ pool }: Pick<Database, 'pool'>): LetterStore {
  return {
    waiting: (now, most) => run<Recipient>(pool, 'letters waiting', waiting, [now, most]),
    async begin({ tenant, recipient, channel, address }, id, now) {
      const values = [id, tenant, recipient, channel, address, now];
      const [made] = await run<OpenLetter>(pool, 'letter begin', begin, values);
      return made;
    },
    open: (now, most) => run<OpenLetter>(pool, 'letters open', open, [now, most]),
    contents: async (id) => (await run<NoticeRow>(pool, 'letter contents', contents, [id])).map(noticeOf),
    async end(notices, how, now) {
      if (notices.length > 0) await run(pool, 'notices end', ending, [JSON.stringify(notices.map(keyOf)), how, now]);
    },
    async postpone(notices, until) {
      if (notices.length > 0)
        await run(pool, 'notices postpone', postponing, [JSON.stringify(notices.map(keyOf)), until]);
    },
    async release(notices) {
      if (notices.length > 0) await run(pool, 'notices release', releasing, [JSON.stringify(notices.map(keyOf))]);
    },
    async triedSince({ channel, address }, since) {
      const [found] = await run<{ count: number }>(pool, 'letters tried', tried, [channel, address, since]);
      return found?.count ?? 0;
    },
    async trying({ id, tries }, now) {
      return (await run(pool, 'letter trying', trying, [id, now, tries])).length > 0;
    },
    async fared({ id, channel, address, tries }, outcome, { at, retryAt }) {
      const reason = 'reason' in outcome ? storable(outcome.reason) : null;
      if (outcome.kind === 'later') await run(pool, 'letter later', later, [id, reason, retryAt ?? at, tries]);
      else if (outcome.kind === 'refused')
        await run(pool, 'letter refused', refused, [id, at, reason, channel, address]);
      else {
        const reference = outcome.kind === 'sent' ? (outcome.reference ?? null) : null;
        await run(pool, 'letter carried', carried, [id, at, outcome.kind, reference]);
      }
    },
    async way(recipient) {
      const values = [recipient, randomBytes(16).toString('hex')];
      const [found] = await run<{ token: string; locale: Locale | null }>(pool, 'reader way', way, values);
      if (!found) throw new Error('a reader was not kept');
      return { token: found.token, ...(found.locale === null ? {} : { locale: found.locale }) };
    },
  };
}

function keyOf({ ref, brought, to }: KeptNotice) {
  return { ...ref, brought, recipient: to.id };
}

/** What is on its way takes in nothing more, and what comes meanwhile goes with the next; but a letter that was tried so often waits for itself alone. */
const HOLDS_BACK = 'outcome is null and tries < 5';

/** Whoever has an account says their address; a contact who signs has one beside the chain; any other contact is called by it, as a group is by its channel. */
const reached = `
  select n.tenant, n.recipient, 'mail' as channel, coalesce(r.mail, c.address, substr(n.recipient, 6)) as address, min(n.due_at) as since
  from notice n left join reader r on r.person = n.recipient
    left join contact_address c on c.tenant = n.tenant and c.id = n.recipient
  where n.ended is null and n.letter is null and n.due_at <= $1::timestamptz
    and (r.mail is not null or c.address is not null or n.recipient like 'mail:%')
  group by n.tenant, n.recipient, r.mail, c.address
  union all
  select tenant, recipient, substr(recipient, 7), substr(recipient, 7), min(due_at)
  from notice where ended is null and letter is null and due_at <= $1::timestamptz and recipient like 'group:%'
  group by tenant, recipient`;
const waiting = `
  select w.tenant, w.recipient, w.channel, w.address from (${reached}) w
  where not exists (select from letter l where l.tenant = w.tenant and l.recipient = w.recipient and ${HOLDS_BACK})
    and not exists (select from refused_address x where x.channel = w.channel and x.address = w.address)
  order by w.since, w.tenant, w.recipient collate "C" limit $2`;
const begin = `
  with made as (
    insert into letter (id, tenant, recipient, channel, address, made_at)
    select $1, $2, $3, $4, $5, $6::timestamptz
    where exists (select from notice where tenant = $2 and recipient = $3 and ended is null and letter is null and due_at <= $6::timestamptz)
    on conflict do nothing returning id, tenant, recipient, channel, address, tries
  ), taken as (
    update notice set letter = $1 from made
    where notice.tenant = $2 and notice.recipient = $3 and ended is null and letter is null and due_at <= $6::timestamptz
  )
  select * from made`;
const open = `
  select id, tenant, recipient, channel, address, tries from letter
  where outcome is null and (retry_at is null or retry_at <= $1::timestamptz) order by made_at, id limit $2`;
const contents = 'select * from notice where letter = $1 and ended is null order by at, project, stream, brought';
const ending = `
  update notice n set ended = $2, ended_at = $3::timestamptz from json_array_elements($1::json) k
  where n.tenant = k->>'tenant' and n.project = k->>'project' and n.stream = k->>'stream'
    and n.brought = (k->>'brought')::integer and n.recipient = k->>'recipient' and n.ended is null`;
const releasing = `
  update notice n set letter = null from json_array_elements($1::json) k
  where n.tenant = k->>'tenant' and n.project = k->>'project' and n.stream = k->>'stream'
    and n.brought = (k->>'brought')::integer and n.recipient = k->>'recipient' and n.ended is null`;
const postponing = `
  update notice n set letter = null, due_at = $2::timestamptz from json_array_elements($1::json) k
  where n.tenant = k->>'tenant' and n.project = k->>'project' and n.stream = k->>'stream'
    and n.brought = (k->>'brought')::integer and n.recipient = k->>'recipient' and n.ended is null`;
const tried = `
  select count(*)::integer as count from letter where channel = $1 and address = $2 and tried_at > $3::timestamptz`;
const trying = `
  update letter set tries = tries + 1, tried_at = $2::timestamptz where id = $1 and tries = $3 and outcome is null returning id`;
/** What could not even be written counts as a try. */
const later =
  'update letter set reason = $2, retry_at = $3::timestamptz, tries = greatest(tries, $4::integer + 1) where id = $1';
const refused = `
  with ended as (update letter set outcome = 'refused', reason = $3, ended_at = $2::timestamptz where id = $1),
  parked as (
    insert into refused_address (channel, address, reason, since) values ($4, $5, $3, $2::timestamptz)
    on conflict (channel, address) do update set reason = excluded.reason, since = excluded.since
  )
  update notice set letter = null where letter = $1 and ended is null`;
const carried = `
  with ended as (
    update letter set outcome = $3, reference = $4, ended_at = $2::timestamptz where id = $1
  )
  update notice set ended = 'told', ended_at = $2::timestamptz where letter = $1 and ended is null`;
const way = `
  insert into reader (person, token) values ($1, $2)
  on conflict (person) do update set person = excluded.person returning token, locale`;
