/** The walls of the architecture, each a function from source files to sentences about what breaks it. */
import { type Declared, isTest, nodesOf, packageOf, type Source, type Syntax } from './source.ts';

/** Which of our packages each may import; `docs/decisions/one-pure-core.md`. */
export const directions: Record<string, string[]> = {
  server: ['web', 'github', 'mail', 'chat', 'postgres', 'core', 'sandbox'],
  cli: ['server', 'github', 'mail', 'chat', 'postgres', 'core'],
  jira: ['core'],
  github: ['core'],
  mail: ['core'],
  web: ['core'],
  postgres: ['core'],
  chat: ['core'],
  sandbox: [],
  core: [],
};

/**
 * A package's folders from the top down; a file imports from its own step or a lower one. Files beside the folders are free.
 * `docs/decisions/core-layering.md`, `docs/decisions/rooms-of-an-adapter.md`
 */
export const staircases: Readonly<Record<string, readonly (readonly string[])[]>> = {
  core: [
    ['ask'],
    ['typed'],
    ['view', 'metric'],
    ['gate', 'work', 'notice', 'signoff'],
    ['change'],
    ['approval'],
    ['policy', 'enactment', 'contact', 'absence'],
    ['baseline'],
    ['requirement'],
    ['impact', 'content'],
    ['trace', 'identity', 'setup'],
    ['money'],
    ['text', 'calendar', 'due'],
    ['ledger'],
    ['record'],
  ],
  github: [
    ['reconcile'],
    ['receive'],
    ['work', 'sign'],
    ['mirror', 'setup', 'control'],
    ['comment', 'policy'],
    ['record'],
    ['facts'],
    ['project', 'translate'],
    ['form'],
    ['markdown', 'named'],
  ],
};

/** Small pure libraries; `mdast` is types only. */
const coreMayUse = [
  ...['zod', 'canonicalize', '@noble/hashes', 'temporal-polyfill', 'date-holidays', 'intl-messageformat', 'mdast'],
  ...[
    'mdast-util-from-markdown',
    'mdast-util-gfm',
    'micromark-extension-gfm',
    'yaml',
    'diff',
    'minisearch',
    '@marcbachmann/cel-js',
  ],
];

const impure = [
  ...['process', 'fetch', 'crypto', 'performance', 'console', 'Buffer', 'globalThis', 'navigator'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'XMLHttpRequest', 'WebSocket'],
];
const impureMembers = ['Date.now', 'Math.random', 'Temporal.Now'];

const dumpingGrounds =
  /^(utils?|helpers?|common|shared|types?|services?|managers?|misc|lib|stuff|index|constants?|base)(\.|$)/;

/** Forge insists on this name and on its default export. */
const hostDemands = ['vitest.config.ts', 'packages/jira/src/index.ts'];

export function packagesPointOneWay(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => !isTest(path))
    .flatMap((source) => {
      const from = packageOf(source.path);
      return source.imports.flatMap(({ target }) => {
        const to = target && packageOf(target);
        if (!from || from === to || (to && directions[from]?.includes(to))) return [];
        return target ? [`${source.path} imports ${target}, but ${from} may not import ${to ?? 'from there'}`] : [];
      });
    });
}

export function foldersStepDown(sources: Source[]): string[] {
  const step = (path: string) => (stairsOf(path) ?? []).findIndex((folders) => folders.includes(folderOf(path) ?? ''));
  return sources
    .filter(({ path }) => !isTest(path))
    .flatMap((source) =>
      source.imports.flatMap(({ target }) =>
        target &&
        packageOf(target) === packageOf(source.path) &&
        step(target) !== -1 &&
        step(target) < step(source.path)
          ? [`${source.path} imports ${target}, which stands above it`]
          : [],
      ),
    );
}

export function foldersHaveAStep(sources: Source[]): string[] {
  const folders = new Set(
    sources.flatMap(({ path }) => {
      const folder = folderOf(path);
      return folder && stairsOf(path)?.flat().includes(folder) === false ? [`${packageOf(path)}/${folder}`] : [];
    }),
  );
  return [...folders].map((folder) => `${folder} has no step`);
}

/** What Jira's panels run in a browser: they draw what crosses the port, and reach nothing that decides, reads or writes. */
export function panelsOnlyDraw(sources: Source[]): string[] {
  const reach: Readonly<Record<string, readonly string[]>> = {
    'packages/jira/panel/': ['packages/jira/panel/', 'packages/jira/port/', 'packages/core/'],
    'packages/jira/port/': ['packages/jira/port/', 'packages/core/'],
  };
  return sources
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, imports }) => {
      const room = Object.keys(reach).find((one) => isAt(path, one));
      return imports.flatMap(({ target }) =>
        room && target && !reach[room]?.some((one) => isAt(target, one))
          ? [`${path} imports ${target}, but ${room} only draws what crosses the port`]
          : [],
      );
    });
}

