/** What facts are read from Jira with. */
import type { FactReader } from '@countersign/core/kept.ts';
import type { Ledger } from '@countersign/core/record/port.ts';
import type { JiraClient } from '../client.ts';
import type { Documents } from '../record/documents.ts';

export interface Reader extends FactReader {
  readonly client: JiraClient;
  readonly facts: Documents;
  readonly ledger: Pick<Ledger, 'read'>;
}
