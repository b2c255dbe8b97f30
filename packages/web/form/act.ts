/** An act as a button, or as a form of its own; a vote as three buttons with a reason. */
import type { AskType } from '@countersign/core/ask/ask.ts';
import { explained, nameOf, type Question, questions } from '@countersign/core/ask/questions.ts';
import { shownDigest } from '@countersign/core/ask/shown.ts';
import { askWording } from '@countersign/core/ask/words.ts';
import { isPressed, pressedRow } from '@countersign/core/change/acts.ts';
import { takesFile } from '@countersign/core/change/filed.ts';
import { openConditions } from '@countersign/core/change/flags.ts';
import type { SeatRole } from '@countersign/core/policy/role.ts';
import { roleName } from '@countersign/core/view/names.ts';
import { html } from 'hono/html';
import type { Html } from '../markup.ts';
import type { ChangeFacts } from '../port.ts';
import type { Drawing, Unsent } from './drawing.ts';
import { fieldOf } from './field.ts';
import { besideFile, fileField } from './file.ts';

/** How a form is called in an address (`formOf`). Of several of one kind the first is called by the kind alone. */
export function anchorOf(type: AskType, which?: string): string {
  return which === undefined ? `act-${type}` : `act-${type}-${which}`;
}

/**
 * One act: a button where nothing is asked, else its questions folded behind its name.
 * @param standsOut whether a button that needs no answers is drawn as the one to press
 */
export function actForm(drawing: Drawing, type: AskType, standsOut: boolean): Html {
  const { voice, about, shown, found } = drawing;
  const word = askWording(voice.setting.locale);
  const asked = questions(type, about, word, '');
  const name = nameOf(type, about, word);
  const { danger, ends } = isPressed(type) ? pressedRow(type) : { danger: undefined, ends: false };
  const filed = takesFile(type);
  const answers = asked && filed ? asked.fields.map(besideFile) : (asked?.fields ?? []);
  const fields = asked ? [...subjectOf(type, found, word('field.concern')), ...answers] : [];
  const unsent = shown.unsent?.type === type ? shown.unsent : undefined;
  const kind = danger || ends ? 'danger' : 'primary';
  const send = html`<button class="button ${kind}">${name}</button>`;
  const press = html`<button class="button${standsOut ? ' primary' : ''}">${name}</button>`;
  const what = explained(type, about, word).map((one) => html`<p class="muted">${one}</p>`);
  if (fields.length === 0 && kind === 'primary' && what.length < 2)
    return html`<form class="act" id="${anchorOf(type)}" method="post" action="${shown.to}">${hidden(drawing, type, unsent)}${press}${what}</form>`;
  return html`<details class="act"${unsent ? html` open` : ''}><summary class="button ${kind === 'danger' ? 'danger' : ''}">${name}</summary>
<form id="${anchorOf(type)}" method="post" action="${shown.to}"${filed ? html` enctype="multipart/form-data"` : ''}>${hidden(drawing, type, unsent)}${what}${fields.map((one) => fieldOf(drawing, type, one, unsent))}${filed ? fileField(type, unsent, word) : ''}${send}</form></details>`;
}

/** What an act beside a row is about, where there are several. */
function subjectOf(type: AskType, { state }: ChangeFacts, label: string): readonly Question[] {
  const of = (rows: readonly { readonly id: string; readonly text: string }[]): readonly Question[] => [
    {
      ...{ kind: 'select', name: 'id', label },
      ...(rows[0] ? { value: rows[0].id } : {}),
      options: rows.map(({ id, text }) => ({ value: id, label: `${id} · ${text.slice(0, 80)}` })),
    },
  ];
  if (type === 'resolve') return of(state.concerns.filter((one) => !one.resolved));
  if (type === 'take-over' || type === 'turn-down')
    return of(state.proposals.filter((one) => !one.settled).map((one) => ({ id: one.id, text: one.text })));
  if (type === 'meet-condition') return of(openConditions(state));
  return [];
}

export function hidden({ found, about, shown }: Drawing, type: AskType, unsent: Unsent | undefined): Html {
  // What may be on record although no answer came keeps its name, so that it counts once.
  const press = (unsent?.why.kind === 'waiting' ? unsent.fields.press?.[0] : undefined) ?? shown.press;
  return html`<input type="hidden" name="type" value="${type}"><input type="hidden" name="content" value="${shownDigest(found.state)}"><input type="hidden" name="press" value="${press}"><input type="hidden" name="act" value="${about.act}">`;
}

export function voteForm(drawing: Drawing, seat: SeatRole, isFirst: boolean): Html {
  const { voice, shown } = drawing;
  const word = askWording(voice.setting.locale);
  const unsent = shown.unsent?.type === 'vote' && shown.unsent.fields.seat?.[0] === seat ? shown.unsent : undefined;
  const reason: Question = { kind: 'area', name: 'reason', label: word('vote.reason'), hint: word('vote.reason.hint') };
  const name = voice.plain(roleName(seat));
  return html`<form class="act vote" id="${anchorOf('vote', isFirst ? undefined : seat)}" method="post" action="${shown.to}"><h3>${word('vote.title', { seat: name })}</h3>${hidden(drawing, 'vote', unsent)}<input type="hidden" name="seat" value="${seat}">
${fieldOf(drawing, `vote-${seat}`, reason, unsent)}
<p class="buttons"><button class="button primary" name="verdict" value="approve">${word('vote.approve')}</button> <button class="button" name="verdict" value="reject">${word('vote.reject')}</button> <button class="button quiet" name="verdict" value="abstain">${word('vote.abstain')}</button></p></form>`;
}
