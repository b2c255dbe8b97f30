/** The contacts of a project: who signs without an account, who says so, and what the others wait for (`rules.md 4.7`). */
import type { ContactRefusal } from '@countersign/core/contact/decider.ts';
import { roleName } from '@countersign/core/view/names.ts';
import { and, type Value, words } from '@countersign/core/view/sentence.ts';
import type { Hono } from 'hono';
import { html } from 'hono/html';
import type { ContactRow, ContactsFacts } from './contactport.ts';
import type { Shared } from './editroutes.ts';
import type { Html, Voice } from './markup.ts';
import type { WhoPut } from './port.ts';
import { registerPath } from './registerask.ts';

interface At {
  readonly tenant: string;
  readonly project: string;
}

function contactsPath({ tenant, project }: At): string {
  return `/r/${encodeURIComponent(tenant)}/${encodeURIComponent(project)}/contacts`;
}

export function contactsLink(voice: Voice, at: At): Html {
  return html`<a href="${contactsPath(at)}">${voice.page('sign.contacts.link')}</a>`;
}

type Said = 'done' | ContactRefusal;

function contactsView(voice: Voice, at: At, facts: ContactsFacts, said?: Said): Html {
  const told = said && voice.page(said === 'done' ? 'sign.contacts.done' : `sign.${said}`);
  return html`<article class="register">
<header class="change-head"><p class="eyebrow">${facts.project}</p><h1>${voice.page('sign.contacts.title')}</h1></header>
${told ? html`<div class="${said === 'done' ? 'said' : 'warning'}" role="${said === 'done' ? 'status' : 'alert'}"><p>${told}</p></div>` : ''}
<p class="hint">${voice.page('sign.contacts.hint')}</p>
${
  facts.rows.length === 0
    ? html`<p class="empty">${voice.page('sign.contacts.empty')}</p>`
    : html`<table class="cards wide-table contacts-table"><thead><tr><th scope="col">${voice.page('sign.contacts.who')}</th><th scope="col">${voice.page('sign.contacts.role')}</th><th scope="col">${voice.page('sign.contacts.state')}</th></tr></thead>
<tbody>${facts.rows.map((row) => rowView(voice, at, row))}</tbody></table>`
}
</article>`;
}

function rowView(voice: Voice, at: At, row: ContactRow): Html {
  const { name, mail, role, namedAt, writer, replaced, vouched, own, id } = row;
  const by = writer ? called(writer) : words('sign.contacts.writer-unknown');
  return html`<tr><th scope="row">${voice.say(name)}<br><span class="muted">${voice.say(mail)}</span></th><td>${voice.begin(roleName(role))}</td><td><p>${voice.say(stateOf(row))}</p>
${namedAt ? html`<p class="hint">${voice.say(words('sign.contacts.named', { at: { instant: namedAt }, by }))}</p>${replaced ? html`<p><strong>${voice.page('sign.contacts.replaced')}</strong></p>` : ''}` : ''}
${!row.confirmed && vouched.length > 0 ? html`<p class="hint">${voice.say(words('sign.contacts.vouched', { by: and(vouched.map(called)) }))}</p>` : ''}
${
  own === 'may' && id
    ? html`<form method="post" action="${contactsPath(at)}"><input type="hidden" name="contact" value="${id}"><input type="hidden" name="role" value="${role}"><p class="buttons"><button class="button primary">${voice.page('sign.contacts.confirm')}</button></p></form>`
    : own && own !== 'may' && !row.confirmed
      ? html`<p class="hint">${voice.page(`sign.${own}`)}</p>`
      : ''
}</td></tr>`;
}

function stateOf({ why, confirmed, first, needed }: ContactRow): Value {
  if (!why && confirmed)
    return words('sign.contacts.signs', { by: and(confirmed.by.map(called)), at: { instant: confirmed.at } });
  return words(`sign.contacts.waits.${why ?? 'unconfirmed'}`, {
    first: { choice: first ? 'yes' : 'no' },
    needed,
  });
}

const called = ({ id, name }: WhoPut): Value => ({ person: { id, name: name ?? id } });

export function contactRoutes(app: Hono, { facts, visitor, fieldsOf, voiceFor, show, nothing }: Shared): void {
  const draw = async (...[c, at, said]: readonly [Parameters<typeof visitor>[0], At, Said?]) => {
    const who = await visitor(c);
    const found = await facts.contacts(at, who);
    if (typeof found === 'string') return nothing(c, who, found);
    const speak = voiceFor(c, found.timeZone);
    const register = { project: found.project, address: registerPath(at) };
    const frame = { title: speak.page('sign.contacts.title'), visitor: who, register };
    return show(c, speak, frame, contactsView(speak, at, found, said), said && said !== 'done' ? 409 : 200);
  };
  app.get('/r/:tenant/:project/contacts', async (c) =>
    draw(c, { tenant: c.req.param('tenant'), project: c.req.param('project') }),
  );
  app.post('/r/:tenant/:project/contacts', async (c) => {
    const at = { tenant: c.req.param('tenant'), project: c.req.param('project') };
    const who = await visitor(c);
    const { contact: [contact = ''] = [], role: [role = ''] = [] } = await fieldsOf(c);
    const done = await facts.confirmContact({ ...at, contact, role: role === 'supplier' ? role : 'customer' }, who);
    if (done === 'hidden' || done === 'unknown') return nothing(c, who, done);
    return draw(c, at, done);
  });
}
