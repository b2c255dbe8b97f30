/** Who is signed in, kept in the visitor's own cookie: encrypted, short-lived, renewed while it is used. The server keeps only what was ended early. */
import type { webcrypto } from 'node:crypto';

export interface Person {
  readonly id: string;
  readonly login: string;
  /** GitHub's token of this person: what lets us ask, at each request, what the person may see. */
  readonly token: string;
}

/** What a session's cookie holds. Its id stays the same when the cookie is renewed, so that ending it ends every copy. */
export interface Session {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly begun: number;
  readonly person: Person;
}

/** Sessions that were ended before their time; shared by all servers on one record. */
export interface EndedSessions {
  /** Milliseconds since 1970, by the clock that ends are noted by: a session begins by the same one. */
  now(): Promise<number>;
  /** Resolves once it is kept. @param until milliseconds since 1970 at which the session ends anyway. */
  end(id: string, until: number): Promise<void>;
  /** Whether this session was ended, alone, with all of its person, or with everybody's. */
  isEnded(session: Session): Promise<boolean>;
}

/** For one process, while it runs. */
export function endedInMemory(now: () => number): EndedSessions {
  const ended = new Set<string>();
  return {
    now: async () => now(),
    end: async (id) => void ended.add(id),
    isEnded: async ({ id }) => ended.has(id),
  };
}

/** `undefined` for what is not a session of this version: whoever has it signs in again. */
export function sessionOf(value: unknown): Session | undefined {
  const { id, begun, person } = (value ?? {}) as Partial<Session>;
  return typeof id === 'string' && typeof begun === 'number' && person ? { id, begun, person } : undefined;
}

export interface Sealed {
  /** @param minutes how long it can be opened. */
  seal(value: unknown, minutes: number): Promise<string>;
  /** `undefined` for anything that we did not seal, that was changed, or that is too old. */
  open(text: string | undefined): Promise<{ readonly value: unknown; readonly sealedAt: number } | undefined>;
}

/** Bytes that are never equal for two purposes, so that a state cookie can never pass for a session. */
async function keyFor(secret: string, purpose: string): Promise<webcrypto.CryptoKey> {
  const raw = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode(`countersign ${purpose}`);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    raw,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/**
 * Seals values with AES-256-GCM under keys derived from `secrets`: the first seals, all of them open, so that a secret can be replaced.
 * @param now milliseconds since 1970.
 */
export function sealed(secrets: readonly string[], purpose: string, now: () => number): Sealed {
  const keys = secrets.map((secret) => keyFor(secret, purpose));
  const [first] = keys;
  if (!first || secrets.some((secret) => secret.length < 32))
    throw new Error('a session secret needs at least 32 characters');
  return {
    seal: async (value, minutes) => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = new TextEncoder().encode(JSON.stringify({ value, at: now(), until: now() + minutes * 60_000 }));
      const box = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await first, text));
      return Buffer.concat([iv, box]).toString('base64url');
    },
    open: async (text) => {
      if (!text || text.length > 4000) return undefined;
      const bytes = Buffer.from(text, 'base64url');
      for (const key of keys) {
        try {
          const plain = await crypto.subtle.decrypt(
            { name: 'AES-GCM', iv: bytes.subarray(0, 12) },
            await key,
            bytes.subarray(12),
          );
          const found = JSON.parse(new TextDecoder().decode(plain)) as { value: unknown; at: number; until: number };
          return found.until > now() ? { value: found.value, sealedAt: found.at } : undefined;
        } catch {
          // Sealed with another key, or not by us: the next key decides.
        }
      }
      return undefined;
    },
  };
}
