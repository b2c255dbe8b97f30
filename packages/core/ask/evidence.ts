/** What shows that a criterion is met, by what it is: a link, a commit, a run of the CI, or words. Where an address can be made of it, the address is recorded. */
import { linkIn } from '../text/link.ts';
import type { AskWording } from './words.ts';

export const EVIDENCE_KINDS = ['link', 'commit', 'run', 'words'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Where the tracker shows a commit or a run; `undefined` where it has no such page. */
export type AddressOf = (kind: 'commit' | 'run', id: string) => string | undefined;

const COMMIT = /^[0-9a-f]{7,64}$/i;
const RUN = /^#?(\d{1,20})$/;

export function readEvidence(
  kind: EvidenceKind,
  typed: string,
  { addressOf, word }: { readonly addressOf: AddressOf; readonly word: AskWording },
): { readonly evidence: string } | { readonly problem: string } {
  const text = typed.trim();
  const link = linkIn(text);
  switch (kind) {
    case 'words':
      return { evidence: text };
    case 'link':
      return link ? { evidence: link } : { problem: word('form.link', { text }) };
    case 'commit': {
      if (link) return { evidence: link };
      return COMMIT.test(text)
        ? { evidence: addressOf('commit', text.toLowerCase()) ?? text.toLowerCase() }
        : { problem: word('form.commit', { text }) };
    }
    case 'run': {
      const [, id] = RUN.exec(text) ?? [];
      const address = link ?? (id && addressOf('run', id));
      return address ? { evidence: address } : { problem: word('form.run', { text }) };
    }
  }
}