export function coreIsPure(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => packageOf(path) === 'core' && !isTest(path))
    .flatMap((source) => [
      ...source.imports
        .filter(({ target, name }) => !target && !coreMayUse.includes(name))
        .map(({ from }) => `${source.path} imports ${from}`),
      ...impurities(source.tree).map((what) => `${source.path} uses ${what}`),
    ]);
}

const vendors = /github|gitlab|bitbucket|jira|atlassian|octokit|probot|\bforge\b/i;

/** Where the core may say a vendor's word, and why; a path with a slash at its end means all below it. */
export const vendorsMayStand: readonly (readonly [path: string, why: string])[] = [
  ['packages/core/text/messages/', 'sentences that tell people where to press'],
  ['packages/core/approval/authentication.ts', 'words of entries that are in the record for ever'],
  ['packages/core/policy/account.ts', 'homes of ids, as they are in the record for ever'],
  ['packages/core/policy/key/gates.ts', 'a published key of the policy file'],
  ['packages/core/policy/key/keys.ts', 'the page that explains that key'],
  ['packages/core/policy/key/meaning.zh-CN.ts', 'the same page in Chinese'],
  ['packages/core/policy/policy.ts', 'what that key says, under its name'],
  ['packages/core/policy/inforce.ts', 'what that key says, under its name'],
  ['packages/core/gate/hint.ts', 'the folder whose files run with the rights of a repository'],
];

/** Names and strings; a comment may say where something comes from. */
export function coreNamesNoVendor(sources: Source[]): string[] {
  return sources
    .filter(
      ({ path }) => packageOf(path) === 'core' && !isTest(path) && !vendorsMayStand.some(([one]) => isAt(path, one)),
    )
    .flatMap(vendorWords);
}

/** What of a vendor a file names. */
export function vendorWords({ path, tree }: Source): string[] {
  const said = nodesOf(tree).flatMap(({ type, name, value }) => {
    if (type === 'Identifier' || type === 'PrivateIdentifier') return [String(name)];
    if (type === 'Literal' && typeof value === 'string') return [value];
    return type === 'TemplateElement' ? [(value as { raw: string }).raw] : [];
  });
  return [...new Set(said.filter((one) => vendors.test(one)))].map((one) => `${path} says ${one.slice(0, 60)}`);
}

export const isAt = (path: string, place: string): boolean =>
  place.endsWith('/') ? path.startsWith(place) : path === place;

