/** How a tracker or a link knew who voted: a closed list, each with its level of assurance, the same words wherever the vote was cast (`rules.md 4.1`). */

/** The levels, lowest first: what has to be true for the vote to be this person's. */
export const ASSURANCES = ['vouched', 'mailbox', 'account', 'session'] as const;
type Assurance = (typeof ASSURANCES)[number];

/**
 * One row a way. The record holds the way and no level, so a row's level never changes: a stronger way, such as a session that was opened
 * with a second factor, gets a row of its own.
 */
const AUTHENTICATIONS = {
  /** Pressed on a page of the tracker or of ours, by whoever is signed in there. */
  button: { assurance: 'session' },
  /** Typed in a comment. The tracker names the account; the words may have come by mail or with a token, without a session. */
  comment: { assurance: 'account' },
  /** A link for one person and one revision, confirmed with a code sent by mail (`rules.md 4.7`). */
  link: { assurance: 'mailbox' },
  /** Given outside: one person brought the evidence, another countersigned it (`rules.md 4.7`). */
  attestation: { assurance: 'vouched' },
} as const satisfies Record<string, { readonly assurance: Assurance }>;

export type Authentication = keyof typeof AUTHENTICATIONS;
export const AUTHENTICATION_WORDS = Object.keys(AUTHENTICATIONS) as Authentication[];

/**
 * As the state knows it. `account`: an entry from before the list, whose writer did not keep whether it was a button or a comment; it is
 * taken for the weaker of the two.
 */
export type KnownAuthentication = Authentication | 'account';

/** Words of entries from before the list. They are read for ever and written no more. */
const EARLIER = { 'github-comment': 'comment', jira: 'account' } as const satisfies Record<string, KnownAuthentication>;

/** What the record may hold. */
export const RECORDED_AUTHENTICATIONS = [
  ...AUTHENTICATION_WORDS,
  ...(Object.keys(EARLIER) as (keyof typeof EARLIER)[]),
] as const;

/** An entry's word as the state knows it. Total: the record was once open to any word, and all of them came from somebody's account. */
export function authenticationOf(recorded: string): KnownAuthentication {
  if (Object.hasOwn(AUTHENTICATIONS, recorded)) return recorded as Authentication;
  return Object.hasOwn(EARLIER, recorded) ? EARLIER[recorded as keyof typeof EARLIER] : 'account';
}

export function assuranceOf(known: KnownAuthentication): Assurance {
  return known === 'account' ? 'account' : AUTHENTICATIONS[known].assurance;
}
