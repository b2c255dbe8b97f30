/** People who are mentioned in a text: on record by their accounts, shown by the names that Jira has for these. What stands in a mention as its words anybody may write. */
import type { Block, Run, Text, TextRun } from '@countersign/core/text/block.ts';

/** A mention as a run: it points to an account as a link points to a page. */
export function mentionOf(account: string): TextRun {
  return { kind: 'text', text: `@${account}`, link: `@${account}` };
}

function accountIn(run: Run): string | undefined {
  return run.kind === 'text' && run.link === run.text && run.text.startsWith('@') ? run.text.slice(1) : undefined;
}

/** Accounts that these texts mention, each once, in their order. */
export function mentionedIn(texts: readonly (Text | undefined)[]): readonly string[] {
  const found = new Set<string>();
  for (const text of texts)
    eachRun(text ?? [], (run) => {
      const account = accountIn(run);
      if (account !== undefined) found.add(account);
      return run;
    });
  return [...found];
}

/** The text with names in place of accounts; who has none here stays an account. */
export function withNames(text: Text, names: ReadonlyMap<string, string>): Text {
  return eachRun(text, (run) => {
    const name = names.get(accountIn(run) ?? '');
    if (name === undefined || run.kind !== 'text') return run;
    const { link: _, ...style } = run;
    return { ...style, text: `@${name}` };
  });
}

function eachRun(text: Text, made: (run: Run) => Run): Text {
  return text.map((block): Block => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
        return { ...block, runs: block.runs.map(made) };
      case 'list':
        return { ...block, items: block.items.map((item) => ({ ...item, blocks: eachRun(item.blocks, made) })) };
      case 'quote':
      case 'footnote':
        return { ...block, blocks: eachRun(block.blocks, made) };
      case 'table':
        return { ...block, rows: block.rows.map((row) => row.map((cell) => cell.map(made))) };
      // Code, a rule and raw source mention nobody.
      default:
        return block;
    }
  });
}
