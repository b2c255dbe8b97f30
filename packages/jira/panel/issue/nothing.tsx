/** What the panel says where there is no change request to show: why, and what would help. */
import { Button, EmptyState, SectionMessage, Stack, Text, useProductContext } from '@forge/react';
import { useState } from 'react';
import type { LostData, NothingData, PanelData } from '../../port/data.ts';
import { wording } from '../../port/words.ts';
import { ask } from '../frame.tsx';
import { GoTo } from '../goto.tsx';
import { Sure } from '../sure.tsx';

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

/** A record that is lost stays so until somebody decides; only who administers the project may. */
export function Lost({ data, put }: { data: LostData; put: (data: PanelData) => void }) {
  const word = wording(data.locale);
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState(false);
  const start = async () => {
    setAsking(false);
    try {
      put(await ask<PanelData>('startAnew', {}));
    } catch {
      setFailed(true);
    }
  };
  return (
    <Stack space="space.100" alignInline="start">
      <SectionMessage appearance="error" title={word('lost.title')}>
        <Text>{data.what}</Text>
      </SectionMessage>
      {failed ? (
        <SectionMessage appearance="warning">
          <Text>{word('frame.not-recorded')}</Text>
        </SectionMessage>
      ) : null}
      {data.may ? <Button onClick={() => setAsking(true)}>{word('lost.start')}</Button> : null}
      {asking ? (
        <Sure
          title={word('lost.sure')}
          send={word('lost.start')}
          word={word}
          onClose={() => setAsking(false)}
          onSure={start}
        >
          <Text>{word('lost.sure.text')}</Text>
        </Sure>
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
