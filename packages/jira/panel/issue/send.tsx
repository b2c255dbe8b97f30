/** Sends what somebody asked for, and says what came of it: done, refused and why, or changed meanwhile. */
import { SectionMessage, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { ActAnswer, ChangeData, PanelData, Problem, Said } from '../data.ts';
import { ask, Words } from '../frame.tsx';
import type { Ask } from '../port.ts';
import type { Wording } from '../words.ts';

type Told =
  | Exclude<ActAnswer, { kind: 'done' } | { kind: 'invalid' }>
  | { readonly kind: 'lost' }
  | { readonly kind: 'recorded'; readonly said: Said };

export interface Act {
  readonly busy: boolean;
  readonly told: Told | undefined;
  /** @returns what was wrong with the fields, for a form to show; a form closes when there is nothing */
  send(what: Ask): Promise<readonly Problem[] | undefined>;
}

export function useAct(data: ChangeData, put: (data: PanelData) => void): Act {
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<Told>();
  return {
    busy,
    told,
    send: async (what) => {
      setBusy(true);
      setTold(undefined);
      try {
        const payload = { ask: what, content: data.content, press: crypto.randomUUID() };
        const answer = await ask<ActAnswer>('act', payload);
        if (answer.kind === 'invalid') return answer.problems;
        if (answer.kind !== 'done') setTold(answer);
        else if (answer.said) setTold({ kind: 'recorded', said: answer.said });
        put(answer.panel);
        return undefined;
      } catch {
        setTold({ kind: 'lost' });
        return undefined;
      } finally {
        setBusy(false);
      }
    },
  };
}

export function Notice({ act: { told }, word }: { act: Act; word: Wording }) {
  if (!told) return null;
  if (told.kind === 'recorded')
    return (
      <SectionMessage appearance="success">
        <Text>
          <Words said={told.said} />
        </Text>
      </SectionMessage>
    );
  if (told.kind === 'lost')
    return (
      <SectionMessage appearance="error" title={word('frame.failed')}>
        <Text>{word('frame.not-recorded')}</Text>
      </SectionMessage>
    );
  if (told.kind === 'changed')
    return (
      <SectionMessage appearance="warning" title={word('changed.title')}>
        <Text>{word('changed.text')}</Text>
      </SectionMessage>
    );
  return (
    <SectionMessage appearance="warning" title={word('refused.title')}>
      <Stack space="space.050">
        <Text>
          <Words said={told.what} />
        </Text>
        <Text>
          <Words said={told.remedy} />
        </Text>
        <Text size="small" color="color.text.subtle">
          {word('refused.rule', { rule: told.rule })}
        </Text>
      </Stack>
    </SectionMessage>
  );
}
