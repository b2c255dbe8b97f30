/** What the panels and pages invoke, by name. Who asks and where is Forge's word, never a payload's. */
import { makeResolver } from '@forge/resolver';
import { userClient } from './client.ts';
import { deskFor } from './desk.ts';
import { tenantOf } from './place.ts';
import { askerOf } from './resolve/asker.ts';
import * as issue from './resolve/issue.ts';
import * as listing from './resolve/listing.ts';
import * as people from './resolve/people.ts';
import * as settings from './resolve/settings.ts';
import * as setup from './resolve/setup.ts';
import { within } from './resolve/within.ts';

interface Call {
  readonly payload: unknown;
  readonly context: unknown;
}

const asking = ({ context }: Call) => askerOf(context, deskFor(tenantOf(context)), userClient());

/** A list, or a page of as much. */
const LIST = { share: 'lists', units: 10 } as const;
const CSV = { share: 'lists', units: 70 } as const;
const PANEL = { share: 'panels', units: 10 } as const;

const isCsv = (payload: unknown): boolean => (payload as { readonly csv?: unknown } | undefined)?.csv === true;

export const resolver = makeResolver({
  panel: (call: Call) => within(asking(call), PANEL, issue.panel),
  act: (call: Call) => issue.actOn(asking(call), call.payload),
  startAnew: (call: Call) => issue.startRecordAnew(asking(call)),
  seen: (call: Call) => issue.seen(asking(call), call.payload),
  settings: (call: Call) => within(asking(call), LIST, settings.settings),
  saveSettings: (call: Call) => settings.saveSettings(asking(call), call.payload),
  erasePolicy: (call: Call) => settings.erasePolicy(asking(call), call.payload),
  register: (call: Call) =>
    within(asking(call), isCsv(call.payload) ? CSV : LIST, (asker) => listing.register(asker, call.payload)),
  gadget: (call: Call) => within(asking(call), LIST, listing.gadget),
  setupPlan: (call: Call) => setup.setupPlanned(asking(call), call.payload),
  setupApply: (call: Call) => setup.setupApplied(asking(call), call.payload),
  setupUndo: (call: Call) => setup.setupUndone(asking(call), call.payload),
  erasePerson: (call: Call) => people.erasePerson(asking(call), call.payload),
} as never);
