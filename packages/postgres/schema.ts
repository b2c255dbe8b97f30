/** The tables as kysely sees them; `migrations.ts` makes them. Every table begins with the tenant, because nothing ever joins across tenants. */
import type { Json } from '@countersign/core/record/port.ts';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** A UTC instant, read as ISO 8601 with milliseconds. Kept as text where it is hashed, so that it comes back letter by letter. */
type Instant = ColumnType<Date, string | Date, string | Date>;

interface Address {
  tenant: string;
  project: string;
  stream: string;
}

export interface EntryTable extends Address {
  kind: string;
  version: number;
  sequence: number;
  at: string;
  actor: string;
  /** JSON text. Not `jsonb`, which refuses `\u0000` and rewrites numbers, and what is hashed has to come back unchanged. */
  event: string;
  previous: string;
  hash: string;
  project_previous: string;
  project_hash: string;
}

export interface RegisterTable extends Address {
  kind: string;
  /** What the kind shows in lists. The columns after it are read from it by the database, of change requests. */
  shown: Json;
  number: GeneratedAlways<number | null>;
  title: GeneratedAlways<string | null>;
  stage: GeneratedAlways<string | null>;
  class: GeneratedAlways<string | null>;
  cause: GeneratedAlways<string | null>;
  owner: GeneratedAlways<string | null>;
  /** The project in which it lives, which is not the one in which it began once it moved. */
  home: GeneratedAlways<string>;
  /** UTC instants, ISO 8601. */
  opened: GeneratedAlways<string | null>;
  due: GeneratedAlways<string | null>;
  /** In the smallest unit of the currency. */
  cost: GeneratedAlways<string | null>;
  currency: GeneratedAlways<string | null>;
  days: GeneratedAlways<number | null>;
  /** Where stage and class stand in their own order. */
  stage_at: GeneratedAlways<number | null>;
  class_at: GeneratedAlways<number | null>;
  version: number;
  updated_at: Instant;
}

export interface DueTable extends Address {
  kind: string;
  version: number;
  at: Instant;
  what: string;
}

