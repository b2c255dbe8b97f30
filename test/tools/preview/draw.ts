/** Draws the document that UI Kit hands to Jira as HTML that looks much like Jira's own components, so that panels can be looked at without a site. */
import { attributes, escaped, type ForgeDoc, type Host } from './document.ts';
import { FIELD_DRAWERS } from './drawfields.ts';

type Drawer = (node: ForgeDoc, host: Host) => string;

/** @throws Error for a component that it does not know: a panel must not use what was never looked at */
export function draw(node: ForgeDoc, host: Host): string {
  const drawer = DRAWERS[node.type];
  if (!drawer) throw new Error(`no drawing of ${node.type}`);
  return drawer(node, host).replace(/^<([a-z][a-z0-9]*)/, `<$1 data-node="${node.key}"`);
}

const inner = (node: ForgeDoc, host: Host) => node.children.map((one) => draw(one, host)).join('');

const said = (node: ForgeDoc, name: string) =>
  typeof node.props[name] === 'string' ? (node.props[name] as string) : '';

function wrap(
  tag: string,
  className: string,
  more: (node: ForgeDoc) => Readonly<Record<string, unknown>> = () => ({}),
): Drawer {
  return (node, host) => `<${tag}${attributes({ class: className, ...more(node) })}>${inner(node, host)}</${tag}>`;
}

/** `space.150` is 12 pixels. */
function pixels(token: unknown): string | undefined {
  const found = /^space\.(negative\.)?(\d+)$/.exec(String(token ?? ''));
  return found ? `${Number(found[2]) * 0.08}px` : undefined;
}

/** `color.text.subtle` is the custom property of the same name. */
function token(value: unknown): string | undefined {
  const text = String(value ?? '');
  if (text === '') return undefined;
  if (text.startsWith('space.')) return pixels(text);
  if (/^(color|radius|border)\./.test(text)) return `var(--${text.replaceAll('.', '-')})`;
  return text;
}

const dashed = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function css(pairs: Readonly<Record<string, unknown>>): string {
  return Object.entries(pairs)
    .flatMap(([name, value]) => {
      const found = token(value);
      return found === undefined ? [] : [`${dashed(name)}:${found}`];
    })
    .join(';');
}

function layout(tag: string, className: string): Drawer {
  return (node, host) => {
    const { space, rowSpace, alignBlock, alignInline, shouldWrap, spread, grow } = node.props;
    const flex: Readonly<Record<string, string>> = { start: 'flex-start', end: 'flex-end' };
    const align = (one: unknown) => (one === undefined ? undefined : (flex[String(one)] ?? String(one)));
    const row = className === 'inline';
    const style = css({
      gap: pixels(space),
      rowGap: pixels(rowSpace),
      alignItems: align(row ? alignBlock : alignInline),
      justifyContent: spread ?? (row ? align(alignInline) : undefined),
      flexWrap: shouldWrap ? 'wrap' : undefined,
      width: grow === 'fill' ? '100%' : undefined,
    });
    return `<${tag}${attributes({ class: className, style })}>${inner(node, host)}</${tag}>`;
  };
}

const button: Drawer = (node, host) => {
  const { appearance = 'default', isDisabled, isLoading, spacing, type } = node.props;
  const body = `${isLoading ? '<span class="spinner" aria-hidden="true"></span>' : ''}<span>${inner(node, host)}</span>`;
  return `<button${attributes({
    class: `button button-${appearance}${spacing === 'compact' ? ' compact' : ''}`,
    type: type ?? 'button',
    disabled: Boolean(isDisabled || isLoading),
    'data-key': node.key,
  })}>${body}</button>`;
};

const section = (node: ForgeDoc) => String(node.props.appearance ?? 'information');
const SIGNS: Readonly<Record<string, string>> = {
  information: 'i',
  warning: '!',
  error: '×',
  success: '✓',
  discovery: '★',
};

const tabs: Drawer = (node, host) => {
  const list = node.children.find((one) => one.type === 'TabList');
  const panels = node.children.filter((one) => one.type === 'TabPanel');
  const at = host.tabs.get(node.key) ?? Number(node.props.defaultSelected ?? 0);
  const heads = (list?.children ?? []).map(
    (one, index) =>
      `<button${attributes({ type: 'button', role: 'tab', class: 'tab', 'aria-selected': index === at ? 'true' : 'false', 'data-tabs': node.key, 'data-tab': index })}>${inner(one, host)}</button>`,
  );
  const panel = panels[at];
  return `<div class="tabs"><div role="tablist" class="tablist">${heads.join('')}</div><div role="tabpanel" class="tabpanel">${panel ? inner(panel, host) : ''}</div></div>`;
};

const table: Drawer = (node, host) => {
  const part = (name: string) => node.children.find((one) => one.props.name === name)?.children ?? [];
  const head = part('head');
  const rows = part('rows');
  const caption = node.props.caption ? `<caption>${escaped(node.props.caption)}</caption>` : '';
  const heads = head.map((cell) => {
    const style = cell.props.width ? `width:${cell.props.width}%` : undefined;
    const body = inner(cell, host);
    return body === '' ? `<td${attributes({ style })}></td>` : `<th${attributes({ scope: 'col', style })}>${body}</th>`;
  });
  const empty = node.children.find((one) => one.props.name === 'emptyView');
  const body = rows.map((row) => `<tr>${row.children.map((cell) => `<td>${inner(cell, host)}</td>`).join('')}</tr>`);
  const none = body.length === 0 && empty ? inner(empty, host) : '';
  const wide = head.length > 5;
  return `<div${attributes({ class: 'tablebox', tabindex: wide ? 0 : undefined })}><table${attributes({ class: wide ? 'wide' : undefined, 'aria-label': node.props.label })}>${caption}<thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>${none}</div>`;
};

