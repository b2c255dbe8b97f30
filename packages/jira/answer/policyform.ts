/** A policy's text as a form and back: what the form changes is written into the text, and every other line and comment stays. */
import { CLASSES } from '@countersign/core/impact/class.ts';
import { ROWS } from '@countersign/core/policy/key/keys.ts';
import type { Basis } from '@countersign/core/policy/key/row.ts';
import { defaultOf } from '@countersign/core/policy/key/whole.ts';
import { POLICY_BOUNDS } from '@countersign/core/policy/resolve.ts';
import { ROLES } from '@countersign/core/policy/role.ts';
import { readYaml } from '@countersign/core/text/yaml.ts';
import { type Document, isMap, parseDocument } from 'yaml';
import type { PolicyForm } from '../port/call.ts';

/** Groups of Jira stand in the policy as `@group/<name>`, people as `@<account id>`. */
const GROUP = 'group/';

const bare = (name: string) => name.replace(/^@/, '');

type Written = Readonly<Record<string, unknown>>;

const ASKED = ROWS.filter(({ form }) => form.kind !== 'in-text');

/** `undefined` when the text is no mapping at all; a value of the wrong kind counts as not said. An empty text gives an empty form. */
export function policyForm(source: string): PolicyForm | undefined {
  if (source.trim() === '') return formOf({});
  const document = parse(source);
  if (!document) return undefined;
  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: 20 });
  } catch {
    return undefined;
  }
  return formOf(raw as Written);
}

function parse(source: string): Document | undefined {
  // Its own reader takes no more than this, and whoever opens the settings waits for it.
  if (readYaml(source, POLICY_BOUNDS).kind !== 'read') return undefined;
  const document = parseDocument(source, { maxAliasCount: 20, schema: 'core' } as never) as unknown as Document;
  return document.errors.length > 0 || !isMap(document.contents) ? undefined : document;
}

function formOf(raw: Written): PolicyForm {
  const basis: Basis = {
    profile: raw.profile === 'light' ? 'light' : 'standard',
    language: raw.language === 'zh-CN' ? 'zh-CN' : 'en',
  };
  return Object.fromEntries(ASKED.map((row) => [row.name, answerOf(row, raw[row.key], basis)])) as PolicyForm;
}

const said = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const names = (value: unknown) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
const within = (value: unknown): Written =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Written) : {};

/** What a field shows of a value as it is written. */
function answerOf(row: (typeof ASKED)[number], value: unknown, basis: Basis): unknown {
  switch (row.form.kind) {
    case 'in-text':
      return undefined;
    case 'text':
      return said(value);
    case 'check':
    case 'choice':
    case 'language': {
      const read = row.schema.safeParse(value);
      return read.success ? read.data : (defaultOf(row, basis) ?? row.closed);
    }
    case 'people-by-role':
      return Object.fromEntries(ROLES.map((role) => [role, holdersOf(within(value)[role])]));
    case 'seats-by-class':
      return Object.fromEntries(CLASSES.map((one) => [one, names(within(value)[one])]));
    case 'days-by-class':
      return Object.fromEntries(CLASSES.map((one) => [one, said(within(value)[one])]));
  }
}

function holdersOf(value: unknown): PolicyForm['roles'][string] {
  const all = names(value).map(bare);
  const groups = all.filter((one) => one.startsWith(GROUP)).map((one) => one.slice(GROUP.length));
  return { users: all.filter((one) => !one.includes('/')), groups };
}

/** Numbers stay numbers; whatever else was typed is left to the policy's own messages. */
const scalar = (text: string): string | number => (/^\d{1,9}(\.\d{1,4})?$/.test(text) ? Number(text) : text);

/** The text with the form's answers in it. A text that cannot be read is replaced by what the form says. */
export function withForm(source: string, form: PolicyForm): string {
  const document = parse(source.trim() === '' ? 'profile: standard\nroles: {}\n' : source) ?? parse('roles: {}\n');
  if (!document) throw new Error('a policy of our own could not be read');
  const raw = (document.toJS({ maxAliasCount: 20 }) ?? {}) as Written;
  const before: Written | undefined = source.trim() === '' ? undefined : formOf(raw);
  let touched = before === undefined;
  const put = (path: readonly string[], value: unknown, was: unknown) => {
    if (before && JSON.stringify(value) === JSON.stringify(was)) return;
    touched = true;
    if (value === '' || (Array.isArray(value) && value.length === 0)) {
      if (document.hasIn(path)) document.deleteIn(path);
      return;
    }
    document.setIn(path, typeof value === 'string' ? scalar(value) : document.createNode(value, { flow: true }));
  };
  for (const { key, name, form: asked } of ASKED) {
    const answer: unknown = form[name as keyof PolicyForm];
    const was = before?.[name];
    switch (asked.kind) {
      case 'in-text':
        break;
      case 'people-by-role':
        for (const role of ROLES) {
          const held = (answer as PolicyForm['roles'])[role] ?? { users: [], groups: [] };
          const old = within(was)[role] ?? { users: [], groups: [] };
          if (JSON.stringify(held) === JSON.stringify(old)) continue;
          put([key, role], namesOf(held, within(raw[key])[role]), undefined);
        }
        break;
      case 'seats-by-class':
        for (const one of CLASSES) put([key, one], within(answer)[one] ?? [], within(was)[one] ?? []);
        clear(document, key);
        break;
      case 'days-by-class':
        for (const one of CLASSES) put([key, one], said(within(answer)[one]).trim(), within(was)[one] ?? '');
        clear(document, key);
        break;
      default:
        put([key], typeof answer === 'string' ? answer.trim() : answer, was);
    }
  }
  if (!touched) return source;
  // New lists are written as the old ones are.
  return document.toString({ lineWidth: 120, flowCollectionPadding: /\[ /.test(source) });
}

/** The names of a role as the text has them. */
function namesOf({ users, groups }: PolicyForm['roles'][string], standing: unknown): readonly unknown[] {
  // Somebody without an account, and a team of another tracker, are named in the text only, and stay.
  const others = (Array.isArray(standing) ? standing : []).filter(
    (one) => typeof one !== 'string' || (one.includes('/') && !bare(one).startsWith(GROUP)),
  );
  return [...users.map((one) => `@${one}`), ...groups.map((one) => `@${GROUP}${one}`), ...others];
}

/** A table of which nothing is left is taken out as a whole. */
function clear(document: Document, key: string): void {
  const left = document.getIn([key]);
  if (isMap(left) && left.items.length === 0) document.deleteIn([key]);
}
