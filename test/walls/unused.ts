/** What is left over: sentences that nothing says, and exports that nothing imports, or nothing but tests. */
import { isTest, nodesOf, type Source, type Syntax } from './source.ts';

/** Where exports wait for somebody, and why; a path with a slash at its end means all below it. */
export const mayWait: readonly (readonly [path: string, why: string])[] = [
  ['packages/sandbox/', 'stand-ins, which tests and the preview play against'],
  ['packages/jira/handlers.ts', 'named in the manifest, which `test/manifest.test.ts` compares'],
  ['packages/jira/resolver.ts', 'the same'],
  ['packages/core/ledger/memory', 'the record without a store, for tests and for whoever has none'],
  ['packages/core/record/model.ts', 'read models of kinds, for the first that needs one (`docs/develop.md`)'],
  ['packages/postgres/models.ts', 'the same on this store'],
  ['packages/jira/record/models.ts', 'the same on this store'],
  ['packages/postgres/temporary.ts', 'a server for tests and benchmarks'],
  ['packages/core/approval/authentication.ts', 'levels of assurance, which a rule names (`rules.md 4.1`)'],
];

const waits = (path: string): boolean => mayWait.some(([one]) => path.startsWith(one));

/** Values that a file exports and no other file imports, or only a test while the file itself does not use them either. */
export function exportsAreUsed(sources: Source[]): string[] {
  const [byProduct, byTests] = [false, true].map((tests) =>
    importedFrom(sources.filter(({ path }) => isTest(path) === tests)),
  );
  return sources
    .filter(({ path }) => !isTest(path) && !waits(path))
    .flatMap((source) => {
      const { path } = source;
      const names = exportedBy(source).filter((name) => !byProduct?.(path, name));
      if (names.length === 0) return [];
      const said = nodesOf(source.tree).flatMap(({ type, name }) => (type === 'Identifier' ? [name] : []));
      return names.flatMap((name) => {
        const isUsed = said.indexOf(name) !== said.lastIndexOf(name);
        if (!byTests?.(path, name)) return [`${path} exports ${name}, which nothing imports`];
        return isUsed ? [] : [`${path} exports ${name} for tests alone`];
      });
    });
}

type Named = { name?: string; id?: Named; imported?: Named; local?: Named; properties?: { value: Named }[] };
type Statement = Syntax & { source?: { value: string }; specifiers?: (Syntax & Named)[]; declaration?: Syntax };

const statementsOf = ({ tree }: Source): readonly Statement[] => tree.body as Statement[];

/** Names of the values that are declared and exported in one. */
function exportedBy(source: Source): readonly string[] {
  return statementsOf(source).flatMap(({ type, declaration }) => {
    if (type !== 'ExportNamedDeclaration' || !declaration || declaration.type.startsWith('TS')) return [];
    const { id, declarations = [] } = declaration as Syntax & Named & { declarations?: { id: Named }[] };
    return [...(id ? [id] : []), ...declarations.map((one) => one.id)]
      .flatMap((one) => one.properties?.map(({ value }) => value) ?? [one])
      .flatMap(({ name }) => name ?? []);
  });
}

/** Whether one of the files imports a name from a path. Whoever imports a whole file, or as it runs, imports all of it. */
function importedFrom(sources: readonly Source[]): (path: string, name: string) => boolean {
  const found = new Set<string>();
  for (const source of sources) {
    const byName = statementsOf(source).filter((one) => one.source && one.specifiers);
    for (const { target, from } of source.imports) {
      if (!target) continue;
      const named = byName.filter((one) => one.source?.value === from);
      // It is also imported as it runs where it is imported more often than by statements.
      const times = source.imports.filter((one) => one.from === from).length;
      if (times > named.length) found.add(`${target} *`);
      for (const one of named.flatMap(({ specifiers = [] }) => specifiers))
        found.add(
          `${target} ${(one.imported ?? (one.type === 'ExportSpecifier' ? one.local : undefined))?.name ?? '*'}`,
        );
    }
  }
  return (path, name) => found.has(`${path} ${name}`) || found.has(`${path} *`);
}

/** By how an id begins that is made of a word and what is put in behind it: every word that may be. */
export type PutIn = Readonly<Record<string, readonly string[]>>;

/**
 * Ids of sentences that no file says: none writes it out, nor makes it of a beginning and words that are put in.
 * @param putIn for the beginnings that are not listed, any word without a dot may be
 */
export function sentencesAreSaid(ids: readonly string[], sources: readonly Source[], putIn: PutIn): string[] {
  const written = new Set<string>();
  const made = new Set<string>();
  for (const { path, text } of sources) {
    if (isTest(path) || path.includes('/messages/')) continue;
    for (const [, id = ''] of text.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'/g)) written.add(id);
    for (const [, id = ''] of text.matchAll(/`([a-z][\w-]*\.[^`\n]*\$\{[^`\n]*)`/g)) made.add(id);
  }
  const patterns = [...made].map((one) => patternOf(one, putIn));
  return ids
    .filter((id) => !written.has(id) && !patterns.some((one) => one.test(id)))
    .map((id) => `${id} is never said`);
}

function patternOf(template: string, putIn: PutIn): RegExp {
  const [begin = '', ...others] = template.split(/\$\{[^}]*\}/).map((one) => one.replaceAll('.', '\\.'));
  const known = putIn[template.slice(0, template.indexOf('$'))];
  const word = known ? `(?:${known.join('|')})` : '[\\w-]+';
  return new RegExp(`^${[begin, ...others].join(word)}$`);
}
