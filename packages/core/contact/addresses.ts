/** Where the mail addresses of contacts lie: beside the chain, which knows a contact by a random id, so that an address can be erased (`docs/decisions/customer-signs.md`). */

export interface Addresses {
  /** Ids of those addresses that have one, by `addressKey`. */
  known(tenant: string, mails: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The same, with an id for each: one address has one id until it is erased. Kept durably before it resolves. */
  named(tenant: string, mails: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** `undefined` for an id that was erased, or never given. */
  addressOf(tenant: string, id: string): Promise<string | undefined>;
}

/** A link by the digest of what only its receiver has: which contact of which request it is for. */
export interface LinkAddress {
  readonly tenant: string;
  readonly project: string;
  /** The request's. */
  readonly stream: string;
  /** Id. */
  readonly contact: string;
}

/** Finds what a link is for. Whether it still stands, the record says. */
export interface Links {
  /** Kept durably before it resolves. */
  keep(digest: string, of: LinkAddress): Promise<void>;
  find(digest: string): Promise<LinkAddress | undefined>;
}
