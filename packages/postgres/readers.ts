/** How people want to be told, in PostgreSQL. It is their own and belongs to no account: the same wherever they are told. */
import { randomBytes } from 'node:crypto';
import type { Choices, ReaderSettings, Readers } from '@countersign/core/notice/reader.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { type Database, run } from './connect.ts';

interface Row {
  readonly person: string;
  readonly choices: string;
  readonly locale: Locale | null;
  readonly mail: string | null;
  readonly asked_mail: string | null;
  readonly refused: string | null;
}

/** Opens them over a migrated database. */
export function postgresReaders({ pool }: Pick<Database, 'pool'>): Readers {
  const fresh = () => randomBytes(16).toString('hex');
  return {
    async of(person) {
      const [row] = await run<Row>(pool, 'reader', `${reading} where r.person = $1`, [person]);
      return row ? settingsOf(row) : { person, choices: {} };
    },
    async byToken(token) {
      const [row] = await run<Row>(pool, 'reader by token', `${reading} where r.token = $1`, [token]);
      return row && settingsOf(row);
    },
    async choices(people) {
      const asked = 'select person, choices from reader where person = any($1::text[])';
      const rows = await run<Pick<Row, 'person' | 'choices'>>(pool, 'reader choices', asked, [people]);
      return new Map(rows.map(({ person, choices }) => [person, JSON.parse(choices) as Choices]));
    },
    async choose(person, choices, locale) {
      await run(pool, 'reader choose', choosing, [person, fresh(), JSON.stringify(choices), locale ?? null]);
    },
    async askMail(person, mail, { code, now, until, soonest }) {
      const values = [person, fresh(), mail, code, until, now, soonest];
      return (await run(pool, 'reader ask mail', asking, values)).length > 0;
    },
    async confirmMail(person, code, now) {
      const [row] = await run<{ right: boolean }>(pool, 'reader confirm mail', confirming, [person, code, now]);
      return row?.right === true;
    },
    async forgetMail(person) {
      await run(
        pool,
        'reader forget mail',
        'update reader set mail = null, mail_since = null, asked_mail = null, code = null where person = $1',
        [person],
      );
    },
  };
}

function settingsOf({ person, choices, locale, mail, asked_mail, refused }: Row): ReaderSettings {
  return {
    ...{ person, choices: JSON.parse(choices) as Choices },
    ...(locale === null ? {} : { locale }),
    ...(mail === null ? {} : { mail }),
    ...(asked_mail === null ? {} : { asked: asked_mail }),
    ...(refused === null ? {} : { refused }),
  };
}

const reading = `
  select r.*, x.reason as refused from reader r
  left join refused_address x on x.channel = 'mail'
    and x.address = coalesce(r.mail, case when r.person like 'mail:%' then substr(r.person, 6) end)`;
const choosing = `
  insert into reader (person, token, choices, locale) values ($1, $2, $3, $4)
  on conflict (person) do update set choices = excluded.choices, locale = coalesce(excluded.locale, reader.locale)`;
/** $6 now, $7 when the last may have been asked for at the latest: both by when a code is over. */
const asking = `
  insert into reader (person, token, asked_mail, code, code_until, code_asked) values ($1, $2, $3, $4, $5::timestamptz, $6::timestamptz)
  on conflict (person) do update
    set asked_mail = excluded.asked_mail, code = excluded.code, code_until = excluded.code_until, code_tries = 0,
      code_asked = excluded.code_asked
    where reader.code_asked is null or reader.code_asked <= $7::timestamptz
  returning person`;
const confirming = `
  with tried as (
    update reader set code_tries = code_tries + 1,
      mail = case when code = $2 then asked_mail else mail end,
      mail_since = case when code = $2 then $3::timestamptz else mail_since end,
      asked_mail = case when code = $2 then null else asked_mail end,
      code = case when code = $2 then null else code end
    where person = $1 and code is not null and code_until > $3::timestamptz and code_tries < 5
    returning mail, code
  ), mended as (
    delete from refused_address x using tried where tried.code is null and x.channel = 'mail' and x.address = tried.mail
  )
  select code is null as right from tried`;
