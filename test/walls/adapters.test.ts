/** The two adapters are built alike (`docs/decisions/rooms-of-an-adapter.md`): who knows one finds their way in the other. */
import { expect, test } from 'vitest';
import { filesOf, textOf } from './source.ts';

const PAGE = 'docs/decisions/rooms-of-an-adapter.md';
const ADAPTERS = ['github', 'jira'] as const;
type Adapter = (typeof ADAPTERS)[number];
/** What both do, under the same name. */
const SHARED = {
  rooms: ['facts', 'project', 'receive', 'record', 'setup', 'translate'],
  files: ['act.ts', 'client.ts', 'desk.ts', 'place.ts', 'schema.ts'],
};

const files = filesOf('packages').filter((path) => ADAPTERS.some((name) => path.startsWith(`packages/${name}/`)));

function roomsOf(adapter: Adapter, of: readonly string[]): readonly string[] {
  const rooms = of.flatMap((path) => new RegExp(`^packages/${adapter}/([^/]+)/`).exec(path)?.[1] ?? []);
  return [...new Set(rooms)].sort();
}

/** The rooms that a table of the page describes, below the heading or paragraph that names its adapter. */
function describedOf(adapter: Adapter, page: string): readonly string[] {
  const [before = '', after = ''] = page.split(/^In Jira’s adapter|^In Jira's adapter/m);
  const rows = (adapter === 'github' ? before : after).split('\n').filter((line) => line.startsWith('| `'));
  return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`/]+)\/`/g)].map(([, room = '']) => room));
}

function unlike(of: readonly string[], page: string): readonly string[] {
  return ADAPTERS.flatMap((adapter) => {
    const rooms = roomsOf(adapter, of);
    const described = describedOf(adapter, page);
    return [
      ...SHARED.rooms.filter((room) => !rooms.includes(room)).map((room) => `${adapter} has no ${room}/`),
      ...SHARED.files
        .filter((file) => !of.includes(`packages/${adapter}/${file}`))
        .map((file) => `${adapter} has no ${file}`),
      ...rooms.filter((room) => !described.includes(room)).map((room) => `${adapter}/${room}/ is not described`),
      ...described.filter((room) => !rooms.includes(room)).map((room) => `${adapter}/${room}/ is described only`),
    ];
  });
}

test('Both adapters have the rooms of the line under the same names, and every other room is described', () => {
  expect(unlike(files, textOf(PAGE))).toEqual([]);
});

test('A breach is seen: a shared room under another name, a shared file that is gone, a room that nobody describes', () => {
  const renamed = files.map((path) =>
    path.replace('packages/jira/receive/', 'packages/jira/inbound/').replace('github/act.ts', 'github/run.ts'),
  );
  expect(unlike(renamed, textOf(PAGE))).toEqual([
    'github has no act.ts',
    'jira has no receive/',
    'jira/inbound/ is not described',
    'jira/receive/ is described only',
  ]);
});

/** Who may put a command on record: every other file asks the adapter's own `act`, which says what follows. */
const TO_THE_CORE = { act: 'act.ts', actAhead: 'receive/ahead.ts' } as const;

function strayActs(path: string, text: string): readonly string[] {
  const [, names = ''] = /import \{([^}]*)\} from '@countersign\/core\/act\.ts'/.exec(text) ?? [];
  const imported = names.split(',').map((name) => name.trim().split(' ')[0] ?? '');
  return Object.entries(TO_THE_CORE)
    .filter(([name, file]) => imported.includes(name) && !path.endsWith(`/${file}`))
    .map(([name]) => `${path}: ${name}`);
}

test('A command goes on record by one algorithm, the core’s, through one file of each adapter', () => {
  const products = files.filter((path) => /(?<!\.test)\.tsx?$/.test(path));
  expect(products.flatMap((path) => strayActs(path, textOf(path)))).toEqual([]);
  const elsewhere = 'packages/github/work/pull.ts';
  expect(strayActs(elsewhere, textOf('packages/github/act.ts'))).toEqual([`${elsewhere}: act`]);
});
