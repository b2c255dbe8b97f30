/** A form made of a description: labels, hints, the fields themselves, and what was wrong with each, said below it. */
import {
  Box,
  Button,
  ButtonGroup,
  Checkbox,
  DatePicker,
  ErrorMessage,
  Form,
  Heading,
  HelperMessage,
  Inline,
  Label,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
  RequiredAsterisk,
  SectionMessage,
  Select,
  Stack,
  Text,
  TextArea,
  Textfield,
  UserPicker,
  useForm,
} from '@forge/react';
import { type ReactNode, useState } from 'react';
import type { Problem } from './data.ts';
import type { Wording } from './words.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Common {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly needed?: boolean;
}

export type Field =
  | (Common & { readonly kind: 'text'; readonly value?: string; readonly placeholder?: string })
  | (Common & { readonly kind: 'area'; readonly value?: string; readonly rows?: number })
  | (Common & { readonly kind: 'code'; readonly value?: string; readonly rows?: number })
  | (Common & { readonly kind: 'heading' })
  | (Common & { readonly kind: 'people'; readonly value?: readonly string[] })
  | (Common & { readonly kind: 'date'; readonly value?: string })
  | (Common & { readonly kind: 'check'; readonly value?: boolean; readonly onChange?: (checked: boolean) => void })
  | (Common & { readonly kind: 'select'; readonly value?: string; readonly options: readonly Choice[] })
  | (Common & { readonly kind: 'many'; readonly value?: readonly string[]; readonly options: readonly Choice[] })
  | (Common & { readonly kind: 'person'; readonly value?: string })
  | { readonly kind: 'row'; readonly name: string; readonly fields: readonly Field[] }
  | { readonly kind: 'more'; readonly name: string; readonly label: string; readonly onPress: () => void };

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

interface FieldViewProps {
  field: Field;
  problems: readonly Problem[];
  disabled: boolean;
  register: ReturnType<typeof useForm<Record<string, unknown>>>['register'];
  idOf: (name: string) => string;
}

function FieldView(props: FieldViewProps) {
  const { field, problems, disabled, register, idOf } = props;
  if (field.kind === 'row')
    return (
      <Inline space="space.150" alignBlock="start" shouldWrap>
        {field.fields.map((one) => (
          <Box key={one.name} xcss={{ flexGrow: one.kind === 'check' ? 0 : 1, minWidth: '120px' }}>
            <FieldView {...props} field={one} />
          </Box>
        ))}
      </Inline>
    );
  if (field.kind === 'more')
    return (
      <Inline>
        <Button appearance="subtle" onClick={field.onPress}>
          {field.label}
        </Button>
      </Inline>
    );
  if (field.kind === 'heading')
    return (
      <Stack space="space.050">
        <Heading size="small" as="h2">
          {field.label}
        </Heading>
        {field.hint ? <Text color="color.text.subtle">{field.hint}</Text> : null}
      </Stack>
    );
  const mine = problems.filter((one) => one.field === field.name);
  const below = (
    <>
      {mine.map((one) => (
        <ErrorMessage key={one.text}>{one.text}</ErrorMessage>
      ))}
      {field.hint && mine.length === 0 ? <HelperMessage>{field.hint}</HelperMessage> : null}
    </>
  );
  const { isInvalid: _, isDisabled: __, ...own } = register(field.name);
  const shared = { ...own, isInvalid: mine.length > 0, isDisabled: disabled };
  if (field.kind === 'check') {
    const toggled = field.onChange;
    const onChange: typeof own.onChange = (event) => {
      own.onChange(event);
      toggled?.(event?.target?.checked === true);
    };
    return (
      <Stack>
        <Checkbox {...shared} onChange={onChange} label={field.label} />
        {below}
      </Stack>
    );
  }
  if (field.kind === 'person' || field.kind === 'people')
    return (
      <Stack>
        <UserPicker
          {...shared}
          label={field.label}
          name={field.name}
          isRequired={field.needed ?? false}
          isMulti={field.kind === 'people'}
          {...(field.value ? { defaultValue: field.value } : {})}
        />
        {below}
      </Stack>
    );
  return (
    <Stack>
      <Label labelFor={idOf(field.name)}>
        {field.label}
        {field.needed ? <RequiredAsterisk /> : null}
      </Label>
      {field.kind === 'text' ? (
        <Textfield {...shared} {...(field.placeholder ? { placeholder: field.placeholder } : {})} />
      ) : field.kind === 'area' ? (
        <TextArea {...shared} minimumRows={field.rows ?? 3} />
      ) : field.kind === 'code' ? (
        <TextArea {...shared} minimumRows={field.rows ?? 20} isMonospaced />
      ) : field.kind === 'date' ? (
        <DatePicker {...shared} />
      ) : (
        <Select {...shared} options={field.options} isMulti={field.kind === 'many'} />
      )}
      {below}
    </Stack>
  );
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
