/** A form made of a description of its fields: in a dialogue or in the page, with what was wrong said at each field and again beside the button. */
import type { Problem } from '@countersign/core/ask/ask.ts';
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
import { type ReactNode, useEffect, useState } from 'react';
import type { Wording } from '../port/words.ts';
import { type Answers, answersOf } from './answers.ts';
import { type Field, FieldView, type Group, namesOf } from './field.tsx';
import { GroupView } from './group.tsx';

function startOf(fields: readonly (Field | Group)[]): Record<string, unknown> {
  const held: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.kind === 'row' || field.kind === 'group') Object.assign(held, startOf(field.fields));
    else if (field.kind === 'select') held[field.name] = field.options.find((one) => one.value === field.value);
    else if (field.kind === 'many') held[field.name] = field.options.filter((one) => field.value?.includes(one.value));
    else if (field.kind === 'check') held[field.name] = field.value ?? false;
    else if (field.kind === 'person' || field.kind === 'people') held[field.name] = field.value;
    else if (field.kind !== 'more') held[field.name] = field.value ?? '';
  }
  return held;
}

export interface FormProps {
  readonly word: Wording;
  readonly fields: readonly (Field | Group)[];
  readonly send: string;
  /** Answers what was wrong; nothing when it was taken. */
  readonly onSend: (answers: Answers) => Promise<readonly Problem[] | undefined>;
  readonly onClose?: () => void;
  readonly title?: string;
  readonly danger?: boolean;
  /** The button that leaves without sending, where “Cancel” could be what is sent. */
  readonly leave?: string;
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
  // A field that is drawn again begins with what was typed, not with what it first held.
  const [typed, setTyped] = useState<Readonly<Record<string, unknown>>>({});
  const { register, handleSubmit, getFieldId, getValues } = useForm<Record<string, unknown>>({
    defaultValues: { ...startOf(fields), ...typed },
  });
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
  const { isOpen, turn } = useFolds(fields, problems);
  const draw = (field: Field) => (
    <FieldView
      key={field.name}
      field={field}
      problems={problems}
      disabled={disabled ?? false}
      register={register}
      idOf={getFieldId}
      edited={edited}
    />
  );
  const body = (
    <Stack space="space.200">
      {fields.map((field) =>
        field.kind === 'group' ? (
          <GroupView
            key={field.name}
            group={field}
            open={isOpen(field)}
            onTurn={() => {
              setTyped({ ...getValues() });
              turn(field);
            }}
            facts={field.summary(answersOf({ ...startOf([field]), ...getValues() }))}
            word={word}
            disabled={disabled ?? false}
          >
            {field.fields.map(draw)}
          </GroupView>
        ) : (
          draw(field)
        ),
      )}
    </Stack>
  );
  return { body, submit, sending, mending: <Mending problems={problems} fields={fields} word={word} /> };
}

/** Which groups are open. One with something to mend in it opens by itself, and stays open when it is mended. */
function useFolds(fields: readonly (Field | Group)[], problems: readonly Problem[]) {
  const groups = fields.filter((one) => one.kind === 'group');
  const [open, setOpen] = useState<readonly string[]>(() => groups.filter((one) => one.open).map((one) => one.name));
  const wanted = groups.filter((group) => {
    const names = namesOf(group.fields);
    return !open.includes(group.name) && problems.some((one) => names.has(one.field));
  });
  useEffect(() => {
    if (wanted.length > 0) setOpen([...open, ...wanted.map((one) => one.name)]);
  });
  return {
    isOpen: ({ name }: Group) => open.includes(name),
    turn: ({ name }: Group) => setOpen(open.includes(name) ? open.filter((one) => one !== name) : [...open, name]),
  };
}

/** What is to be mended, beside the button: the fields themselves may be out of sight. */
function Mending({
  problems,
  fields,
  word,
}: {
  problems: readonly Problem[];
  fields: readonly (Field | Group)[];
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
                  {props.leave ?? props.word('frame.cancel')}
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