export function importsGoRoundInNoCircle(sources: Source[]): string[] {
  const imports = new Map(sources.map(({ path, imports }) => [path, imports.flatMap(({ target }) => target ?? [])]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (done.has(path) || trail.includes(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return circles;
}

export function importsAreDeclared(sources: Source[], declared: Declared[]): string[] {
  const root = declared.find(({ path }) => path === 'package.json')?.names ?? [];
  const workspaces = declared.flatMap(({ path }) => {
    const name = /^packages\/(.+)\/package\.json$/.exec(path)?.[1];
    return name ? [`@countersign/${name}`] : [];
  });
  return sources.flatMap((source) => {
    const own = declared.find(({ path }) => path === `packages/${packageOf(source.path)}/package.json`)?.names ?? [];
    const typed = root.filter((name) => name.startsWith('@types/')).map((name) => name.slice('@types/'.length));
    const allowed = [
      ...own,
      ...typed,
      ...(isTest(source.path) ? [...root, ...workspaces, ...declared.flatMap(({ names }) => names)] : []),
    ];
    return source.imports
      .filter(
        ({ name, target }) =>
          name && !name.startsWith('node:') && !allowed.includes(name) && !ownPackage(source, target),
      )
      .map(
        ({ name }) =>
          `package.json of ${packageOf(source.path) ?? 'the root'} does not declare ${name}, imported by ${source.path}`,
      );
  });
}

/** What seals the names in what the run appends hands it on, and so does the door that asks first whether the record is whole. */
const APPENDING = [
  'packages/core/record/run.ts',
  'packages/core/record/people.ts',
  'packages/github/record/recorddoor.ts',
];

/** Of all files of the product, only the run appends; work that follows from no entry is stored by the queue's port. */
export function onlyTheRunAppends(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => packageOf(path) && !isTest(path) && !APPENDING.includes(path))
    .flatMap(({ path, tree }) =>
      nodesOf(tree)
        .filter(isAppend)
        .map(() => `${path} appends past the run: a decision goes through run(), work alone through store()`),
    );
}

/** `….ledger.append(…)`, or an append to anything of an object with `entries`. */
function isAppend(node: Syntax): boolean {
  const { callee, arguments: given } = node as { callee?: Syntax; arguments?: Syntax[] };
  if (node.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return false;
  const { object, property } = callee as unknown as { object: Syntax; property: Syntax };
  if (property.name !== 'append') return false;
  const named = String((object.property as Syntax | undefined)?.name ?? object.name);
  const keys = ((given?.[0]?.properties ?? []) as Syntax[]).map(({ key }) => (key as Syntax | undefined)?.name);
  return /ledger$/i.test(named) || keys.includes('entries');
}

/** Where read models are declared and kept. */
const readModels: readonly string[] = [
  'packages/core/record/model.ts',
  'packages/core/ledger/memorymodels.ts',
  'packages/postgres/models.ts',
  'packages/jira/record/models.ts',
];

/** Where they may be named beside that: whoever makes their tables, or lists, counts or draws their rows. What decides never stands here. */
export const mayNameModels: readonly string[] = [
  'packages/postgres/migration/models.ts',
  'packages/postgres/migrations.ts',
];

/** A read model is as of a moment before: no gate, vote or transition rests on one, be it handed down under its port's name. */
export function decisionsReadNoModel(sources: Source[]): string[] {
  const free = [...readModels, ...mayNameModels];
  return sources.filter(({ path }) => packageOf(path) && !isTest(path) && !free.includes(path)).flatMap(modelsNamed);
}

/** What of read models a file names. */
export function modelsNamed({ path, tree, imports }: Source): string[] {
  const isNamed = nodesOf(tree).some(({ type, name }) => type === 'Identifier' && name === 'models');
  return [
    ...imports.flatMap(({ target }) =>
      target && readModels.includes(target) ? [`${path} imports ${target}, a read model`] : [],
    ),
    ...(isNamed ? [`${path} names models, which are read models`] : []),
  ];
}

export function exportsHaveNames(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => !hostDemands.includes(path))
    .flatMap(({ path, tree }) =>
      nodesOf(tree).flatMap(({ type }) => {
        if (type === 'ExportDefaultDeclaration') return [`${path} has a default export`];
        return type === 'ExportAllDeclaration' ? [`${path} passes on all of another file (a barrel)`] : [];
      }),
    );
}

export function namesSayWhatIsHeld(files: string[]): string[] {
  return files
    .filter((path) => /^(packages|test)\//.test(path) && !hostDemands.includes(path))
    .filter((path) => path.split('/').some((part) => dumpingGrounds.test(part)))
    .map((path) => `${path} is named after a dumping ground`);
}

export function filesSayWhyTheyExist(sources: Source[]): string[] {
  return sources
    .filter(({ path, text }) => !isTest(path) && !/^(#!.*\n)?(\/\*\*?|\/\/) *\n?[ *]*\S.{10,}/.test(text))
    .map(({ path }) => `${path} does not open with a comment on why it exists`);
}

/** `read` gives a file's text. Paths of one machine and hosts of one registry work nowhere else. */
export function nothingIsBoundToOneMachine(files: string[], read: (path: string) => string): string[] {
  return files.flatMap((path) => {
    if (path === 'package-lock.json') {
      return /"resolved": "https?:/.test(read(path)) ? [`${path} names the host of a registry`] : [];
    }
    if (!/\.(tsx?|[cm]?js|json|md|ya?ml|html|css)$|(^|\/)(run|\.\w+)$/.test(path)) return [];
    const found = /(?<![\w.~/-])\/(work|home|Users)\/\w+|[A-Z]:\\Users\\/.exec(read(path));
    return found ? [`${path} names a folder of one machine: ${found[0]}`] : [];
  });
}

/** Less than this a machine may take by itself that is slow, or busy with other things. Milliseconds. */
const PATIENT_MS = 60_000;

/** A test that ends, or stops to wait, after so little time says how fast a machine is and not what a product does (`test/instruments/soon.ts`). */
export function testsArePatient(files: string[], read: (path: string) => string): string[] {
  const tests = files.filter((path) => path.endsWith('.test.ts'));
  return tests.flatMap((path) =>
    [
      ...read(path).matchAll(
        /\btimeout: ([\d_]+)(?![\d_]| \+)|^\s*\}, ([\d_]+)\);$|(?:waitFor|poll)\(.*, ([\d_]+)\)/gm,
      ),
    ].flatMap(([found, ...bounds]) => {
      const bound = Number(bounds.find((one) => one !== undefined)?.replaceAll('_', ''));
      // What comes again and again is no bound.
      const isInterval = found.startsWith(' ') && bound < 100;
      return bound <= PATIENT_MS && !isInterval ? [`${path} gives up after ${bound} ms: ${found.trim()}`] : [];
    }),
  );
}

function folderOf(path: string): string | undefined {
  return /^packages\/[^/]+\/([^/]+)\//.exec(path)?.[1];
}

function stairsOf(path: string): readonly (readonly string[])[] | undefined {
  return staircases[packageOf(path) ?? ''];
}

function ownPackage(source: Source, target: string | undefined): boolean {
  return target !== undefined && packageOf(target) === packageOf(source.path);
}

/** A property's name is no use of the global of that name. */
const ONLY_NAMES: ReadonlySet<string> = new Set(['property', 'key', 'label', 'imported', 'exported']);

/** Globals that a node names where it uses them. */
function impureIn(node: Syntax): readonly string[] {
  const named = Object.entries(node).flatMap(([field, value]) => {
    if (typeof value !== 'object' || value === null || (ONLY_NAMES.has(field) && !node.computed)) return [];
    const children = (Array.isArray(value) ? value : [value]) as readonly (Syntax | null)[];
    return children.flatMap((child) => (child?.type === 'Identifier' ? String(child.name) : []));
  });
  return named.length === 0 ? named : impure.filter((name) => named.includes(name));
}

function impurities(tree: Syntax): string[] {
  return nodesOf(tree).flatMap((node) => {
    const { object, property, callee } = node as { object?: Syntax; property?: Syntax; callee?: Syntax };
    const member = object && property ? `${object.name}.${property.name}` : '';
    const bareDate =
      (node.type === 'NewExpression' && callee?.name === 'Date' && (node.arguments as unknown[]).length === 0) ||
      (node.type === 'CallExpression' && callee?.name === 'Date');
    return [
      ...impureIn(node),
      ...(impureMembers.includes(member) ? [member] : []),
      ...(bareDate ? ['the clock (Date)'] : []),
    ];
  });
}

/** What takes texts of strangers apart, by what is called of it. */
export const textParsers: Readonly<Record<string, readonly string[]>> = {
  'packages/core/text/parse.ts': ['parseMarkdown'],
  'packages/core/text/yaml.ts': ['readYaml'],
  'packages/jira/text/adf.ts': ['adfToText', 'readNode'],
  yaml: ['parse', 'parseAllDocuments', 'parseDocument', 'Lexer', 'Parser', 'Composer', 'CST'],
  'mdast-util-from-markdown': ['fromMarkdown'],
  unified: ['unified'],
  'remark-parse': ['default'],
};

/** Where work is counted. */
export const workIsCounted = [
  'test/hostile/parsers.ts',
  'packages/core/policy/bound.test.ts',
  'packages/jira/text/deep.test.ts',
];

/** What reads no text of strangers. */
export const readsOurOwn = [
  // The form of the sandbox's own repository, and the manifest of whoever deploys.
  'packages/sandbox/tracker/form.ts',
  'packages/jira/appid.ts',
];

/** Every parser of outside text has a bound on its work that somebody saw: `docs/decisions/bounded-work.md`. */
export function workOnTextIsCounted(sources: Source[]): string[] {
  const counted = sources.filter(({ path }) => workIsCounted.includes(path));
  const isCounted = (path: string) => counted.some(({ imports }) => imports.some(({ target }) => target === path));
  return sources
    .filter(({ path }) => packageOf(path) && !isTest(path) && !(path in textParsers) && !readsOurOwn.includes(path))
    .flatMap((source) =>
      isCounted(source.path)
        ? []
        : parsersCalled(source).map(
            (name) => `${source.path} takes texts apart by ${name}, and nobody counts its steps`,
          ),
    );
}

/** Which parsers a file imports; their types are none. */
export function parsersCalled({ tree, imports }: Source): string[] {
  return nodesOf(tree).flatMap(({ type, importKind, source, specifiers }) => {
    if (type !== 'ImportDeclaration' || importKind === 'type') return [];
    const { value } = source as { value: string };
    const from = imports.find((one) => one.from === value);
    const named = textParsers[from?.target ?? from?.name ?? ''] ?? [];
    return (specifiers as Syntax[])
      .filter((one) => one.importKind !== 'type')
      .map((one) => (one.imported as { name?: string } | undefined)?.name ?? 'default')
      .filter((name) => named.includes(name));
  });
}
