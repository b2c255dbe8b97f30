/** What the questions of an impact begin with: the answers on record, and the words of their options. */
import type { Choice } from './about.ts';
import type { ImpactForm } from './ask.ts';
import type { AskWord, AskWording } from './words.ts';

export interface Making {
  readonly form: ImpactForm;
  readonly word: AskWording;
  readonly currency: string;
  /** Other impacts of which nothing is on record yet. */
  readonly others?: readonly Choice[];
}

export const text = ({ form }: Making, name: string) => String(form.fields[name] ?? '');
export const flag = ({ form }: Making, name: string) => form.fields[name] === true;
export const list = ({ form }: Making, name: string) => {
  const value = form.fields[name];
  return Array.isArray(value) ? value : [];
};
export const chosen = (making: Making, name: string) => (text(making, name) ? { value: text(making, name) } : {});
export const choices = <Value extends string>(values: readonly Value[], word: AskWording, prefix: string) =>
  values.map((value) => ({ value, label: word(`${prefix}.${value}` as AskWord) }));
export const scale = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }));
