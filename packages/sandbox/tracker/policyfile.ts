/** The policy as a file of the repository, with what is wrong in it at its line, and the box in which it is edited. */
import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Html, Visit } from './layout.ts';
import { filePath } from './place.ts';
import type { FileProblem, PolicyFile, Tracker } from './port.ts';
import type { Showing } from './showing.ts';

interface Shown {
  readonly path: string;
  readonly text: string;
  readonly problems: readonly FileProblem[];
  readonly versions: string;
  /** What was typed and refused, and why. */
  readonly refused?: { readonly text: string; readonly why: string };
}

export function policyRoutes(app: Hono, tracker: Tracker, policy: PolicyFile, { visit, show }: Showing): void {
  const at = filePath(tracker, policy.path);
  const showFile = async (c: Context, refused?: Shown['refused']) => {
    const seen = visit(c);
    const text = (await tracker.file(policy.path)) ?? '';
    const problems = policy.problems(text, seen.locale);
    const { path } = policy;
    const shown = { path, text, problems, versions: policy.versions(tracker), ...(refused ? { refused } : {}) };
    return show(c, seen, path, policyFileView(seen, shown), { status: refused ? 422 : 200 });
  };
  app.get(at, (c) => showFile(c));
  app.post(at, async (c) => {
    const { text } = await c.req.parseBody();
    // A browser ends lines in its own way.
    const typed = String(text ?? '').replaceAll('\r\n', '\n');
    const why = await tracker.writeFile(visit(c).me.login, policy.path, typed);
    return why === undefined ? c.redirect(at, 303) : showFile(c, { text: typed, why });
  });
}

function policyFileView({ say, tracker, locale }: Visit, { path, text, problems, versions, refused }: Shown): Html {
  const lines = text.replace(/\n$/, '').split('\n');
  const at = (line: number) => problems.filter((one) => one.line === line);
  const elsewhere = problems.filter((one) => one.line === undefined || one.line < 1 || one.line > lines.length);
  const problem = (one: FileProblem) =>
    html`<p class="file-problem"><strong>${say('policyProblem')}</strong>${locale === 'en' ? ' ' : ''}${one.text}</p>`;
  return html`<article class="item">
<h1>${say('policy')} <span class="number">${tracker.owner}/${tracker.repository}</span></h1>
<p class="about">${say('policyAbout')}${locale === 'en' ? ' ' : ''}<a href="${versions}">${say('policyVersions')}</a></p>
${refused ? html`<p class="refusal" role="alert"><strong>${say('refused')}</strong> ${refused.why}</p>` : ''}
<p class="file-state file-${problems.length > 0 ? 'broken' : 'good'}" role="status">${problems.length > 0 ? say('policyBroken', { count: String(problems.length) }) : say('policyGood')}</p>
${elsewhere.map(problem)}
<section class="post"><div class="post-head"><code>${path}</code></div>
<ol class="file" tabindex="0" aria-label="${path}">${lines.map(
    (line, index) =>
      html`<li${at(index + 1).length > 0 ? html` class="wrong"` : ''}><code>${line || ' '}</code>${at(index + 1).map(problem)}</li>`,
  )}</ol></section>
<section class="box" id="edit"><form method="post" action="${filePath(tracker, path)}" class="stack">
<label>${say('policyEdit')}<textarea name="text" rows="${Math.min(30, lines.length + 2)}" spellcheck="false" class="file-text">${refused?.text ?? text}</textarea></label>
<div><button class="primary">${say('policySave')}</button></div></form></section>
</article>`;
}
