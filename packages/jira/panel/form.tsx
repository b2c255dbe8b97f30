/** A form made of a description of its fields: in a dialogue or in the page, with what was wrong said at each field. */
import {
  Button,
  ButtonGroup,
  Form,
  Inline,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
  SectionMessage,
  Stack,
  Text,
  useForm,
} from '@forge/react';
import { type ReactNode, useState } from 'react';
import type { Problem } from './data.ts';
import { type Field, FieldView } from './field.tsx';
import type { Wording } from './words.ts';

/** What the host hands back: texts, ticks, options, people. */
type Held = Readonly<Record<string, unknown>>;

export interface Answers {
  /** Whether the form has such a field. */
  asked(name: string): boolean;
  text(name: string): string;
  flag(name: string): boolean;
  list(name: string): readonly string[];
  person(name: string): { readonly accountId: string; readonly name: string } | undefined;
  /** Account ids. */
  people(name: string): readonly string[];
}

function answersOf(held: Held): Answers {
  const textOf = (one: unknown) => String((one as { value?: unknown } | null)?.value ?? '');
  return {
    asked: (name) => name in held,
    text: (name) => {
      const value = held[name];
      if (value === undefined || value === null) return '';
      return typeof value === 'object' ? textOf(value) : String(value);
    },
    flag: (name) => held[name] === true,
    list: (name) => (Array.isArray(held[name]) ? (held[name] as unknown[]).map(textOf) : []),
    people: (name) => {
      const value = held[name];
      return (Array.isArray(value) ? value : []).map((one: unknown) =>
        typeof one === 'string' ? one : String((one as { id?: unknown }).id ?? ''),
      );
    },
    person: (name) => {
      const value = held[name] as { id?: unknown; name?: unknown } | string | null | undefined;
      if (!value) return undefined;
      if (typeof value === 'string') return { accountId: value, name: '' };
      return { accountId: String(value.id ?? ''), name: String(value.name ?? '') };
    },
  };
}

function startOf(fields: readonly Field[]): Record<string, unknown> {
  const held: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.kind === 'row') Object.assign(held, startOf(field.fields));
    else if (field.kind === 'select') held[field.name] = field.options.find((one) => one.value === field.value);
    else if (field.kind === 'many') held[field.name] = field.options.filter((one) => field.value?.includes(one.value));
    else if (field.kind === 'check') held[field.name] = field.value ?? false;
    else if (field.kind === 'person' || field.kind === 'people') held[field.name] = field.value;
    else if (field.kind !== 'more' && field.kind !== 'heading') held[field.name] = field.value ?? '';
  }
  return held;
}

export interface FormProps {
  readonly word: Wording;
  readonly fields: readonly Field[];
  readonly send: string;
  /** Answers what was wrong; nothing when it was taken. */
  readonly onSend: (answers: Answers) => Promise<readonly Problem[] | undefined>;
  readonly onClose?: () => void;
  readonly title?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** What stands before the fields. */
  readonly children?: ReactNode;
}

/** The state of a form and its fields; how they are framed is left to whoever uses it. */
function useFields({ fields, onSend, word, disabled }: FormProps) {
  const { register, handleSubmit, getFieldId } = useForm<Record<string, unknown>>({ defaultValues: startOf(fields) });
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [sending, setSending] = useState(false);
  const submit = handleSubmit(async (held) => {
    setSending(true);
    try {
      setProblems((await onSend(answersOf(held))) ?? []);
    } catch {
      setProblems([{ field: '', text: word('frame.not-recorded') }]);
    }
    setSending(false);
  });
  const names = new Set(
    fields.flatMap((one) => (one.kind === 'row' ? one.fields.map((inner) => inner.name) : one.name)),
  );
  const rest = problems.filter((one) => !names.has(one.field));
  const body = (
    <Stack space="space.200">
      {rest.length > 0 ? (
        <SectionMessage appearance="error">
          {rest.map((one) => (
            <Text key={one.text}>{one.text}</Text>
          ))}
        </SectionMessage>
      ) : null}
      {fields.map((field) => (
        <FieldView
          key={field.name}
          field={field}
          problems={problems}
          disabled={disabled ?? false}
          register={register}
          idOf={getFieldId}
        />
      ))}
    </Stack>
  );
  return { body, submit, sending };
}

/** The form in a dialogue of its own. */
export function FormModal(props: FormProps) {
  const { body, submit, sending } = useFields(props);
  return (
    <ModalTransition>
      <Modal onClose={props.onClose ?? (() => {})} width="medium">
        <Form onSubmit={submit}>
          <ModalHeader>
            <ModalTitle>{props.title}</ModalTitle>
          </ModalHeader>
          <ModalBody>
            <Stack space="space.200">
              {props.children}
              {body}
            </Stack>
          </ModalBody>
          <ModalFooter>
            <ButtonGroup>
              <Button appearance="subtle" onClick={props.onClose ?? (() => {})}>
                {props.word('frame.cancel')}
              </Button>
              <LoadingButton type="submit" appearance={props.danger ? 'danger' : 'primary'} isLoading={sending}>
                {props.send}
              </LoadingButton>
            </ButtonGroup>
          </ModalFooter>
        </Form>
      </Modal>
    </ModalTransition>
  );
}

/** The form in the page. */
export function FormHere(props: FormProps) {
  const { body, submit, sending } = useFields(props);
  return (
    <Form onSubmit={submit}>
      <Stack space="space.200">
        {props.children}
        {body}
        <Inline>
          <LoadingButton
            type="submit"
            appearance={props.danger ? 'danger' : 'primary'}
            isLoading={sending}
            isDisabled={props.disabled ?? false}
          >
            {props.send}
          </LoadingButton>
        </Inline>
      </Stack>
    </Form>
  );
}
