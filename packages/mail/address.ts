/** Where mail goes and whom it comes from: one plain address, so that nothing else can be said in a header. */

/**
 * An address as mail programs take it without quotes, its domain in letters of any language. What a quoted name allows (blanks, commas, line
 * ends) is how headers are forged, and nobody's address needs it.
 */
const ADDRESS =
  /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)*$/u;

export function isMailAddress(text: string): boolean {
  // RFC 5321, 4.5.3.1: 64 before the @, 254 altogether.
  return text.length <= 254 && text.indexOf('@') <= 64 && ADDRESS.test(text);
}

/** Whoever our mails come from. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** `Countersign <countersign@example.com>`, or the address alone. @returns `undefined` for anything else */
export function senderIn(text: string): Sender | undefined {
  const { name = '', address = text.trim() } =
    /^(?<name>[^<>"\p{Cc}]*)<(?<address>[^<>]+)>$/u.exec(text.trim())?.groups ?? {};
  return isMailAddress(address) ? { name: name.trim() || 'Countersign', address } : undefined;
}

export function domainOf({ address }: Sender): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
