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

interface Call {
  readonly payload: unknown;
  readonly context: unknown;
}

const asking = ({ context }: Call) => askerOf(context, deskFor(tenantOf(context)), userClient());

export const resolver = makeResolver({
  panel: (call: Call) => issue.panel(asking(call)),
  act: (call: Call) => issue.actOn(asking(call), call.payload),
  startAnew: (call: Call) => issue.startRecordAnew(asking(call)),
  seen: (call: Call) => issue.seen(asking(call), call.payload),
  settings: (call: Call) => settings.settings(asking(call)),
  saveSettings: (call: Call) => settings.saveSettings(asking(call), call.payload),
  erasePolicy: (call: Call) => settings.erasePolicy(asking(call), call.payload),
  register: (call: Call) => listing.register(asking(call), call.payload),
  gadget: (call: Call) => listing.gadget(asking(call)),
  setupPlan: (call: Call) => setup.setupPlanned(asking(call), call.payload),
  setupApply: (call: Call) => setup.setupApplied(asking(call), call.payload),
  setupUndo: (call: Call) => setup.setupUndone(asking(call), call.payload),
  erasePerson: (call: Call) => people.erasePerson(asking(call), call.payload),
} as never);
