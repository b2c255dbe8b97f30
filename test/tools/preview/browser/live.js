/** Plays Jira in a browser: gives UI Kit its bridge, draws its documents into the page, and calls back what people press and type. */

import { draw } from '../draw.ts';
import { morph } from './morph.js';

const setting = JSON.parse(document.getElementById('setting')?.textContent ?? '{}');
const host = document.getElementById('host');
const open = new Map();
let doc;

function show() {
  if (!doc) return;
  const before = host.querySelector('[data-modal]');
  morph(host, draw(doc, { users: setting.users, tabs: open }));
  const modal = host.querySelector('[data-modal]');
  if (modal && !before) modal.querySelector('input, textarea, select, button')?.focus();
}

async function callBridge(command, data) {
  if (command === 'reconcile') {
    doc = data.forgeDoc;
    show();
  }
  if (command === 'getContext') return { locale: setting.locale, extension: { project: { id: '10000', key: 'SHOP' } } };
  if (command === 'invoke') {
    const { functionKey, payload } = data;
    const answer = await fetch(`/invoke/${functionKey}${location.search}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload ?? {}),
    });
    if (!answer.ok) throw new Error(`the resolver answered ${answer.status}`);
    return answer.json();
  }
  return undefined;
}

Object.assign(globalThis, { __bridge: { callBridge } });

function nodeOf(key, from = doc) {
  if (!from || key === undefined) return undefined;
  if (from.key === key) return from;
  for (const child of from.children) {
    const found = nodeOf(key, child);
    if (found) return found;
  }
  return undefined;
}

function call(node, name, ...values) {
  const handler = node?.props[name];
  if (typeof handler === 'function') handler(...values);
}

const under = (event, selector) => event.target.closest(selector);

host.addEventListener('click', (event) => {
  const tab = under(event, '[data-tabs]');
  if (tab) {
    open.set(tab.dataset.tabs ?? '', Number(tab.dataset.tab));
    show();
    return;
  }
  const pressed = under(event, 'button[data-key]');
  if (pressed) call(nodeOf(pressed.dataset.key), 'onClick');
});

host.addEventListener('submit', (event) => {
  event.preventDefault();
  call(nodeOf(under(event, 'form')?.dataset.key), 'onSubmit');
});

document.addEventListener('keydown', (event) => {
  const modal = host.querySelector('[data-modal]');
  if (event.key === 'Escape' && modal) call(nodeOf(modal.dataset.modal), 'onClose');
});

host.addEventListener('input', (event) => {
  const field = under(event, '[data-kind]');
  const node = nodeOf(field?.dataset.key);
  if (!field || !node) return;
  call(node, 'onChange', reported(field, node));
});

/** What Jira reports for each kind of field. */
function reported(field, node) {
  const { value, checked } = field;
  const ticked = [...field.querySelectorAll('input:checked')].map((one) => one.value);
  const options = node.props.options ?? [];
  const person = (id) => ({ id, name: setting.users[id] ?? id, type: 'user' });
  switch (field.dataset.kind) {
    case 'check':
      return { target: { type: 'checkbox', checked } };
    case 'radio':
      return { target: { type: 'radio', value: ticked[0] } };
    case 'option':
      return options.find((one) => one.value === value) ?? null;
    case 'many':
      return options.filter((one) => ticked.includes(one.value));
    case 'user':
      return value ? person(value) : null;
    case 'users':
      return ticked.map(person);
    case 'date':
      return value;
    default:
      return { target: { type: field.dataset.kind, value } };
  }
}

// Panels take hold of the bridge when they are loaded, so they are loaded after it stands.
const { drawPage } = await import('../pages.ts');
drawPage(setting.page);
