/** Draws the fields of forms: what people type, tick and choose. */
import { attributes, escaped, type ForgeDoc, type Host } from './document.ts';

type Drawer = (node: ForgeDoc, host: Host) => string;

const input = (node: ForgeDoc) => ({
  id: node.props.id,
  name: node.props.name,
  disabled: Boolean(node.props.isDisabled),
  'aria-invalid': node.props.isInvalid ? 'true' : undefined,
  'aria-label': node.props['aria-label'],
  placeholder: node.props.placeholder,
  'data-key': node.key,
});

interface Choice {
  readonly value: string;
  readonly label: string;
}

const listOf = (value: unknown): readonly Choice[] =>
  Array.isArray(value) ? (value as Choice[]) : value ? [value as Choice] : [];

const select: Drawer = (node) => {
  const options = listOf(node.props.options);
  const chosen = new Set(listOf(node.props.value ?? node.props.defaultValue).map((one) => one.value));
  if (node.props.isMulti) {
    const boxes = options.map(
      (one) =>
        `<label class="chip"><input${attributes({ type: 'checkbox', value: one.value, checked: chosen.has(one.value), disabled: Boolean(node.props.isDisabled) })}><span>${escaped(one.label)}</span></label>`,
    );
    return `<fieldset${attributes({ class: 'chips', id: node.props.id, 'data-key': node.key, 'data-kind': 'many', 'aria-label': node.props.name })}>${boxes.join('')}</fieldset>`;
  }
  const items = options.map(
    (one) =>
      `<option${attributes({ value: one.value, selected: chosen.has(one.value) })}>${escaped(one.label)}</option>`,
  );
  const none = chosen.size === 0 ? `<option value="">${escaped(node.props.placeholder ?? '…')}</option>` : '';
  return `<select${attributes({ ...input(node), placeholder: undefined, class: 'field', 'data-kind': 'option' })}>${none}${items.join('')}</select>`;
};

const userPicker: Drawer = (node, host) => {
  const chosen = new Set([node.props.defaultValue ?? []].flat().map(String));
  const many = Boolean(node.props.isMulti);
  const { users } = host;
  const label = `<span class="label">${escaped(node.props.label)}${node.props.isRequired ? '<span class="asterisk" aria-hidden="true">*</span>' : ''}</span>`;
  const known = Object.entries(users);
  if (many) {
    const boxes = known.map(
      ([id, name]) =>
        `<label class="chip"><input${attributes({ type: 'checkbox', value: id, checked: chosen.has(id), disabled: Boolean(node.props.isDisabled) })}><span>${escaped(name)}</span></label>`,
    );
    return `<fieldset${attributes({ class: 'picker', 'data-key': node.key, 'data-kind': 'users' })}><legend>${label}</legend><div class="chips">${boxes.join('')}</div></fieldset>`;
  }
  const items = known.map(
    ([id, name]) => `<option${attributes({ value: id, selected: chosen.has(id) })}>${escaped(name)}</option>`,
  );
  return `<label class="picker">${label}<select${attributes({ ...input(node), class: 'field', 'data-kind': 'user' })}><option value="">${escaped(node.props.placeholder ?? '')}</option>${items.join('')}</select></label>`;
};

export const FIELD_DRAWERS: Readonly<Record<string, Drawer>> = {
  Textfield: (node) =>
    `<input${attributes({ ...input(node), class: 'field', type: node.props.type ?? 'text', value: node.props.value ?? node.props.defaultValue, 'data-kind': 'text' })}>`,
  TextArea: (node) =>
    `<textarea${attributes({ ...input(node), class: node.props.isMonospaced ? 'field mono' : 'field', rows: node.props.minimumRows ?? 3, 'data-kind': 'textarea' })}>${escaped(node.props.value ?? node.props.defaultValue)}</textarea>`,
  DatePicker: (node) =>
    `<input${attributes({ ...input(node), class: 'field', type: 'date', value: node.props.value ?? node.props.defaultValue, 'data-kind': 'date' })}>`,
  Select: select,
  UserPicker: userPicker,
  Checkbox: (node) =>
    `<label class="check"><input${attributes({ ...input(node), type: 'checkbox', checked: Boolean(node.props.isChecked ?? node.props.defaultChecked), 'data-kind': 'check' })}><span>${escaped(node.props.label)}</span></label>`,
  RadioGroup: (node) => {
    const chosen = node.props.value ?? node.props.defaultValue;
    const options = listOf(node.props.options).map(
      (one) =>
        `<label class="check"><input${attributes({ type: 'radio', name: `${node.key}-${node.props.name ?? ''}`, value: one.value, checked: one.value === chosen, disabled: Boolean(node.props.isDisabled) })}><span>${escaped(one.label)}</span></label>`,
    );
    return `<fieldset${attributes({ class: 'radios', 'data-key': node.key, 'data-kind': 'radio', 'aria-label': node.props['aria-label'] ?? node.props.name })}>${options.join('')}</fieldset>`;
  },
};
