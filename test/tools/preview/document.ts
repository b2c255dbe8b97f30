/** UI Kit's document, and the HTML that is made of it, safely. */

/** A node of UI Kit's document. Functions among the properties are what the host calls when somebody presses or types. */
export interface ForgeDoc {
  readonly type: string;
  readonly key: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly children: readonly ForgeDoc[];
}

/** What Jira would know and keep by itself: people's names, and which tab of which group is open. */
export interface Host {
  readonly users: Readonly<Record<string, string>>;
  readonly tabs: ReadonlyMap<string, number>;
}

export function escaped(text: unknown): string {
  return String(text ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Attributes; absent ones are left out, true ones stand alone. */
export function attributes(pairs: Readonly<Record<string, unknown>>): string {
  return Object.entries(pairs)
    .filter(([, value]) => value !== undefined && value !== false && value !== null && value !== '')
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escaped(value)}"`))
    .join('');
}
