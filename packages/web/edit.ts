/** The form of a request's own fields: what stands in the issue, to be edited; what somebody typed comes back with what is wrong with it, or with what changed meanwhile. */
import { roleName } from '@countersign/core/view/names.ts';
import { refusalView } from '@countersign/core/view/refusal.ts';
import { commas, words } from '@countersign/core/view/sentence.ts';
import { html } from 'hono/html';
import type { EditFacts, Rewritten, Typed } from './editport.ts';
import type { Html, Voice } from './markup.ts';
import { type Posted, requestFields, typedIn } from './requestform.ts';

/** What was sent and is not written. */
export interface Unwritten extends Posted {
  readonly typed: Typed;
  readonly why: Exclude<Rewritten, { kind: 'done' }>;
}

export interface Drawn {
  readonly found: EditFacts;
  readonly unwritten?: Unwritten;
  /** The page of the request. */
  readonly change: string;
  readonly press: string;
}

export function editView(voice: Voice, { found, unwritten, change, press }: Drawn): Html {
  return html`<article class="edit"><header class="change-head"><p class="eyebrow"><a href="${change}">${found.label}</a></p><h1>${voice.page('page.edit.title')}</h1>
<p>${voice.page('page.edit.text')}</p></header>
${notice(voice, found, unwritten)}
<form class="part part-acting part-editing" method="post" action="${change}/edit" data-kept="${voice.page('page.edit.kept')}">
<p class="as">${voice.say({ id: 'page.acting.as', values: { person: { person: found.me } } })}</p>
<input type="hidden" name="seen" value="${found.seen}"><input type="hidden" name="press" value="${press}"><input type="hidden" name="agreed" value="${unwritten?.why.kind === 'ends' ? unwritten.why.agreed : ''}">
${requestFields(voice, found, unwritten && { ...unwritten, wrong: unwritten.why.kind === 'invalid' ? unwritten.why.wrong : [] })}
<p class="buttons">${buttons(voice, found, unwritten)} <a class="button quiet" href="${change}">${voice.page('page.edit.back')}</a></p></form></article>`;
}

function buttons(voice: Voice, { maySubmit }: EditFacts, unwritten: Unwritten | undefined): Html {
  const save = voice.page(unwritten?.why.kind === 'ends' ? 'page.edit.save.all-the-same' : 'page.edit.save');
  if (!maySubmit) return html`<button class="button primary">${save}</button>`;
  return html`<button class="button primary" name="next" value="submit">${voice.page('page.edit.save.submit')}</button> <button class="button">${save}</button>`;
}

/** What became of it, above the form. */
function notice(voice: Voice, found: EditFacts, unwritten: Unwritten | undefined): Html {
  const alert = (...text: readonly (Html | string)[]) =>
    html`<div class="warning" role="alert">${text.map((one) => html`<p>${one}</p>`)}</div>`;
  if (!unwritten)
    return found.missing.length > 0
      ? html`<p class="hint">${voice.page('page.edit.missing', { count: found.missing.length })}</p>`
      : html``;
  const { why } = unwritten;
  switch (why.kind) {
    case 'invalid':
      return alert(voice.page('page.acting.mend'));
    case 'changed':
      return alert(voice.page('page.edit.changed'));
    case 'waiting':
      return alert(voice.page('page.acting.waiting'));
    case 'not-allowed':
      return alert(voice.page('page.edit.not-allowed'));
    case 'declined':
      return alert(voice.say(words('page.edit.declined', { message: why.message })));
    case 'refused': {
      const { what, remedy } = refusalView(why.refusal);
      return alert(voice.page('page.edit.written'), voice.begin(what), voice.begin(remedy));
    }
    case 'ends':
      return alert(
        voice.say(
          words('page.edit.ends', {
            votes: commas(
              why.votes.map(({ voter, seat }) =>
                words('impact.ends.vote', { person: { person: voter }, seat: roleName(seat) }),
              ),
            ),
            votesCount: why.votes.length,
          }),
        ),
      );
  }
}

/** What was posted, in the words of the issue. */
export function editIn(
  fields: Readonly<Record<string, readonly string[]>>,
  found: EditFacts,
): Pick<Unwritten, 'typed' | 'was'> {
  const { typed, was } = typedIn(fields, found);
  const text = (name: string): string => fields[name]?.[0] ?? '';
  const submits = text('next') === 'submit';
  return { typed: { ...typed, seen: text('seen'), press: text('press'), submits, agreed: text('agreed') }, was };
}
