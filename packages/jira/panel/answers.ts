/** What somebody typed, ticked and picked in a form, by the names of its fields. */

/** What the host hands back: texts, ticks, options, people. */
export type Held = Readonly<Record<string, unknown>>;

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

/** A picker begins with account ids; what somebody picked in it comes back as people. */
export function accountIn(picked: unknown): string {
  return typeof picked === 'string' ? picked : String((picked as { id?: unknown }).id ?? '');
}

export function answersOf(held: Held): Answers {
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
      return (Array.isArray(value) ? value : []).map(accountIn);
    },
    person: (name) => {
      const value = held[name] as { id?: unknown; name?: unknown } | string | null | undefined;
      if (!value) return undefined;
      if (typeof value === 'string') return { accountId: value, name: '' };
      return { accountId: String(value.id ?? ''), name: String(value.name ?? '') };
    },
  };
}
