/** What the pages of `/sign` show and do, by the record: whoever has a link is known by nothing else (`rules.md 4.7`). */
import { contentDigest } from '@countersign/core/approval/facet.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import { customerChanges, customerView } from '@countersign/core/view/customer.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { forOnePiece } from '@countersign/github/facts/cached.ts';
import { confirmableBy } from '@countersign/github/sign/confirmed.ts';
import { digestOf, newAttempt } from '@countersign/github/sign/secret.ts';
import { type Opened, openedBy, renew, sendCode, sign, signedBy } from '@countersign/github/sign/signing.ts';
import type { SignedFacts, SignFacts, SignPort } from '@countersign/web/sign/port.ts';
import { orderFacts } from './order.ts';

export function signPort(parts: Parts): SignPort {
  return {
    async open(link, attempt): Promise<SignFacts | SignedFacts | undefined> {
      const piece = forOnePiece(parts, 'talk');
      const signed = attempt ? await signedBy(piece, link, attempt) : undefined;
      if (signed) {
        const { opened, choice, at, content } = signed;
        const title = opened.state.content.request.title ?? '';
        return { ...shared(opened), title, choice, at, content };
      }
      const opened = await openedBy(piece, link);
      if (!opened) return undefined;
      const facts = factsOf(opened, attempt);
      // Whom else the policy names is told to nobody who only looks: of whoever asks for a code the mailbox hears.
      const others = facts.isCodeSent ? await confirmableBy(piece, opened.place, 'customer', opened.contact) : [];
      return { ...facts, others };
    },
    async order(link, attempt) {
      const piece = forOnePiece(parts, 'talk');
      const signed = attempt ? await signedBy(piece, link, attempt) : undefined;
      const opened = signed?.opened ?? (await openedBy(piece, link));
      return opened && orderFacts(piece, opened.ref);
    },
    sendCode: (link, attempt, shown) => sendCode(forOnePiece(parts, 'open'), link, attempt, shown),
    sign: (link, attempt, signing) => sign(forOnePiece(parts, 'open'), link, attempt, signing),
    renew: (link) => renew(forOnePiece(parts, 'talk'), link),
    newAttempt,
  };
}

const shared = ({ act, place, state, around, address }: Opened) => ({
  ...{ act, address, label: state.label, isOrdered: state.approval !== undefined, timeZone: around.policy.timeZone },
  project: `${place.owner}/${place.repo}`,
});

function factsOf(opened: Opened, attempt: string | undefined): Omit<SignFacts, 'others'> {
  const { state, told, signoff, contact, around } = opened;
  const view = customerView(state.content);
  const then = signoff.seen === undefined ? undefined : fold(told.slice(0, signoff.seen));
  const since = then && customerChanges(customerView(then.content), view);
  const { code } = signoff;
  return {
    ...shared(opened),
    ...{ name: contact.name, view, content: contentDigest(state.content), version: told.length },
    until: signoff.offer?.until ?? '',
    ...(since ? { since } : {}),
    asked: state.concerns
      .filter((one) => one.by.id === contact.id)
      .map(({ text, resolved }) => ({ text, ...(resolved ? { answer: resolved.reason } : {}) })),
    isCodeSent:
      code !== undefined &&
      attempt !== undefined &&
      code.attempt === digestOf(attempt) &&
      !code.isUsed &&
      code.until > around.now,
  };
}
