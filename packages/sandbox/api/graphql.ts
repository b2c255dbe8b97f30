/** Reads a GraphQL query or mutation: fields, arguments, variables and inline fragments, without named ones, directives and aliases. */

export type Given = Readonly<Record<string, unknown>>;

export interface Field {
  /** `...` for what is asked of one type only. */
  readonly name: string;
  /** That type. */
  readonly on?: string;
  readonly given: Given;
  readonly fields: readonly Field[];
}

const TOKEN = /\.\.\.|[{}():$![\]=]|"(?:[^"\\]|\\.)*"|-?\d+|[_A-Za-z]\w*/g;

export interface Asked {
  readonly of: 'Query' | 'Mutation';
  readonly fields: readonly Field[];
}

/** @returns `undefined` for what cannot be read. */
export function parseQuery(text: string, variables: Given): Asked | undefined {
  const tokens = text.replace(/#.*$/gm, '').match(TOKEN) ?? [];
  let at = 0;
  const next = () => tokens[at++];
  const take = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at += 1;
    return true;
  };

  function value(): unknown {
    const token = next();
    if (token === '[') {
      const values: unknown[] = [];
      while (!take(']')) values.push(value());
      return values;
    }
    if (token === '{') {
      const values: Record<string, unknown> = {};
      while (!take('}')) {
        const name = next() ?? '';
        if (!take(':')) throw new SyntaxError('a colon is missing');
        values[name] = value();
      }
      return values;
    }
    if (token === '$') return variables[next() ?? ''] ?? null;
    if (token === undefined) throw new SyntaxError('a value is missing');
    if (token.startsWith('"')) return JSON.parse(token) as string;
    if (/^-?\d/.test(token)) return Number(token);
    return { true: true, false: false, null: null }[token] ?? token;
  }

  function selection(): readonly Field[] {
    const fields: Field[] = [];
    while (!take('}')) {
      if (take('...')) {
        if (!take('on')) throw new SyntaxError('only inline fragments are read');
        const on = next() ?? '';
        if (!take('{')) throw new SyntaxError('a fragment without fields');
        fields.push({ name: '...', on, given: {}, fields: selection() });
        continue;
      }
      const name = next();
      if (name === undefined || !/^\w+$/.test(name)) throw new SyntaxError('a field is missing');
      const given: Record<string, unknown> = {};
      if (take('(')) {
        while (!take(')')) {
          const argument = next() ?? '';
          if (!take(':')) throw new SyntaxError('a colon is missing');
          given[argument] = value();
        }
      }
      fields.push({ name, given, fields: take('{') ? selection() : [] });
    }
    return fields;
  }

  try {
    const of = take('mutation') ? 'Mutation' : 'Query';
    if (of === 'Mutation' || take('query')) while (at < tokens.length && tokens[at] !== '{') at += 1;
    const fields = take('{') ? selection() : undefined;
    return fields && at === tokens.length ? { of, fields } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
