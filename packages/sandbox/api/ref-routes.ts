/** Branches and tags of a repository, by how their names begin. */
import { repositoryUrl } from '../show/repository.ts';
import { nodeId } from '../world/node.ts';
import { Refused } from '../world/refused.ts';
import { ok, onRepository, type RepositoryCall, type Route } from './route.ts';

/** GitHub answers with all that begin so, also with none. */
function matching({ world, repository, params }: RepositoryCall) {
  if (repository.refs.size === 0) throw new Refused(409, 'Git Repository is empty.');
  const url = repositoryUrl(world, repository);
  const found = [...repository.refs].filter(([ref]) => ref.startsWith(`refs/${params.ref}`)).sort();
  return ok(
    found.map(([ref, sha]) => ({
      ref,
      node_id: nodeId('REF', repository.id, ref),
      url: `${url}/git/${ref}`,
      object: { sha, type: 'commit', url: `${url}/git/commits/${sha}` },
    })),
  );
}

export const refRoutes: readonly Route[] = [
  onRepository('GET', '/git/matching-refs/:ref{.+}', ['contents:read'], matching),
];
