/** Where things are shown, with the same paths as on GitHub, so that links in comments lead to the right page here. */
import type { Row, Tracker } from './port.ts';

type Home = Pick<Tracker, 'owner' | 'repository'>;

export function homeOf({ owner, repository }: Home): string {
  return `/${owner}/${repository}`;
}

export function pathOf({ owner, repository }: Home, row: Pick<Row, 'kind' | 'number'>): string {
  return `/${owner}/${repository}/${row.kind === 'pull' ? 'pull' : 'issues'}/${row.number}`;
}

/** Of a file on the default branch. */
export function filePath(home: Home, path: string): string {
  return `${homeOf(home)}/blob/main/${path}`;
}

export function newIssuePath({ owner, repository }: Home): string {
  return `/${owner}/${repository}/issues/new`;
}
