/** Mail addresses of contacts and what links are for, in PostgreSQL: neither is in the chain (`core/contact/addresses.ts`). */
import { randomBytes } from 'node:crypto';
import type { Addresses, LinkAddress, Links } from '@countersign/core/contact/addresses.ts';
import { addressKey, contactId } from '@countersign/core/policy/contact.ts';
import { type Database, run } from './connect.ts';

interface Row {
  readonly address: string;
  readonly id: string;
}

const byAddress = (rows: readonly Row[]): ReadonlyMap<string, string> =>
  new Map(rows.map(({ address, id }) => [address, id]));

export function postgresAddresses({ pool }: Database): Addresses {
  const known = async (tenant: string, mails: readonly string[]) =>
    mails.length === 0
      ? new Map<string, string>()
      : byAddress(await run<Row>(pool, 'contacts known', knowing, [tenant, mails.map(addressKey)]));
  return {
    known,
    async named(tenant, mails) {
      const found = await known(tenant, mails);
      const fresh = [...new Set(mails.map(addressKey))].filter((one) => !found.has(one)).sort();
      if (fresh.length === 0) return found;
      const ids = fresh.map(() => contactId(randomBytes(16).toString('hex')));
      await run(pool, 'contacts named', naming, [tenant, fresh, ids]);
      return known(tenant, mails);
    },
    async addressOf(tenant, id) {
      const [row] = await run<{ address: string }>(pool, 'contact address', addressing, [tenant, id]);
      return row?.address;
    },
  };
}

export function postgresLinks({ pool }: Database): Links {
  return {
    async keep(digest, { tenant, project, stream, contact }) {
      await run(pool, 'link kept', keeping, [digest, tenant, project, stream, contact]);
    },
    async find(digest) {
      const [row] = await run<{ [Name in keyof LinkAddress]: string }>(pool, 'link found', finding, [digest]);
      return row;
    },
  };
}

const knowing = 'select address, id from contact_address where tenant = $1 and address = any($2::text[])';
/** Two who name one address at once get one id. */
const naming = `
  insert into contact_address (tenant, address, id) select $1, address, id from unnest($2::text[], $3::text[]) as given (address, id)
  on conflict (tenant, address) do nothing`;
const addressing = 'select address from contact_address where tenant = $1 and id = $2';
const keeping = `
  insert into sign_link (digest, tenant, project, stream, contact) values ($1, $2, $3, $4, $5) on conflict (digest) do nothing`;
const finding = 'select tenant, project, stream, contact from sign_link where digest = $1';
