/** One field of a form with its label, its hint, and what was wrong with it, said below. */
import type { Choice } from '@countersign/core/ask/about.ts';
import type { Problem } from '@countersign/core/ask/ask.ts';
import {
  Box,
  Button,
  Checkbox,
  DatePicker,
  ErrorMessage,
  HelperMessage,
  Inline,
  Label,
  RequiredAsterisk,
  Select,
  Stack,
  TextArea,
  Textfield,
  UserPicker,
  type useForm,
} from '@forge/react';
import { type Answers, accountIn } from './answers.ts';

interface Common {
  readonly name: string;
  readonly label: string;
  /** What it is called away from the fields around it; without it, by its label. */
  readonly called?: string;
  readonly hint?: string;
  readonly needed?: boolean;
}

export type Field =
  | (Common & { readonly kind: 'text'; readonly value?: string; readonly placeholder?: string })
  | (Common & { readonly kind: 'area'; readonly value?: string; readonly rows?: number })
  | (Common & { readonly kind: 'code'; readonly value?: string; readonly rows?: number })
  | (Common & { readonly kind: 'people'; readonly value?: readonly string[] })
  | (Common & { readonly kind: 'date'; readonly value?: string })
  | (Common & { readonly kind: 'check'; readonly value?: boolean; readonly onChange?: (checked: boolean) => void })
  | (Common & {
      readonly kind: 'select';
      readonly value?: string;
      readonly options: readonly Choice[];
      readonly placeholder?: string;
      readonly onChoose?: (value: string) => void;
    })
  | (Common & { readonly kind: 'many'; readonly value?: readonly string[]; readonly options: readonly Choice[] })
  | (Common & { readonly kind: 'person'; readonly value?: string })
  /** `called`: what its fields belong to, for a summary that names no single one of them. */
  | { readonly kind: 'row'; readonly name: string; readonly called?: string; readonly fields: readonly Field[] }
  | { readonly kind: 'more'; readonly name: string; readonly label: string; readonly onPress: () => void };

/** Fields that belong together and stay folded until somebody wants to change them. */
export interface Group {
  readonly kind: 'group';
  readonly name: string;
  readonly label: string;
  /** Within the words of its button. */
  readonly called: string;
  readonly hint?: string;
  /** Open from the start. */
  readonly open?: boolean;
  readonly fields: readonly Field[];
  /** What is set in it, told while it is folded. */
  readonly summary: (answers: Answers) => readonly Fact[];
}

/** `people` are account ids; `lacks`: it has to be filled. */
export interface Fact {
  readonly name: string;
  readonly value?: string;
  readonly people?: readonly string[];
  readonly lacks?: boolean;
}

export interface FieldViewProps {
  field: Field;
  problems: readonly Problem[];
  disabled: boolean;
  register: ReturnType<typeof useForm<Record<string, unknown>>>['register'];
  idOf: (name: string) => string;
  /** Told of every change of a field. */
  edited: (name: string) => void;
}

/** What a form calls each of its fields, by name. */
export function namesOf(fields: readonly (Field | Group)[]): ReadonlyMap<string, string> {
  return new Map(
    fields.flatMap((field): readonly (readonly [string, string])[] => {
      if (field.kind === 'group') return [...namesOf(field.fields)];
      if (field.kind === 'more') return [];
      if (field.kind !== 'row') return [[field.name, field.called ?? field.label]];
      return [...namesOf(field.fields)].map(([name, label]) => [name, field.called ?? label]);
    }),
  );
}

/** What each of so many fields beside each other takes; they break into lines where that is less than they need. */
const WIDTHS: Readonly<Record<number, string>> = { 2: '50%', 3: '33.3%', 4: '25%' };

export function FieldView(props: FieldViewProps) {
  const { field, problems, disabled, register, idOf, edited } = props;
  if (field.kind === 'row')
    return (
      <Inline alignBlock="start" shouldWrap rowSpace="space.150">
        {field.fields.map((one, at) => (
          <Box
            key={one.name}
            xcss={{
              width: WIDTHS[field.fields.length] ?? '100%',
              minWidth: '150px',
              // A gap between them would make the widths more than the whole, and the last one break into a line of its own.
              ...(at < field.fields.length - 1 ? { paddingInlineEnd: 'space.150' } : {}),
            }}
          >
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
  const mine = problems.filter((one) => one.field === field.name);
  const below = (
    <>
      {mine.map((one) => (
        <ErrorMessage key={one.text}>{one.text}</ErrorMessage>
      ))}
      {field.hint ? <HelperMessage>{field.hint}</HelperMessage> : null}
    </>
  );
  const { isInvalid: _, isDisabled: __, ...own } = register(field.name);
  const onChange: typeof own.onChange = (event) => {
    const kept = own.onChange(event);
    edited(field.name);
    if (field.kind === 'check') field.onChange?.(event?.target?.checked === true);
    // A choice comes as itself, not within an event.
    if (field.kind === 'select') field.onChoose?.(String((event as { value?: unknown } | null)?.value ?? ''));
    return kept;
  };
  const shared = { ...own, onChange, isInvalid: mine.length > 0, isDisabled: disabled };
  if (field.kind === 'check')
    return (
      <Stack>
        <Checkbox {...shared} label={field.label} />
        {below}
      </Stack>
    );
  if (field.kind === 'person' || field.kind === 'people')
    return (
      <Stack>
        <UserPicker
          {...shared}
          label={field.label}
          name={field.name}
          isRequired={field.needed ?? false}
          isMulti={field.kind === 'people'}
          {...pickedOf(field.kind, own.defaultValue)}
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
        <Select
          {...shared}
          options={field.options}
          isMulti={field.kind === 'many'}
          {...(field.kind === 'select' && field.placeholder ? { placeholder: field.placeholder } : {})}
        />
      )}
      {below}
    </Stack>
  );
}

function pickedOf(kind: 'person' | 'people', held: unknown): { defaultValue?: string | string[] } {
  const ids = (Array.isArray(held) ? held : held ? [held] : []).map(accountIn);
  if (ids.length === 0) return {};
  return { defaultValue: kind === 'people' ? ids : (ids[0] ?? '') };
}
