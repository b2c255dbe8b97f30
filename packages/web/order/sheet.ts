/** What stands on a change order, in the order in which it is read: the page and the file are two drawings of it. */
import { shortDigest } from '@countersign/core/ledger/shown.ts';
import type { Block } from '@countersign/core/text/block.ts';
import type { MessageId } from '@countersign/core/text/catalogue.ts';
import type { ChangeOrder, Signature } from '@countersign/core/view/changeorder.ts';
import type { CustomerLine } from '@countersign/core/view/customer.ts';
import { type Value, words } from '@countersign/core/view/sentence.ts';
import type { OrderFacts } from './port.ts';

type Named = Extract<MessageId, `order.${string}`>;

export interface Sheet {
  readonly title: string;
  /** Each with its name. */
  readonly facts: readonly (readonly [Named, Value])[];
  readonly parts: readonly Part[];
}

export type Part = { readonly name: Named } & (
  | { readonly kind: 'difference'; readonly before?: readonly Block[]; readonly after?: readonly Block[] }
  | { readonly kind: 'lines'; readonly lines: readonly CustomerLine[] }
  | { readonly kind: 'table'; readonly heads: readonly Named[]; readonly rows: readonly Row[] }
  | { readonly kind: 'proof'; readonly rows: readonly Proof[]; readonly made: readonly Value[] }
);

export type Row = readonly Cell[];

export interface Cell {
  readonly text: Value;
  /** Written as it is, and never with a capital: a name, or a digest. */
  readonly as?: 'name' | 'digest';
  /** Below it, and smaller. */
  readonly besides?: Value;
}

/** A digest with what it is of, whole. */
export interface Proof {
  readonly of: Value;
  readonly digest: string;
}

export function sheetOf(order: ChangeOrder, { project, timeZone }: Pick<OrderFacts, 'project' | 'timeZone'>): Sheet {
  const { before, after, dates, price, share, conditions, record } = order;
  const lines = (name: Named, found: readonly CustomerLine[], unknown: Named): Part => ({
    ...{ name, kind: 'lines' as const },
    lines: found.length > 0 ? found : [{ text: words(unknown), facts: [] }],
  });
  const text: readonly Part[] = [
    { name: 'order.text', kind: 'difference', ...(before ? { before } : {}), ...(after ? { after } : {}) },
    lines('order.dates', dates, 'order.dates.unknown'),
    lines('order.price', share ? [...price, { text: share, facts: [] }] : price, 'order.price.unknown'),
  ];
  const approved = { text: words('order.approved', { at: { instant: order.approved } }), facts: [] };
  return {
    title: order.title,
    facts: [
      ['order.number', { reference: order.label }],
      ['order.project', project],
      ...(order.cause ? [['order.cause', order.cause] as const] : []),
      ['order.state', order.stands],
    ],
    parts: [
      ...text,
      { name: 'order.decision', kind: 'lines', lines: [approved] },
      ...(conditions.length > 0 ? [{ name: 'order.conditions', kind: 'lines', lines: conditions } as const] : []),
      {
        ...{ name: 'order.signatures', kind: 'table' },
        heads: ['order.who', 'order.what', 'order.when', 'order.of'],
        rows: order.signatures.map(signatureRow),
      },
      {
        ...{ name: 'order.proof', kind: 'proof' },
        rows: [
          { of: words('order.digest'), digest: order.digest },
          {
            of: words('order.head', { entries: record.entries, at: { instant: record.at } }),
            digest: record.hash,
          },
        ],
        made: [words('order.made'), words('order.zone', { zone: { reference: timeZone } })],
      },
    ],
  };
}

const signatureRow = ({ who, what, at, digest, how }: Signature): Row => [
  { text: who ?? words('order.board'), as: 'name', ...(how ? { besides: how } : {}) },
  { text: what },
  { text: { instant: at } },
  { text: { choice: shortDigest(digest) }, as: 'digest' },
];
