/** What facts are read from GitHub with. */

import type { PolicyState } from '@countersign/core/gate/merge.ts';
import type { FactKey, FactReader, FactStore, KeptFact } from '@countersign/core/kept.ts';
import type { Texts } from '@countersign/core/record/texts.ts';
import type { GitHubClient } from '../client.ts';

/** Facts that webhooks correct are forgotten on their word. */
interface ForgettingStore extends FactStore {
  /** Everything of one kind, in order of id. */
  list(tenant: string, project: string, kind: string): Promise<readonly KeptFact[]>;
  /** Without an id, everything of the kind. */
  forget(key: Omit<FactKey, 'id'> & { readonly id?: string }): Promise<void>;
}

export interface Reader extends FactReader {
  readonly client: GitHubClient;
  readonly facts: ForgettingStore;
  /** The texts of policies, by version: what can be fetched no more once another was pushed. */
  readonly texts: Texts;
  /** Policies that were read from their source before, by version: a version never means anything else. */
  readonly policies: Map<string, PolicyState>;
  /** Repositories whose policy GitHub did not give when it was last asked, by tenant and project. */
  readonly away: Map<string, PolicyAway>;
}

export interface PolicyAway {
  /** When GitHub first did not answer, milliseconds since 1970. */
  readonly since: number;
  readonly tries: number;
  /** When it may be asked again. */
  readonly next: number;
  /** Until when GitHub asked us to wait. */
  readonly silentUntil?: number;
  /** Somebody was told, so that it is looked at again. */
  readonly watched?: boolean;
  /** The reading that is under way: whoever comes meanwhile waits for it. */
  readonly asking?: Promise<PolicyState>;
}