const DRAWERS: Readonly<Record<string, Drawer>> = {
  Root: inner,
  String: (node) => escaped(node.props.text),
  Stack: layout('div', 'stack'),
  Inline: layout('div', 'inline'),
  Box: (node, host) => {
    const { backgroundColor, padding, xcss } = node.props;
    const style = css({ backgroundColor, padding: pixels(padding), ...(xcss as object) });
    return `<div${attributes({ class: 'box', style })}>${inner(node, host)}</div>`;
  },
  Heading: (node, host) => {
    const tag = /^h[1-6]$/.test(said(node, 'as')) ? said(node, 'as') : 'h2';
    return `<${tag} class="heading heading-${escaped(node.props.size ?? 'medium')}">${inner(node, host)}</${tag}>`;
  },
  Text: (node, host) => {
    const tag = ['span', 'strong', 'em'].includes(said(node, 'as')) ? said(node, 'as') : 'p';
    const size = said(node, 'size');
    const weight = said(node, 'weight');
    const style = css({ color: node.props.color, textAlign: node.props.align });
    const className = ['text', size && `text-${size}`, weight && `weight-${weight}`].filter(Boolean).join(' ');
    return `<${tag}${attributes({ class: className, style })}>${inner(node, host)}</${tag}>`;
  },
  Code: wrap('code', 'code'),
  CodeBlock: (node) => `<pre class="codeblock" tabindex="0"><code>${escaped(node.props.text)}</code></pre>`,
  Link: wrap('a', 'link', (node) => ({ href: node.props.href })),
  Lozenge: (node, host) =>
    `<span class="lozenge lozenge-${escaped(node.props.appearance ?? 'default')}${node.props.isBold ? ' bold' : ''}">${inner(node, host)}</span>`,
  Badge: (node, host) =>
    `<span class="badge badge-${escaped(node.props.appearance ?? 'default')}">${inner(node, host)}</span>`,
  Tag: (node) => `<span class="tag">${escaped(node.props.text)}</span>`,
  TagGroup: wrap('span', 'inline tags'),
  Button: button,
  LoadingButton: button,
  ButtonGroup: (node, host) =>
    `<div${attributes({ class: 'buttons', role: 'group', 'aria-label': node.props.label })}>${inner(node, host)}</div>`,
  SectionMessage: (node, host) => {
    const title = said(node, 'title');
    const head = title ? `<p class="message-title">${escaped(title)}</p>` : '';
    return `<section class="message message-${section(node)}"><span class="message-sign" aria-hidden="true">${SIGNS[section(node)]}</span><div class="message-body">${head}${inner(node, host)}</div></section>`;
  },
  EmptyState: (node) =>
    `<section class="empty"><h2 class="heading heading-medium">${escaped(node.props.header)}</h2><p class="text">${escaped(node.props.description)}</p></section>`,
  Spinner: (node) => `<span class="spinner" role="img" aria-label="${escaped(node.props.label ?? 'Loading')}"></span>`,
  ProgressBar: (node) =>
    `<progress${attributes({ class: 'progress', max: 1, value: node.props.isIndeterminate ? undefined : node.props.value, 'aria-label': node.props.ariaLabel })}></progress>`,
  List: (node, host) => {
    const tag = node.props.type === 'ordered' ? 'ol' : 'ul';
    return `<${tag} class="list">${inner(node, host)}</${tag}>`;
  },
  ListItem: wrap('li', 'item'),
  User: (node, host) => {
    const name = host.users[String(node.props.accountId)] ?? String(node.props.accountId);
    const initials = name
      .split(/\s+/)
      .map((one) => [...one][0] ?? '')
      .slice(0, 2)
      .join('');
    return `<span class="user"><span class="avatar" aria-hidden="true">${escaped(initials)}</span><span>${escaped(name)}</span></span>`;
  },
  Tabs: tabs,
  DynamicTable: table,
  ModalTransition: inner,
  Modal: (node, host) =>
    `<div class="blanket"><div class="modal modal-${escaped(node.props.width ?? 'medium')}" role="dialog" aria-modal="true" aria-labelledby="modal-title-${node.key}" data-modal="${node.key}">${inner(node, host).replace('<h1 class="modal-title"', `<h1 id="modal-title-${node.key}" class="modal-title"`)}</div></div>`,
  ModalHeader: wrap('div', 'modal-header'),
  ModalTitle: wrap('h1', 'modal-title'),
  ModalBody: wrap('div', 'modal-body'),
  ModalFooter: wrap('div', 'modal-footer'),
  Form: (node, host) =>
    `<form${attributes({ class: 'form', 'data-key': node.key, novalidate: true })}>${inner(node, host)}</form>`,
  FormSection: (node, host) =>
    `<section class="stack">${node.props.title ? `<h3 class="heading heading-small">${escaped(node.props.title)}</h3>` : ''}${inner(node, host)}</section>`,
  Label: (node, host) =>
    `<label${attributes({ class: 'label', for: node.props.labelFor })}>${inner(node, host)}</label>`,
  RequiredAsterisk: () => '<span class="asterisk" aria-hidden="true">*</span>',
  HelperMessage: wrap('p', 'helper'),
  ErrorMessage: (node, host) =>
    `<p class="error" role="alert"><span aria-hidden="true">⚠ </span>${inner(node, host)}</p>`,
  ValidMessage: wrap('p', 'valid'),
  ...FIELD_DRAWERS,
};
