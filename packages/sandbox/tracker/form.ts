/** GitHub's issue forms: read from the repository's YAML, shown as a real form, and written into a body exactly as GitHub does. */
import { parse } from 'yaml';

export interface Field {
  readonly type: 'markdown' | 'input' | 'textarea' | 'dropdown' | 'checkboxes';
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  /** What the field holds at first. For a drop-down the index of an option, as in the form. */
  readonly value: string;
  readonly options: readonly { readonly label: string; readonly required: boolean }[];
  readonly multiple: boolean;
  readonly required: boolean;
  /** Language of the code block that the answer becomes. */
  readonly render?: string;
}

export interface IssueForm {
  readonly path: string;
  readonly name: string;
  readonly about: string;
  readonly title: string;
  readonly labels: readonly string[];
  readonly type?: string;
  readonly fields: readonly Field[];
}

type Loose = Readonly<Record<string, unknown>>;

function record(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? (value as Loose) : {};
}

function words(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : typeof value === 'string' ? value.split(',').map((one) => one.trim()) : [];
}

/** `undefined` when the file is no issue form. */
export function readForm(path: string, source: string): IssueForm | undefined {
  let root: Loose;
  try {
    root = record(parse(source));
  } catch {
    return undefined;
  }
  const body = list(root.body);
  if (body.length === 0) return undefined;
  const type = words(root.type);
  return {
    path,
    name: words(root.name),
    about: words(root.description),
    title: words(root.title),
    labels: list(root.labels).map(words),
    ...(type ? { type } : {}),
    fields: body.map((one, index) => field(record(one), index)),
  };
}

const TYPES = ['markdown', 'input', 'textarea', 'dropdown', 'checkboxes'] as const;

function field(one: Loose, index: number): Field {
  const attributes = record(one.attributes);
  const render = words(attributes.render);
  return {
    type: TYPES.find((type) => type === one.type) ?? 'input',
    id: words(one.id) || `field-${index}`,
    label: words(attributes.label),
    description: words(attributes.description),
    placeholder: words(attributes.placeholder),
    value: words(attributes.value) || words(attributes.default),
    options: list(attributes.options).map((option) =>
      typeof option === 'object'
        ? { label: words(record(option).label), required: record(option).required === true }
        : { label: words(option), required: false },
    ),
    multiple: attributes.multiple === true,
    required: record(one.validations).required === true,
    ...(render ? { render } : {}),
  };
}

/** The answers as a posted form gives them: one or several values a field. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

function given(answers: Answers, id: string): readonly string[] {
  const value = answers[id];
  const all = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  return all.map((one) => one.replaceAll('\r\n', '\n').trim()).filter((one) => one !== '');
}

/** Labels of required fields without an answer. */
export function unanswered(form: IssueForm, answers: Answers): readonly string[] {
  return form.fields
    .filter((one) => one.type !== 'markdown' && one.required && given(answers, one.id).length === 0)
    .map((one) => one.label);
}

/** The issue's body: a heading for each field, `_No response_` where nothing was said. */
export function bodyOf(form: IssueForm, answers: Answers): string {
  const parts: string[] = [];
  for (const one of form.fields) {
    if (one.type === 'markdown') continue;
    parts.push(`### ${one.label}`, answerOf(one, given(answers, one.id)));
  }
  return parts.join('\n\n');
}

function answerOf(one: Field, values: readonly string[]): string {
  if (one.type === 'checkboxes')
    return one.options.map((option) => `- [${values.includes(option.label) ? 'X' : ' '}] ${option.label}`).join('\n');
  if (values.length === 0) return '_No response_';
  const value = values.join(', ');
  return one.render ? `\`\`\`${one.render}\n${value}\n\`\`\`` : value;
}
