/** A press on record: whose it is, which, and what was asked by it. */
import { digestOf } from '../ledger/canonical.ts';
import type { Json } from '../record/port.ts';
import type { Ask } from './ask.ts';

/**
 * Names a press for the append. All buttons of a page that was drawn once send one name: whoever presses another of them, with the page still
 * before them, asks for something else.
 * @param account of whoever presses, as their tracker knows it
 */
export function causeOfPress(account: string, press: string, ask: Ask): string {
  return `press:${account}:${press}:${digestOf(ask as unknown as Json)}`;
}
