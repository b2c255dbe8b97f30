/** Sends what somebody asked for, and says what came of it: done, refused and why, or changed meanwhile. */
import type { Ask, Problem } from '@countersign/core/ask/ask.ts';
import { SectionMessage, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { ActAnswer, ChangeData, PanelData, Said } from '../../port/data.ts';
import { type Wording, wording } from '../../port/words.ts';
import { ask, Words } from '../frame.tsx';

type Told =
  | Exclude<ActAnswer, { kind: 'done' } | { kind: 'invalid' }>
  | { readonly kind: 'lost' }
  | { readonly kind: 'recorded'; readonly said: Said };

export interface Act {
  readonly busy: boolean;
  readonly told: Told | undefined;
  /** @returns why it was not taken, for a form to show beside what was typed; a form closes when there is nothing */
  send(what: Ask): Promise<readonly Problem[] | undefined>;
  /** The same from a dialogue: what stands behind it stays as it is until it is left, so that nothing typed goes with it. */
  sendForm(what: Ask): Promise<readonly Problem[] | undefined>;
  /** Leaves a dialogue. */
  leave(close: () => void): void;
}

export function useAct(data: ChangeData, put: (data: PanelData) => void): Act {
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<Told>();
  // Of a refusal that a dialogue shows: the request as it is now, and what was said.
  const [behind, setBehind] = useState<PanelData>();
  const send = async (what: Ask, isForm: boolean): Promise<readonly Problem[] | undefined> => {
    setBusy(true);
    setTold(undefined);
    try {
      const payload = { ask: what, content: data.content, press: crypto.randomUUID() };
      const answer = await ask<ActAnswer>('act', payload);
      if (answer.kind === 'invalid') return answer.problems;
      if (answer.kind === 'refused' && isForm) {
        setBehind(answer.panel);
        return [
          {
            field: answer.field ?? '',
            text: textOf(answer.what) + (data.locale === 'zh-CN' ? '' : ' ') + textOf(answer.remedy),
          },
        ];
      }
      if (answer.kind !== 'done') setTold(answer);
      else if (answer.said) setTold({ kind: 'recorded', said: answer.said });
      setBehind(undefined);
      put(answer.panel);
      return undefined;
    } catch {
      if (isForm) return [{ field: '', text: wording(data.locale)('frame.not-recorded') }];
      setTold({ kind: 'lost' });
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    told,
    send: (what) => send(what, false),
    sendForm: (what) => send(what, true),
    leave: (close) => {
      if (behind) put(behind);
      setBehind(undefined);
      close();
    },
  };
}

const textOf = (said: Said): string => said.map((part) => part.text).join('');

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
