/** What every panel has in common: asking the resolver, waiting for it, and saying kindly that it did not work. */
import { localeFor } from '@countersign/core/text/locale.ts';
import { invoke } from '@forge/bridge';
import { Button, Code, Inline, Link, SectionMessage, Spinner, Stack, Text, useProductContext } from '@forge/react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { FunctionName } from '../port/call.ts';
import type { Busy, Said } from '../port/data.ts';
import { type Wording, wording } from '../port/words.ts';

/** Calls a function of the resolver. @throws Error when there was no answer */
export function ask<Answer>(name: FunctionName, payload?: unknown): Promise<Answer> {
  return invoke(name, payload as never) as Promise<Answer>;
}

/** Words in the viewer's language; English for the moment until Jira has said which one that is. */
export function useWording(): { readonly word: Wording; readonly ready: boolean } {
  const context = useProductContext();
  return { word: wording(localeFor(context?.locale)), ready: context !== undefined };
}

export type Answered<Answer> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'here'; readonly data: Answer };

/** The answer of one function, which can be asked again or replaced by a newer one. */
export function useAnswer<Answer>(name: FunctionName, payload?: unknown) {
  const [answered, setAnswered] = useState<Answered<Answer>>({ kind: 'waiting' });
  const asked = JSON.stringify(payload ?? null);
  const load = useCallback(() => {
    let current = true;
    ask<Answer | Busy>(name, JSON.parse(asked) ?? undefined).then(
      (data) => current && setAnswered(isBusy(data) ? { kind: 'busy' } : { kind: 'here', data }),
      () => current && setAnswered({ kind: 'failed' }),
    );
    return () => {
      current = false;
    };
  }, [name, asked]);
  useEffect(load, [load]);
  const again = useCallback(() => {
    setAnswered({ kind: 'waiting' });
    load();
  }, [load]);
  const put = useCallback((data: Answer) => setAnswered({ kind: 'here', data }), []);
  return { answered, again, put };
}

export function Waiting() {
  const { word, ready } = useWording();
  return (
    <Inline space="space.100" alignBlock="center">
      <Spinner size="small" label={word('frame.loading')} />
      {ready ? <Text color="color.text.subtle">{word('frame.loading')}</Text> : null}
    </Inline>
  );
}

function isBusy<Answer>(data: Answer | Busy): data is Busy {
  return (data as Partial<Busy> | null | undefined)?.kind === 'busy';
}

function TooMuch({ again }: { again: () => void }) {
  const { word } = useWording();
  return (
    <SectionMessage appearance="warning" title={word('frame.busy')}>
      <Stack space="space.100" alignInline="start">
        <Text>{word('frame.busy.text')}</Text>
        <Button onClick={again}>{word('frame.again')}</Button>
      </Stack>
    </SectionMessage>
  );
}

function Failed({ again }: { again: () => void }) {
  const { word } = useWording();
  return (
    <SectionMessage appearance="error" title={word('frame.failed')}>
      <Stack space="space.100" alignInline="start">
        <Text>{word('frame.failed.text')}</Text>
        <Button onClick={again}>{word('frame.again')}</Button>
      </Stack>
    </SectionMessage>
  );
}

/** Items with a key each, for lists whose items have no name of their own and never change places. */
export function keyed<Item>(items: readonly Item[]): readonly { readonly key: string; readonly item: Item }[] {
  return items.map((item, at) => ({ key: String(at), item }));
}

/** A sentence with its commands and issues, to stand inside a `Text`. */
export function Words({ said }: { said: Said }) {
  return (
    <>
      {keyed(said).map(({ key, item: part }) => {
        if (part.kind === 'code') return <Code key={key}>{part.text}</Code>;
        if (part.kind === 'issue')
          return (
            <Link key={key} href={`/browse/${part.text}`}>
              {part.text}
            </Link>
          );
        return part.text;
      })}
    </>
  );
}

export function Sentence({ said, quiet }: { said: Said; quiet?: boolean }) {
  return (
    <Text {...(quiet ? { color: 'color.text.subtle', size: 'small' as const } : {})}>
      <Words said={said} />
    </Text>
  );
}

/** Shows what an answer gives, or that it is on its way, or that it did not come. */
export function Shown<Answer>(props: {
  answered: Answered<Answer>;
  again: () => void;
  children: (data: Answer) => ReactNode;
}) {
  const { answered, again, children } = props;
  if (answered.kind === 'waiting') return <Waiting />;
  if (answered.kind === 'busy') return <TooMuch again={again} />;
  if (answered.kind === 'failed') return <Failed again={again} />;
  return <>{children(answered.data)}</>;
}
