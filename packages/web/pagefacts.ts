/** What the pages ask of whoever serves them. */
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import type { Baselines } from './baselineport.ts';
import type { ContactPages } from './contactport.ts';
import type { Editing, Filing } from './editport.ts';
import type {
  Acted,
  AgendaFacts,
  ChangeFacts,
  FileFacts,
  GateFacts,
  MinutesFacts,
  Nothing,
  PolicyFacts,
  RegisterAsk,
  RegisterFacts,
  RegisterRows,
  Sent,
  Unanswerable,
  Visitor,
} from './port.ts';
import type { Requirements } from './requirementport.ts';

interface Project {
  readonly tenant: string;
  readonly project: string;
}

/** Each answer is checked against what the visitor may see at that moment. */
export interface PageFacts extends Editing, Filing, ContactPages, Requirements, Baselines {
  change(ref: StreamRef, visitor: Visitor): Promise<ChangeFacts | Nothing>;
  /** Does what was asked, as the visitor, once for each press. @param locale in which what is wrong is said */
  act(ref: StreamRef, visitor: Visitor, sent: Sent, locale: Locale): Promise<Acted | Nothing>;
  /** What was given as evidence on this request, by the digest that its record says; `erased`: it was taken away for good. */
  evidence(ref: StreamRef, digest: string, visitor: Visitor): Promise<FileFacts | 'erased' | Nothing>;
  /** `pull` is the pull request's number in its repository. */
  gate(
    pull: { readonly tenant: string; readonly project: string; readonly pull: number },
    visitor: Visitor,
  ): Promise<GateFacts | Nothing>;
  register(ask: RegisterAsk, visitor: Visitor): Promise<RegisterFacts | Unanswerable | Nothing>;
  /** The rows alone, for a file. */
  registerRows(ask: RegisterAsk, visitor: Visitor): Promise<RegisterRows | Unanswerable | Nothing>;
  agenda(of: Project, visitor: Visitor): Promise<AgendaFacts | Nothing>;
  /** @param days the first and the last one, both included; absent: the last seven */
  minutes(
    of: Project,
    days: { readonly from: string; readonly to: string } | undefined,
    visitor: Visitor,
  ): Promise<MinutesFacts | Nothing>;
  policy(of: Project, visitor: Visitor): Promise<PolicyFacts | Nothing>;
}
