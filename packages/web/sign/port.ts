/** What the pages ask for whoever signs by a link: they know nobody but by it. */

import type { SignAct, SignChoice } from '@countersign/core/signoff/decider.ts';
import type { CustomerChanges, CustomerView } from '@countersign/core/view/customer.ts';
import type { OrderFacts } from '../order/port.ts';

/** What a link opens. */
export interface SignFacts {
  readonly act: SignAct;
  readonly project: string;
  readonly label: string;
  readonly timeZone: string;
  readonly name: string;
  readonly address: string;
  readonly view: CustomerView;
  /** Absent where they have not answered before, or nothing of it changed. */
  readonly since?: CustomerChanges;
  /** What they asked before, and what was answered. */
  readonly asked: readonly { readonly text: string; readonly answer?: string }[];
  /** It is approved, so that there is a change order. */
  readonly isOrdered: boolean;
  /** Digest of all that is governed. */
  readonly content: string;
  /** Of the request's stream. */
  readonly version: number;
  /** UTC instant. */
  readonly until: string;
  /** Whom the policy names beside them, and nobody of theirs has confirmed: they may say whose the addresses are. */
  readonly others: readonly OtherContact[];
  /** A code was sent to this browser, and may still be used. */
  readonly isCodeSent: boolean;
}

export interface OtherContact {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
}

export interface SignedFacts
  extends Pick<SignFacts, 'act' | 'project' | 'label' | 'timeZone' | 'address' | 'content' | 'isOrdered'> {
  readonly title: string;
  readonly choice: SignChoice;
  /** UTC instant. */
  readonly at: string;
}

/** Why nothing was done; its words are `sign.refused.<why>`, and `over` is said alike of everything that is no link that stands. */
export type SignNo =
  | 'over'
  | 'changed'
  | 'too-often'
  | 'no-code'
  | 'wrong-code'
  | 'code-over'
  | 'other-attempt'
  | 'waiting'
  | 'not-taken'
  | 'not-sent';

export interface SignPort {
  /** What the customer keeps of it, for whom `open` shows it. */
  order(link: string, attempt: string | undefined): Promise<OrderFacts | undefined>;
  /** Changes nothing, however often it is asked. @param attempt what this browser alone knows, where it has asked for a code */
  open(link: string, attempt: string | undefined): Promise<SignFacts | SignedFacts | undefined>;
  sendCode(
    link: string,
    attempt: string,
    shown: { readonly content: string; readonly version: number },
  ): Promise<SignNo | 'sent'>;
  sign(link: string, attempt: string, signing: SignTyped & { readonly choice: SignChoice }): Promise<SignNo | 'done'>;
  /** Resolves alike whatever the link is. */
  renew(link: string): Promise<void>;
  newAttempt(): string;
}

export interface SignTyped {
  readonly code: string;
  readonly text: string;
  readonly name: string;
  readonly content: string;
  /** Ids of other contacts who are theirs, as they say. */
  readonly knows: readonly string[];
}
