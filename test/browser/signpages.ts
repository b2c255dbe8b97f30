/** The pages of links over states that were played through the core, for looking at and for axe. */
import { contentDigest } from '@countersign/core/approval/facet.ts';
import type { Governed } from '@countersign/core/content/governed.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { customerChanges, customerView } from '@countersign/core/view/customer.ts';
import type { OrderFacts } from '@countersign/web/order/port.ts';
import type { SignedFacts, SignFacts, SignPort } from '@countersign/web/sign/port.ts';
import { signApp } from '@countersign/web/sign/routes.ts';
import { Hono } from 'hono';
import { costs, days, inReview } from '../instruments/scenario.ts';
import { ordered, orderOf } from './orders.ts';
import { fixturePages, states } from './pages.ts';

const NOW = '2026-11-05T08:00:00.000Z';

function factsOf(content: Governed, more: Partial<SignFacts> = {}): SignFacts {
  return {
    ...{ act: 'vote', project: 'acme/shop', label: '#12', timeZone: 'Asia/Shanghai', name: '李娜' },
    ...{
      address: 'li.na@customer.example',
      asked: [],
      others: [],
      isOrdered: false,
      isCodeSent: false,
      until: '2026-11-08T08:00:00.000Z',
    },
    ...{ view: customerView(content), content: contentDigest(content), version: 12 },
    ...more,
  };
}

const split = (minor: number) => {
  const cost = costs(minor);
  if (cost.value.kind !== 'value') throw new Error('it costs something');
  return {
    ...cost,
    value: { ...cost.value, value: { ...cost.value.value, split: { customer: 60, vendor: 40, other: 0 } } },
  };
};

/** By the last part of the link. */
const SHOWN: Readonly<Record<string, () => SignFacts | SignedFacts>> = {
  first: () => factsOf(inReview({}, [days(6), split(4_800_000) as never]).state().content, { act: 'confirm' }),
  again: () => {
    const before = inReview({}, [days(6), split(4_800_000) as never]).state().content;
    const now = inReview({}, [days(9), split(8_000_000) as never]).state().content;
    const content = {
      ...now,
      request: { ...now.request, after: markdownToText('Invoices are exported as CSV, PDF **and** XML.') },
    };
    const since = customerChanges(customerView(before), customerView(content));
    const asked = [{ text: 'Does it print on A4?', answer: 'Yes, and on Letter.' }, { text: '能否保留原有的签章？' }];
    return factsOf(content, { ...(since ? { since } : {}), asked });
  },
  coded: () =>
    factsOf(inReview({}, [days(6), split(4_800_000) as never]).state().content, {
      isCodeSent: true,
      others: [
        { id: 'contact:2', name: '赵敏', mail: 'zhao.min@customer.example' },
        {
          id: 'contact:3',
          name: 'Anne-Marie Featherstonehaugh',
          mail: 'anne-marie.featherstonehaugh@subsidiary.customer.example',
        },
      ],
    }),
  long: () => factsOf((states().get('long') ?? inReview()).state().content, { act: 'accept' }),
  signed: () => {
    const { content } = inReview().state();
    const { view: _, ...facts } = factsOf(content);
    return { ...facts, title: 'Export invoices as PDF', choice: 'sign', at: NOW, isOrdered: true };
  },
};

/** Change orders, by the last part of the link. */
const ORDERED: Readonly<Record<string, () => OrderFacts>> = {
  signed: () => orderOf(ordered()),
  first: () => orderOf(inReview()),
};

export const SIGN_PAGES = [
  ['sign-order', '/sign/signed/order'],
  ['sign-order-none', '/sign/first/order'],
  ['order-long', '/c/acme/shop/order-long/order'],
  ...Object.keys(SHOWN).map((name) => [`sign-${name}`, `/sign/${name}`] as const),
  ['sign-over', '/sign/never'],
  ['sign-sent', '/sign?sent'],
  ['contacts', '/r/acme/shop/contacts'],
  ['contacts-empty', '/r/acme/empty/contacts'],
] as const;

export function signPages(): Hono {
  const port: SignPort = {
    open: async (link) => SHOWN[link]?.(),
    order: async (link) => ORDERED[link]?.(),
    sendCode: async () => 'too-often',
    sign: async () => 'wrong-code',
    renew: async () => undefined,
    newAttempt: () => 'attempt',
  };
  const app = new Hono();
  app.route('/', fixturePages());
  app.route('/', signApp({ port, address: 'http://localhost', now: () => NOW, report: () => undefined }));
  return app;
}
