/** The row that each key of the policy file has: everything that is true of the key stands in it. A part that is missing does not compile. */
import type { z } from 'zod';
import type { MessageId } from '../../text/en.ts';
import type { Locale } from '../../text/locale.ts';
import type { Profile } from '../profile.ts';

/** What a default may depend on. */
export interface Basis {
  readonly profile: Profile;
  readonly language: Locale;
}

/** Stands in place of a default: the file has to say it. */
export const REQUIRED = Symbol('required');

/** What holds where the file is silent. `undefined`: the key is absent from the policy in force. */
type Fallback<Value> = typeof REQUIRED | ((basis: Basis) => Value);

/** `undefined` where a default leaves the key absent, else nothing. */
export type Absent<Default> = Default extends (basis: Basis) => infer Value ? Extract<Value, undefined> : never;

/** Names and hints of the form's fields; every one is said in both languages. */
export type KeyMessage = Extract<MessageId, `policy.key.${string}`>;

interface Asked {
  /** The part of the form in which it is asked. */
  readonly group: 'general' | 'board';
  /** Fields with the same line stand beside each other. */
  readonly line?: string;
  readonly label: KeyMessage;
  readonly hint?: KeyMessage;
}

type CheckField = Asked & { readonly kind: 'check' };
/** `placeholder`: an example, shown while the field is empty. */
type TextField = Asked & { readonly kind: 'text'; readonly placeholder: string };
type ChoiceField<Value extends string> = Asked & {
  readonly kind: 'choice';
  readonly options: Readonly<Record<Value, KeyMessage>>;
};
/** A choice among our languages. Each is called by its own name. */
type LanguageField = Asked & { readonly kind: 'language' };
/** Fields for each role or each class. Whoever shows the form draws each kind in its own way. */
export type TableKind = 'people-by-role' | 'seats-by-class' | 'days-by-class';
type TableField = { readonly kind: TableKind };
/** The form does not ask: the key is written in the policy's text. */
type InText = { readonly kind: 'in-text' };

/** How a form may ask for a value of this type. */
type FieldOf<Value> =
  | InText
  | ([Value] extends [boolean]
      ? CheckField
      : [Value] extends [string | number]
        ? string extends Value
          ? TextField
          : number extends Value
            ? TextField
            : ChoiceField<Value & string> | LanguageField
        : TableField);

/** How a form asks for any key. */
export type Field = CheckField | TextField | ChoiceField<string> | LanguageField | TableField | InText;

/** A row whose parts are of whatever type: what a loop over all rows sees. */
export interface Row {
  /** What the code calls it: in the policy in force and in the form. */
  readonly name: string;
  /** The strict shape of its value, with the defaults of what lies inside it. Its messages are codes of problems (`shape.ts`). */
  readonly schema: z.ZodType;
  /** `as-written`: the policy in force has this very value under `name`. `read`: `inforce.ts` makes something else of it. */
  readonly inForce: 'as-written' | 'read';
  /** What holds where the file is silent, as it would be written. */
  readonly default: Fallback<unknown>;
  /** What holds while the policy cannot be used, as it would be written: nothing is decided or let through by it (`rules.md 4.4`). */
  readonly closed: unknown;
  /** How Jira's form asks for it. */
  readonly form: Field;
  /** A sentence that the manual and editors show. Code stands between backticks; editors get it without them. */
  readonly meaning: string;
  /** What the manual adds, in Markdown. */
  readonly more?: string;
  /** What the manual says of the default, where the value alone would say too little. */
  readonly unsaid?: string;
}

/** One row, with its parts held to the type of its schema: default, closed value and kind of field. */
export function key<
  const Name extends string,
  Schema extends z.ZodType,
  const InForce extends Row['inForce'],
  Default extends Fallback<unknown>,
  const Form extends FieldOf<z.infer<Schema>>,
>(row: {
  readonly name: Name;
  readonly schema: Schema;
  readonly inForce: InForce;
  readonly default: Default & Fallback<z.infer<Schema> | undefined>;
  readonly closed: z.infer<Schema> | Absent<Default>;
  readonly form: Form;
  readonly meaning: string;
  readonly more?: string;
  readonly unsaid?: string;
}) {
  // As inferred, without what it was held to: types are read from it (`Absent`).
  const { default: said }: { default: Default } = row;
  return { ...row, default: said };
}
