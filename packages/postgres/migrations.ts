/** Brings a database to the schema this version needs. Replicas may start at once: kysely's migrator takes a lock, the second finds nothing to do. */
import { type Migration, Migrator } from 'kysely/migration';
import { connect, type Database, translated } from './connect.ts';
import { anywhere } from './migration/anywhere.ts';
import { appending } from './migration/appending.ts';
import { contacts } from './migration/contacts.ts';
import { due } from './migration/due.ts';
import { files } from './migration/files.ts';
import { finished } from './migration/finished.ts';
import { forgetting } from './migration/forgetting.ts';
import { found } from './migration/found.ts';
import { frozen } from './migration/frozen.ts';
import { home } from './migration/home.ts';
import { inOrder } from './migration/inorder.ts';
import { kinds } from './migration/kinds.ts';
import { lookups } from './migration/lookups.ts';
import { models } from './migration/models.ts';
import { notices } from './migration/notices.ts';
import { overdue } from './migration/overdue.ts';
import { ownership } from './migration/ownership.ts';
import { people } from './migration/people.ts';
import { tables } from './migration/tables.ts';
import { texts } from './migration/texts.ts';
import { turns } from './migration/turns.ts';

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001 tables': tables,
  '0002 appending': appending,
  '0003 ownership': ownership,
  '0004 overdue': overdue,
  '0005 forgetting': forgetting,
  '0006 kinds': kinds,
  '0007 people': people,
  '0008 texts': texts,
  '0009 due': due,
  '0010 models': models,
  '0011 home': home,
  '0012 finished': finished,
  '0013 in order': inOrder,
  '0014 anywhere': anywhere,
  '0015 lookups': lookups,
  '0016 turns': turns,
  '0017 frozen': frozen,
  '0018 found': found,
  '0019 notices': notices,
  '0020 contacts': contacts,
  '0021 files': files,
};

/** The newest schema that this version knows, by the name of what made it. */
export const SCHEMA = Object.keys(MIGRATIONS).sort().at(-1) ?? '';

/** A later version of ours has written here: what it keeps, nobody of us can read, and nothing of it was touched. */
export class NewerSchema extends Error {
  override readonly name = 'NewerSchema';
  /** The record's newest schema. */
  readonly found: string;

  constructor(found: string) {
    super(`the record has the schema "${found}", and this version knows none after "${SCHEMA}"`);
    this.found = found;
  }
}

/**
 * Migrates to the newest schema. Safe to call at every start.
 * @param until the last one that is done, for showing what a record from before becomes
 * @throws NewerSchema; Transient when the database is away.
 */
export async function migrate(database: Database, until?: string): Promise<void> {
  const done = await knownOf(database);
  if (done.length === Object.keys(MIGRATIONS).length) return;
  // A step over many rows says nothing until it is done.
  const patient = connect(database.url, { connections: 2, silenceMs: 0 });
  try {
    const migrator = new Migrator({ db: patient.query, provider: { getMigrations: async () => MIGRATIONS } });
    const { error } = await (until === undefined ? migrator.migrateToLatest() : migrator.migrateTo(until));
    if (error !== undefined) throw translated(error);
  } finally {
    await patient.close();
  }
}

/** @returns the newest one that was done; `undefined` for none. @throws NewerSchema; Transient when the database is away */
export async function reachedSchema(database: Database): Promise<string | undefined> {
  return (await knownOf(database)).at(-1);
}

async function knownOf(database: Database): Promise<readonly string[]> {
  const done = await schemaOf(database);
  const newer = done.filter((name) => !(name in MIGRATIONS)).at(-1);
  if (newer !== undefined) throw new NewerSchema(newer);
  return done;
}

/** What was done already, in order: one question in place of the migrator's dozen, because at nearly every start there is nothing to do. */
export async function schemaOf({ pool }: Database): Promise<readonly string[]> {
  try {
    const { rows } = await pool.query<{ name: string }>('select name from kysely_migration order by name');
    return rows.map(({ name }) => name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42P01') return [];
    throw translated(error);
  }
}
