/** GitHub's node ids: a prefix for the kind and the database ids, packed as GitHub packs them, so they are stable and tell kinds apart. */

export type Kind =
  | 'A'
  | 'BOT'
  | 'CR'
  | 'CS'
  | 'I'
  | 'IC'
  | 'IN'
  | 'IT'
  | 'LA'
  | 'O'
  | 'PR'
  | 'R'
  | 'REA'
  | 'T'
  | 'U'
  | 'C'
  | 'REF'
  | 'MQE';

/** `ids` from the outside in: repository first, then the thing itself. */
export function nodeId(kind: Kind, ...ids: readonly (number | string)[]): string {
  const parts: Buffer[] = [Buffer.from([0x90 + ids.length + 1, 0])];
  for (const id of ids) parts.push(typeof id === 'number' ? number(id) : text(id));
  return `${kind}_${Buffer.concat(parts).toString('base64url')}`;
}

function number(id: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes[0] = 0xce;
  bytes.writeUInt32BE(id, 1);
  return bytes;
}

function text(id: string): Buffer {
  const bytes = Buffer.from(id);
  return Buffer.concat([Buffer.from([0xd9, bytes.length]), bytes]);
}
