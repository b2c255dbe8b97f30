/** What a form would make of the request, while somebody still types: the class with its sentence, or the plan in time. Nothing is recorded. */
import { commandOf, type Understood } from '@countersign/core/ask/command.ts';
import { conclude } from '@countersign/core/change/decider.ts';
import { classSoFar, classView } from '@countersign/core/view/class.ts';
import { statusView } from '@countersign/core/view/status.ts';
import { html } from 'hono/html';
import type { Html, Voice } from '../markup.ts';
import { planView } from '../plan.ts';
import type { ChangeFacts, Own } from '../port.ts';
import type { Fields } from './drawing.ts';
import { sentBy } from './sent.ts';

type Facts = ChangeFacts & { readonly own: Own };

/** The command that the form asks for; nothing while something cannot be read. */
function asked(voice: Voice, found: Facts, fields: Fields): Understood {
  const sent = sentBy(fields, found, voice);
  if ('problems' in sent) return sent;
  return commandOf(sent.ask, found.state, {
    locale: voice.setting.locale,
    currency: found.own.situation.policy.currency,
    // Who is meant is asked when it is sent; until then they are called as they are typed.
    names: { home: found.own.home, called: new Map() },
    labelIn: () => undefined,
  });
}

/** A date that is half typed leaves its step without one. */
function withoutWrong(fields: Fields, understood: Understood): Fields {
  if (!('problems' in understood)) return fields;
  const wrong = new Set(understood.problems.map(({ field }) => field));
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, wrong.has(name) ? [''] : value]));
}

export function asTypedView(voice: Voice, found: Facts, fields: Fields): Html {
  const { state, own, entries, situation } = found;
  const first = asked(voice, found, fields);
  const isPlan = fields.type?.[0] === 'plan';
  const read = isPlan ? asked(voice, found, withoutWrong(fields, first)) : first;
  if (!('command' in read)) return html``;
  const { command } = read;
  if (command.type === 'plan') {
    const { steps } = command.plan;
    if (!steps.some(({ start, end }) => start ?? end)) return html``;
    const planned = { ...state, content: { ...state.content, plan: command.plan } };
    const lines = statusView(planned, situation, entries).plan.filter(({ id }) => id !== undefined);
    return planView(voice, steps, lines);
  }
  if (command.type !== 'assess') return html``;
  const outcome = conclude(state, command, own.situation);
  if (outcome.refusal || !outcome.state) return html``;
  const { policy } = own.situation;
  const view = classView(outcome.state, policy);
  if (!view) return html`<p class="class">${voice.begin(classSoFar(outcome.state, policy))}</p>`;
  return html`<p class="class"><span class="class-name class-${view.class}">${voice.begin(view.name)}</span> <span>${voice.begin(view.sentence)}${view.raised.map((one) => html` ${voice.say(one)}`)}</span></p>`;
}
