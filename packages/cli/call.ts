/** What every command says, and why one cannot be done as it was called. */

export const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** The call itself is wrong. */
export class Unfit extends Error {}
