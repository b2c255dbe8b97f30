/** What is known to whoever was sent a link or a code, and to nobody else: the record has digests alone (`rules.md 4.7`). */
import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';

/** 256 random bits, as they stand in an address. */
export const newLink = (): string => randomBytes(32).toString('base64url');

/** What only the browser knows that asks for a code. */
export const newAttempt = (): string => randomBytes(16).toString('base64url');

const DIGITS = 8;

export const newCode = (): string => String(randomInt(0, 10 ** DIGITS)).padStart(DIGITS, '0');

/** Whether a text could be a link of ours. */
export const isLink = (text: string): boolean => /^[\w-]{43}$/.test(text);

export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Of so few digits a digest can be tried out; under the link as its key only whoever has that can, too, and they have the code's tries alone. */
export const codeDigest = (code: string, link: string): string => createHmac('sha256', link).update(code).digest('hex');

/** As people type it: blanks and wide digits are no other code. */
export const codeTyped = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '').slice(0, 40);

/** For people to read out: in two halves. */
export const codeShown = (code: string): string => `${code.slice(0, DIGITS / 2)} ${code.slice(DIGITS / 2)}`;
