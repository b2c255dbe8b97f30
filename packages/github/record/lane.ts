/** What a delivery has to do with: those of one issue, pull request or commit are handled in order, and hold back nothing else. */
import type { Json } from '@countersign/core/record/port.ts';
import type { UnhandledDelivery } from '@countersign/core/record/unhandled.ts';
import { field } from '../project/written.ts';

/** Parts of a key are apart by a blank, which no id of GitHub's has. */
export interface Lane {
  /** `github:<owner's numeric id>` */
  readonly tenant: string;
  /** Node id of the repository; absent for what concerns a whole account. */
  readonly project?: string;
  /** Number of the issue or pull request; the two share their numbers. */
  readonly number?: number;
  /** Commit of a check or of a group in the merge queue; for work that was given up, the stream of the request that it is about. */
  readonly head?: string;
}

/**
 * The key of a delivery. What belongs to no issue, pull request or commit (a push, a label, a rename) concerns the whole repository, and
 * those are in order among themselves; so are those of an account.
 */
export function laneOf(payload: Json): string {
  const repository = field(payload, 'repository');
  const project = field(repository, 'node_id');
  const account =
    field(field(repository, 'owner'), 'id') ??
    field(field(payload, 'organization'), 'id') ??
    field(field(field(payload, 'installation'), 'account'), 'id');
  const tenant = `github:${String(account ?? '')}`;
  if (typeof project !== 'string') return tenant;
  const number = field(field(payload, 'issue'), 'number') ?? field(field(payload, 'pull_request'), 'number');
  if (typeof number === 'number') return `${tenant} ${project} #${number}`;
  const head = ['merge_group', 'check_run', 'check_suite']
    .map((name) => field(field(payload, name), 'head_sha'))
    .find((sha) => typeof sha === 'string');
  return head === undefined ? `${tenant} ${project}` : `${tenant} ${project} ${String(head)}`;
}

/** As it stands in a key. */
export function laneKey({ tenant, project, head }: Omit<Lane, 'number'>): string {
  return [tenant, project, head].filter((one) => one !== undefined).join(' ');
}

export function readLane(key: string): Lane {
  const [tenant = '', project, about] = key.split(' ');
  if (project === undefined) return { tenant };
  if (about === undefined) return { tenant, project };
  const number = /^#(\d+)$/.exec(about)?.[1];
  return { tenant, project, ...(number ? { number: Number(number) } : { head: about }) };
}

/** The keys, and the beginning of keys, of everything that a gate of this repository could rest on. */
export function lanesOf({ tenant, project }: Required<Pick<Lane, 'tenant' | 'project'>>): {
  readonly keys: readonly string[];
  readonly prefix: string;
} {
  // The last is how keys were written before they were apart by issue.
  return { keys: [tenant, `${tenant} ${project}`, `repository:${project}`], prefix: `${tenant} ${project} ` };
}

/** What a gate rests on: numbers of the pull request, of what it names and of what that touches; and its commit. */
export interface RestsOn {
  readonly numbers: ReadonlySet<number>;
  readonly head: string;
  /** Of the requests that it names. */
  readonly streams?: ReadonlySet<string>;
}

/** Whether something unhandled is among what a gate rests on; what was given up tells more than what waits. */
export function unhandledAmong(
  unhandled: readonly UnhandledDelivery[],
  { numbers, head, streams }: RestsOn,
): UnhandledDelivery['why'] | undefined {
  const found = unhandled.filter(({ key }) => {
    const lane = readLane(key);
    if (lane.number !== undefined) return numbers.has(lane.number);
    return lane.head === undefined || lane.head === head || streams?.has(lane.head) === true;
  });
  return found.find(({ why }) => why === 'parked')?.why ?? found[0]?.why;
}

/** Whether a key is of an issue or a pull request that a gate rests on. */
export function isOf(key: string, { numbers }: Pick<RestsOn, 'numbers'>): boolean {
  const { number } = readLane(key);
  return number !== undefined && numbers.has(number);
}
