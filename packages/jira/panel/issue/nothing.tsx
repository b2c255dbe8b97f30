/** What the panel says where there is no change request to show: why, and what would help. */
import { EmptyState } from '@forge/react';
import type { NothingData } from '../data.ts';
import { wording } from '../words.ts';

export function Nothing({ data }: { data: NothingData }) {
  const word = wording(data.locale);
  return <EmptyState header={word(`nothing.${data.why}`)} description={word(`nothing.${data.why}.text`)} />;
}
