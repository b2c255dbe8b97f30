/** Names in a repository: branches by how they begin, and every file of a tree. */
import { repositoryUrl } from '../show/repository.ts';
import { blobSha, resolve } from '../world/git.ts';
import { nodeId } from '../world/node.ts';
import { notFound, Refused } from '../world/refused.ts';
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

function tree({ world, repository, params }: RepositoryCall) {
  const commit = resolve(repository, params.sha);
  if (!commit) throw notFound();
  const url = `${repositoryUrl(world, repository)}/git`;
  return ok({
    sha: commit.tree,
    url: `${url}/trees/${commit.tree}`,
    tree: Object.entries(commit.files).map(([path, content]) => {
      const sha = blobSha(content);
      return { path, mode: '100644', type: 'blob', sha, size: Buffer.byteLength(content), url: `${url}/blobs/${sha}` };
    }),
    truncated: false,
  });
}

export const refRoutes: readonly Route[] = [
  onRepository('GET', '/git/matching-refs/:ref{.+}', ['contents:read'], matching),
  onRepository('GET', '/git/trees/:sha{.+}', ['contents:read'], tree),
];
