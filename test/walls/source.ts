/** Reads the repository as the walls see it: each source file with its syntax tree and its imports, each package with what it declares. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vitest/node';

/** One node of the syntax tree (ESTree with TypeScript's nodes), as far as the walls look. */
export type Syntax = { type: string; [field: string]: unknown };

/** `target` is the imported file's path from the root, or undefined for a package, whose name is `from` without its inner path. */
export type Import = { from: string; name: string; target: string | undefined };

/** A file of ours; `path` counts from the root with forward slashes. */
export type Source = { path: string; text: string; tree: Syntax; imports: Import[] };

/** Names of packages that a package.json allows its files to import. */
export type Declared = { path: string; names: string[] };

const root = fileURLToPath(new URL('../..', import.meta.url));
const skipped = new Set(['node_modules', 'screenshots', '.git', '.countersign', 'dist', 'coverage']);

/** Every file of the repository but what is installed, generated or hidden from git. No git is needed. */
export function filesOf(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return filesOf(path);
    return entry.isFile() ? [path] : [];
  });
}

/** @returns the file's text; `path` counts from the root. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Every TypeScript file under `packages/` and `test/`, parsed. @throws SyntaxError with the position */
export function sourcesOf(files: string[]): Source[] {
  return files
    .filter((path) => /^(packages|test)\/.*\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => parsed(path, textOf(path)));
}

/** One file of `text` as if it stood at `path`: the form in which walls are fed, also by tests that try to break them. */
export function parsed(path: string, text: string): Source {
  const tree = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }, path) as unknown as Syntax;
  const imports = nodesOf(tree).flatMap((node) => {
    const source = importedBy(node);
    return source === undefined ? [] : [resolved(path, source)];
  });
  return { path, text, tree, imports };
}

/** The root's package.json and those of all packages. */
export function declaredOf(files: string[]): Declared[] {
  return files
    .filter((path) => /^(packages\/[^/]+\/)?package\.json$/.test(path))
    .map((path) => {
      const { dependencies, devDependencies } = JSON.parse(textOf(path));
      return { path, names: Object.keys({ ...dependencies, ...devDependencies }) };
    });
}

/** Of each tree that was asked for: every wall looks at every file. */
const NODES = new WeakMap<Syntax, readonly Syntax[]>();

/** The tree's nodes, outermost first. */
export function nodesOf(tree: Syntax): readonly Syntax[] {
  const found = NODES.get(tree) ?? nodesIn(tree);
  NODES.set(tree, found);
  return found;
}

function nodesIn(tree: Syntax): Syntax[] {
  const found = [tree];
  for (const node of found) {
    for (const value of Object.values(node).flat()) {
      if (value && typeof value === 'object' && typeof (value as Syntax).type === 'string') found.push(value as Syntax);
    }
  }
  return found;
}

/** `packages/core/text/block.ts` → `core`; undefined outside `packages/`. */
export function packageOf(path: string): string | undefined {
  return /^packages\/([^/]+)\//.exec(path)?.[1];
}

/** Tests and their instruments may use what the product may not. */
export function isTest(path: string): boolean {
  return path.startsWith('test/') || /\.(test|bench)\.tsx?$/.test(path);
}

function importedBy(node: Syntax): string | undefined {
  const from = [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'TSImportType',
  ];
  if (!from.includes(node.type)) return undefined;
  const { value } = (node.source ?? node.argument ?? {}) as { value?: unknown };
  return typeof value === 'string' ? value : undefined;
}

function resolved(path: string, from: string): Import {
  if (from.startsWith('.')) return { from, name: '', target: posix.join(posix.dirname(path), from) };
  const name = from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : (from.split('/')[0] ?? from);
  const ours = /^@countersign\/([^/]+)\/(.+)$/.exec(from);
  return { from, name, target: ours ? `packages/${ours[1]}/${ours[2]}` : undefined };
}
