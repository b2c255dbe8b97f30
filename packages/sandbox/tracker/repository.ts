/** The addresses of one repository: its forms, its issues and pull requests, and what people do with them. */
import type { Context, Hono } from 'hono';
import { exampleFor } from './examples.ts';
import { type Answers, bodyOf, type IssueForm, readForm, unanswered } from './form.ts';
import { itemView } from './item.ts';
import { type Filling, newIssueView } from './newissue.ts';
import { homeOf, pathOf } from './place.ts';
import type { Done, Item, Tracker } from './port.ts';
import type { Showing } from './showing.ts';
import type { Locale } from './words.ts';

export function repositoryRoutes(app: Hono, tracker: Tracker, { visit, show, notFound, looks }: Showing): void {
  const root = homeOf(tracker);

  const showItem = async (c: Context, item: Item, refusal?: string, words?: string) => {
    const seen = visit(c);
    looks(item);
    return show(
      c,
      seen,
      `${item.title} #${item.number}`,
      itemView(seen, item, {
        comment: words ?? '',
        ...proposed(c.req.query('change'), item, seen.locale),
        ...(refusal ? { refusal } : {}),
      }),
      { current: item.number, status: refusal ? 422 : 200 },
    );
  };

  const readForms = async (): Promise<readonly IssueForm[]> => {
    const forms: IssueForm[] = [];
    for (const path of await tracker.forms()) {
      const source = await tracker.file(path);
      const form = source === undefined ? undefined : readForm(path, source);
      if (form) forms.push(form);
    }
    return forms;
  };

  const showForm = async (c: Context, template: string | undefined, filling: Omit<Filling, 'example'>) => {
    const seen = visit(c);
    const forms = await readForms();
    const preferred = forms.find((one) => /zh/i.test(one.path) === (seen.locale === 'zh-CN'));
    const form =
      forms.find((one) => one.path === template || one.path.endsWith(`/${template}`)) ?? preferred ?? forms[0];
    const requirement = (await tracker.list()).find(
      (row) => row.kind === 'issue' && row.labels.some((label) => label.name === 'requirement'),
    );
    const { profile } = tracker;
    const asked = c.req.query('example');
    const about = { requirement: `#${requirement?.number}`, profile, which: Number(asked) };
    const example = form && requirement ? exampleFor(seen.locale, form, about) : undefined;
    const wanted = asked !== undefined && example ? { ...filling, ...example } : filling;
    return show(
      c,
      seen,
      seen.say('newIssue'),
      newIssueView(seen, forms, form, { ...wanted, example: example !== undefined }),
      { status: filling.missing.length > 0 || filling.refusal ? 422 : 200 },
    );
  };

  app.get(`${root}/issues/new`, (c) =>
    // As GitHub does: an address may fill in answers by the ids of their questions.
    showForm(c, c.req.query('template'), { answers: c.req.query(), title: c.req.query('title') ?? '', missing: [] }),
  );

  app.post(`${root}/issues/new`, async (c) => {
    const seen = visit(c);
    const posted = await c.req.parseBody({ all: true });
    const answers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries(posted)) {
      const texts = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
      if (name.startsWith('f-')) answers[name.slice(2)] = texts;
    }
    const title = String(posted.title ?? '').trim();
    const form = (await readForms()).find((one) => one.path === posted.template);
    if (!form) return notFound(c);
    const missing = [...(title ? [] : [seen.say('title')]), ...unanswered(form, answers)];
    if (missing.length > 0) return showForm(c, form.path, { answers, title, missing });
    const number = await tracker.fileIssue(seen.me.login, {
      title,
      body: bodyOf(form, answers as Answers),
      labels: form.labels,
      ...(form.type ? { type: form.type } : {}),
    });
    if (typeof number !== 'number')
      return showForm(c, form.path, { answers, title, missing: [], refusal: number.refused });
    return c.redirect(`${root}/issues/${number}`, 303);
  });

  const find = async (c: Context): Promise<Item | undefined> => {
    const number = Number(c.req.param('number'));
    return Number.isSafeInteger(number) ? await tracker.item(number) : undefined;
  };

  for (const kind of ['issues', 'pull'] as const) {
    const base = `${root}/${kind}/:number{[0-9]+}`;
    app.get(base, async (c) => {
      const item = await find(c);
      if (!item) return notFound(c);
      if ((item.pull !== undefined) !== (kind === 'pull')) return c.redirect(pathOf(tracker, item));
      return showItem(c, item);
    });

    /** Acts, then shows the item again, with the refusal and what was written when the world refuses. */
    const act = (
      path: string,
      run: (me: string, item: Item, form: Record<string, string>, c: Context) => Promise<Done> | Done,
      anchor = '',
    ) => {
      app.post(`${base}/${path}`, async (c) => {
        const item = await find(c);
        if (!item) return notFound(c);
        const form: Record<string, string> = {};
        for (const [name, value] of Object.entries(await c.req.parseBody()))
          if (typeof value === 'string') form[name] = value.replaceAll('\r\n', '\n');
        const refusal = await run(visit(c).me.login, item, form, c);
        if (refusal) return showItem(c, (await find(c)) ?? item, refusal, form.body);
        return c.redirect(pathOf(tracker, item) + anchor, 303);
      });
    };
    act('comment', (me, item, form) => tracker.comment(me, item.number, form.body ?? ''), '#comment');
    act('edit', (me, item, form) =>
      tracker.editItem(me, item.number, {
        ...(form.title === undefined ? {} : { title: form.title }),
        ...(form.body === undefined ? {} : { body: form.body }),
        ...(form.state === 'open' || form.state === 'closed' ? { state: form.state } : {}),
      }),
    );
    act('label', (me, item, form) => tracker.setLabel(me, item.number, form.name ?? '', form.on === 'yes'));
    act('comment/:id{[0-9]+}/edit', (me, _item, form, c) =>
      tracker.editComment(me, Number(c.req.param('id')), form.body ?? ''),
    );
    act('comment/:id{[0-9]+}/delete', (me, _item, _form, c) => tracker.deleteComment(me, Number(c.req.param('id'))));
    act('check/:id{[0-9]+}', (me, _item, form, c) =>
      tracker.pressButton(me, Number(c.req.param('id')), form.identifier ?? ''),
    );
    act('push', (me, item, form) => tracker.push(me, item.number, form.message ?? ''));
    act('merge', (me, item) => tracker.merge(me, item.number));
  }
}

/** The item's text with a line that names a change request, where an address asks for it. */
function proposed(change: string | undefined, item: Item, locale: Locale): { readonly body?: string } {
  const line = change && /^\d+$/.test(change) ? `${locale === 'en' ? 'Change: ' : '变更：'}#${change}` : undefined;
  return line && !item.body.includes(line) ? { body: `${item.body.trimEnd()}\n\n${line}\n`.trimStart() } : {};
}
