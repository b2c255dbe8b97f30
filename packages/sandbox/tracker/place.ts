/** Where things are shown, with the same paths as on GitHub, so that links in comments lead to the right page here. */
import type { Row, Tracker } from './port.ts';

type Home = Pick<Tracker, 'owner' | 'repository'>;

export function homeOf({ owner, repository }: Home): string {
  return `/${owner}/${repository}`;
}

export function pathOf({ owner, repository }: Home, row: Pick<Row, 'kind' | 'number'>): string {
  return `/${owner}/${repository}/${row.kind === 'pull' ? 'pull' : 'issues'}/${row.number}`;
}

export function newIssuePath({ owner, repository }: Home): string {
  return `/${owner}/${repository}/issues/new`;
}