export interface Tables {
  entry: EntryTable;
  project_head: { tenant: string; project: string; sequence: number; hash: string };
  applied_cause: { tenant: string; cause: string; applied_at: Generated<Instant> };
  register: RegisterTable;
  due: DueTable;
  model: { tenant: string; project: string; model: string; as_of: number };
  /** `data` is JSON text. */
  model_row: { tenant: string; project: string; model: string; key: string; data: string };
  /** How many change requests of a project are alike, with what they cost and take; empty where a request has none. */
  register_cell: {
    tenant: string;
    home: string;
    stage: string;
    class: string;
    cause: string;
    currency: string;
    count: number;
    cost: string;
    days: string;
    /** How many of them have days. */
    dated: number;
  };
  /** How many open ones were opened on a day (UTC). */
  register_age: { tenant: string; home: string; stage: string; opened: string; count: number };
  /** What change requests are found by when somebody searches. */
  register_words: Address & { home: string; letters: string; pieces: string[] };
  /** Of whom they ask something, as they were shown last. */
  register_asked: Address & { person: string };
  register_item: Address & { item: string };
  register_work: Address & { work: string };
  work: {
    tenant: string;
    project: string;
    id: string;
    number: number;
    head: string;
    open: boolean;
    /** JSON text. */
    data: string;
    updated_at: Instant;
  };
  work_change: Address & { work: string };
  document: {
    tenant: string;
    project: string;
    kind: string;
    id: string;
    data: string;
    fetched_at: Instant;
    kept_at: Instant;
  };
  /** `data` is a JSON string, which holds what no `text` can; null once the text was erased. */
  policy_text: {
    tenant: string;
    digest: string;
    data: string | null;
    kept_at: Generated<Instant>;
    erased_at: Instant | null;
  };
  projection: {
    tenant: string;
    project: string;
    target: string;
    surface: string;
    data: string;
    written_at: Generated<Instant>;
  };
  delivery: {
    /** Of its job, made from the GUID. */
    id: string;
    guid: string;
    event: string;
    installation: string;
    received_at: Instant;
    /** JSON text; let go once the delivery is done. */
    payload: string | null;
    outcome: 'pending' | 'done' | 'ignored' | 'parked';
    reason: string | null;
    settled_at: Instant | null;
  };
  overdue: {
    id: string;
    key: string;
    since: Generated<Instant>;
  };
  parked: {
    queue: string;
    id: string;
    key: string;
    /** What the job carried, JSON text. */
    data: string;
    sentence: string;
    attempts: number;
    parked_at: Generated<Instant>;
  };
  /** What somebody is to be told of one append; `matters` is JSON text. */
  notice: Address & {
    brought: number;
    recipient: string;
    name: string;
    urgency: string;
    matters: string;
    at: Instant;
    due_at: Instant;
    letter: string | null;
    ended: string | null;
    ended_at: Instant | null;
  };
  /** What was carried to somebody at once, and how it fared. */
  letter: {
    id: string;
    tenant: string;
    recipient: string;
    channel: string;
    address: string;
    made_at: Instant;
    tries: Generated<number>;
    tried_at: Instant | null;
    retry_at: Instant | null;
    outcome: string | null;
    reason: string | null;
    reference: string | null;
    ended_at: Instant | null;
  };
  /** How somebody wants to be told; `choices` is JSON text. */
  reader: {
    person: string;
    token: string;
    locale: string | null;
    choices: Generated<string>;
    mail: string | null;
    mail_since: Instant | null;
    asked_mail: string | null;
    code: string | null;
    code_until: Instant | null;
    code_asked: Instant | null;
    code_tries: Generated<number>;
  };
  /** Where nothing is sent any more until somebody has mended it. */
  refused_address: { channel: string; address: string; reason: string; since: Instant };
  /** When what was kept was last forgotten; without an id, the whole kind. */
  forgotten: { tenant: string; project: string; kind: string; id: string; at: Instant };
  /** What people are called, by the seal that stands for it in the chain. */
  person: { tenant: string; id: string; name: string; salt: string; seal: string; since: Generated<Instant> };
  /** Whoever was erased at some time: entries from before seals name them no more. */
  erased_person: { tenant: string; id: string; erased_at: Generated<Instant> };
  /** Mail addresses of contacts, by the ids that the chain has. */
  contact_address: { tenant: string; address: string; id: string };
  /** Links to sign by, as digests. */
  sign_link: Address & { digest: string; contact: string; kept_at: Generated<Instant> };
  /** What was given as evidence; null once it was erased. `named`: its record is known to speak of it. */
  evidence_file: Address & {
    digest: string;
    data: Buffer | null;
    kept_at: Generated<Instant>;
    erased_at: Instant | null;
    named: Generated<boolean>;
  };
  /** One row: whose record this is. */
  record_owner: { one: Generated<boolean>; owner: string; since: Generated<Instant> };
  /** `session:…`, `person:…`, `login:…` or `all`: what was begun before `ended_at` is over. Kept until it would be over anyway. */
  session_end: { scope: string; ended_at: Instant; until: Instant };
}

/** What "start over" does with each table; the compiler asks for a word on every new one. */
export const ON_START_OVER = {
  entry: 'emptied',
  project_head: 'emptied',
  applied_cause: 'emptied',
  register: 'emptied',
  due: 'emptied',
  model: 'emptied',
  model_row: 'emptied',
  register_cell: 'emptied',
  register_age: 'emptied',
  register_words: 'emptied',
  register_asked: 'emptied',
  register_item: 'emptied',
  register_work: 'emptied',
  work: 'emptied',
  work_change: 'emptied',
  document: 'emptied',
  policy_text: 'emptied',
  projection: 'emptied',
  delivery: 'emptied',
  parked: 'emptied',
  notice: 'emptied',
  letter: 'emptied',
  reader: 'emptied',
  refused_address: 'emptied',
  overdue: 'emptied',
  forgotten: 'emptied',
  person: 'emptied',
  erased_person: 'emptied',
  contact_address: 'emptied',
  sign_link: 'emptied',
  evidence_file: 'emptied',
  record_owner: 'kept',
  session_end: 'emptied',
} as const satisfies Record<keyof Tables, 'emptied' | 'kept'>;
