/** A form made of a description of its fields: in a dialogue or in the page, with what was wrong said at each field and again beside the button. */
import {
  Button,
  ButtonGroup,
  ErrorMessage,
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
import { type Field, FieldView, namesOf } from './field.tsx';
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
    asked: (name) => held[name] !== undefined,
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
  /** What came of the last sending, to stand beside the button. */
  readonly told?: ReactNode;
  /** Told of every change of a field. */
  readonly onEdit?: () => void;
  /** What stands before the fields. */
  readonly children?: ReactNode;
}

/** The state of a form and its fields; how they are framed is left to whoever uses it. */
function useFields({ fields, onSend, onEdit, word, disabled }: FormProps) {
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
  const edited = (name: string) => {
    // What was wrong with a field is said until somebody changes it.
    setProblems((all) => (all.some((one) => one.field === name) ? all.filter((one) => one.field !== name) : all));
    onEdit?.();
  };
  const body = (
    <Stack space="space.200">
      {fields.map((field) => (
        <FieldView
          key={field.name}
          field={field}
          problems={problems}
          disabled={disabled ?? false}
          register={register}
          idOf={getFieldId}
          edited={edited}
        />
      ))}
    </Stack>
  );
  return { body, submit, sending, mending: <Mending problems={problems} fields={fields} word={word} /> };
}

/** What is to be mended, beside the button: the fields themselves may be out of sight. */
function Mending({
  problems,
  fields,
  word,
}: {
  problems: readonly Problem[];
  fields: readonly Field[];
  word: Wording;
}) {
  const names = namesOf(fields);
  const wrong = new Set(problems.map((one) => one.field));
  // In the order in which one comes across them.
  const called = new Set([...names].flatMap(([name, label]) => (wrong.has(name) ? [label] : [])));
  const rest = problems.filter((one) => !names.has(one.field));
  const count = called.size;
  return (
    <>
      {count > 0 ? (
        <ErrorMessage>
          {word(count === 1 ? 'form.mend.one' : 'form.mend.more', { count, names: [...called].join(' · ') })}
        </ErrorMessage>
      ) : null}
      {rest.length > 0 ? (
        <SectionMessage appearance="error">
          {rest.map((one) => (
            <Text key={one.text}>{one.text}</Text>
          ))}
        </SectionMessage>
      ) : null}
    </>
  );
}

/** The form in a dialogue of its own. */
export function FormModal(props: FormProps) {
  const { body, submit, sending, mending } = useFields(props);
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
            <Stack space="space.100" alignInline="end" grow="fill">
              {mending}
              <ButtonGroup>
                <Button appearance="subtle" onClick={props.onClose ?? (() => {})}>
                  {props.word('frame.cancel')}
                </Button>
                <LoadingButton type="submit" appearance={props.danger ? 'danger' : 'primary'} isLoading={sending}>
                  {props.send}
                </LoadingButton>
              </ButtonGroup>
            </Stack>
          </ModalFooter>
        </Form>
      </Modal>
    </ModalTransition>
  );
}

/** The form in the page. */
export function FormHere(props: FormProps) {
  const { body, submit, sending, mending } = useFields(props);
  return (
    <Form onSubmit={submit}>
      <Stack space="space.200">
        {props.children}
        {body}
        {mending}
        {props.told}
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
