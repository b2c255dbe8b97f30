/** What the panel says where there is no change request to show: why, and what would help. */
import { EmptyState, Stack, useProductContext } from '@forge/react';
import type { NothingData } from '../data.ts';
import { GoTo } from '../goto.tsx';
import { wording } from '../words.ts';

export function Nothing({ data }: { data: NothingData }) {
  const word = wording(data.locale);
  const project = projectOf(useProductContext());
  return (
    <Stack space="space.100" alignInline="center">
      <EmptyState header={word(`nothing.${data.why}`)} description={word(`nothing.${data.why}.text`)} />
      {data.why === 'no-policy' && project !== undefined ? (
        <GoTo page="project-settings" project={project}>
          {word('nothing.go')}
        </GoTo>
      ) : null}
    </Stack>
  );
}

/** The key of the project in which the panel stands, where Jira says so. */
function projectOf(context: unknown): string | undefined {
  const { extension } = (context ?? {}) as { readonly extension?: { readonly project?: { readonly key?: unknown } } };
  const key = extension?.project?.key;
  return typeof key === 'string' ? key : undefined;
}
