/** Files and branches: reading the policy, and the onboarding pull request. */

import { posix } from 'node:path';
import { commitJson } from '../show/pull.ts';
import { repositoryPage, repositoryUrl } from '../show/repository.ts';
import { blobSha, type Files, resolve, type TreeEntry, treeOf } from '../world/git.ts';
import { nodeId } from '../world/node.ts';
import { moveBranch, push } from '../world/push.ts';
import type { Repository } from '../world/record.ts';
import { invalid, notFound, Refused } from '../world/refused.ts';
import type { World } from '../world/world.ts';
import { ok, onRepository, type RepositoryCall, type Route, required, text } from './route.ts';

function fileJson(
  world: World,
  repository: Repository,
  where: { path: string; content: string; ref: string; type?: 'symlink' },
  whole: boolean,
) {
  const { path, content, ref, type = 'file' } = where;
  const sha = blobSha(content);
  const url = `${repositoryUrl(world, repository)}/contents/${path}?ref=${ref}`;
  const git = `${repositoryUrl(world, repository)}/git/blobs/${sha}`;
  const page = `${repositoryPage(world, repository)}/blob/${ref}/${path}`;
  return {
    name: path.split('/').at(-1),
    path,
    sha,
    size: Buffer.byteLength(content),
    url,
    html_url: page,
    git_url: git,
    download_url: `${repositoryPage(world, repository)}/raw/${ref}/${path}`,
    type,
    ...(whole && type === 'file'
      ? { content: Buffer.from(content).toString('base64').replace(/.{60}/g, '$&\n'), encoding: 'base64' }
      : {}),
    _links: { self: url, git, html: page },
  };
}

function read(call: RepositoryCall) {
  const { world, repository, params, query, headers } = call;
  const ref = query.get('ref') ?? repository.defaultBranch;
  const commit = resolve(repository, ref);
  if (!commit) throw new Refused(404, `No commit found for the ref ${ref}`);
  const path = (params.path ?? '').replace(/^\/|\/$/g, '');
  const [content, type] = followed(commit, path);
  if (content !== undefined) {
    if (/vnd\.github(\.v3)?\.raw/.test(headers.get('accept') ?? '')) {
      return {
        status: 200,
        text: content,
        headers: { 'content-type': 'application/vnd.github.v3.raw; charset=utf-8' },
      };
    }
    const target = type === 'symlink' ? { target: content } : {};
    return ok({ ...fileJson(world, repository, { path, content, ref, ...(type ? { type } : {}) }, true), ...target });
  }
  return ok(directory(call, commit, path, ref));
}

/** Of a symbolic link that leads to a file, GitHub gives that file's content and calls it a file; any other link it shows as one. */
function followed({ files, modes }: Files, path: string): readonly [string | undefined, type?: 'symlink'] {
  const content = files[path];
  if (content === undefined || modes?.[path] !== '120000') return [content];
  const target = posix.join(posix.dirname(path), content);
  const isFile = files[target] !== undefined && modes?.[target] === undefined;
  return isFile ? [files[target]] : [content, 'symlink'];
}

function directory({ world, repository }: RepositoryCall, { files, modes }: Files, path: string, ref: string) {
  const inside = path === '' ? '' : `${path}/`;
  const entries = new Map<string, unknown>();
  for (const [name, content] of Object.entries(files)) {
    if (!name.startsWith(inside)) continue;
    const [first = '', ...deeper] = name.slice(inside.length).split('/');
    const at = inside + first;
    const type = modes?.[at] === '120000' ? { type: 'symlink' as const } : {};
    if (deeper.length === 0) entries.set(at, fileJson(world, repository, { path: at, content, ref, ...type }, false));
    else if (!entries.has(at)) {
      const url = `${repositoryUrl(world, repository)}/contents/${at}?ref=${ref}`;
      const links = { self: url, git: null, html: null };
      entries.set(at, {
        name: first,
        path: at,
        sha: blobSha(at),
        size: 0,
        url,
        html_url: null,
        git_url: null,
        download_url: null,
        type: 'dir',
        _links: links,
      });
    }
  }
  if (entries.size === 0) throw notFound();
  return [...entries.values()];
}

function write(call: RepositoryCall) {
  const { world, repository, actor, body, params } = call;
  const path = params.path ?? '';
  const branch = text(body, 'branch') ?? repository.defaultBranch;
  const before = resolve(repository, branch)?.files[path];
  const sha = text(body, 'sha');
  if (before !== undefined && sha === undefined) throw new Refused(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  if (before !== undefined && sha !== blobSha(before)) throw new Refused(409, `${path} does not match ${sha}`);
  const content = Buffer.from(required(body, 'content', 'Content'), 'base64').toString('utf8');
  if (!repository.refs.has(`refs/heads/${branch}`)) throw new Refused(404, `Branch ${branch} not found`);
  const commit = push(world, repository, actor, {
    branch,
    message: required(body, 'message', 'Content'),
    edits: { [path]: content },
  });
  const { commit: inner, ...outer } = commitJson(world, repository, commit);
  const shown = {
    ...(inner as object),
    sha: outer.sha,
    node_id: outer.node_id,
    url: outer.url,
    html_url: outer.html_url,
    parents: outer.parents,
  };
  return ok(
    { content: fileJson(world, repository, { path, content, ref: branch }, false), commit: shown },
    before === undefined ? 201 : 200,
  );
}

function refJson(world: World, repository: Repository, ref: string, sha: string) {
  const url = repositoryUrl(world, repository);
  return {
    ref,
    node_id: nodeId('REF', repository.id, ref),
    url: `${url}/git/${ref}`,
    object: { sha, type: 'commit', url: `${url}/git/commits/${sha}` },
  };
}

/** What stands in a folder of any commit, by the folder's own sha. */
function folderOf(repository: Repository, sha: string): readonly TreeEntry[] | undefined {
  for (const commit of [...repository.commits.values()].reverse()) {
    const all = treeOf(commit);
    const folder = all.find((one) => one.sha === sha && one.mode === '040000');
    if (!folder) continue;
    const inside = `${folder.path}/`;
    const below = all.filter((one) => one.path.startsWith(inside));
    return below.map((one) => ({ ...one, path: one.path.slice(inside.length) }));
  }
  return undefined;
}

/** A tree by its own sha, a commit's or a name. Below it only when asked, and then no more than GitHub lists. */
function tree({ world, repository, params, query }: RepositoryCall) {
  const asked = params.sha ?? '';
  const commit = resolve(repository, asked) ?? [...repository.commits.values()].find((one) => one.tree === asked);
  const all = commit ? treeOf(commit) : folderOf(repository, asked);
  if (!all) throw notFound();
  const root = commit?.tree ?? asked;
  const wanted = query.has('recursive') ? all : all.filter((one) => !one.path.includes('/'));
  const url = `${repositoryUrl(world, repository)}/git`;
  return ok({
    sha: root,
    url: `${url}/trees/${root}`,
    tree: wanted.slice(0, world.mostTreeEntries).map(({ path, mode, sha, size }) => {
      const type = mode === '040000' ? 'tree' : mode === '160000' ? 'commit' : 'blob';
      if (type === 'commit') return { path, mode, type, sha };
      return { path, mode, type, sha, ...(size === undefined ? {} : { size }), url: `${url}/${type}s/${sha}` };
    }),
    truncated: wanted.length > world.mostTreeEntries,
  });
}

export const contentRoutes: readonly Route[] = [
  onRepository('GET', '/contents', ['contents:read'], read),
  onRepository('GET', '/contents/:path{.+}', ['contents:read'], read),
  onRepository('PUT', '/contents/:path{.+}', ['contents:write'], write),
  onRepository('GET', '/git/ref/:ref{.+}', ['contents:read'], ({ world, repository, params }) => {
    if (repository.refs.size === 0) throw new Refused(409, 'Git Repository is empty.');
    const ref = `refs/${params.ref}`;
    const sha = repository.refs.get(ref);
    if (sha === undefined) throw notFound();
    return ok(refJson(world, repository, ref, sha));
  }),
  onRepository('GET', '/git/trees/:sha{.+}', ['contents:read'], tree),
  onRepository('POST', '/git/refs', ['contents:write'], ({ world, repository, actor, body }) => {
    const [ref, sha] = [required(body, 'ref', 'Reference'), required(body, 'sha', 'Reference')];
    const commit = repository.commits.get(sha);
    if (!ref.startsWith('refs/heads/') || !commit) throw invalid('Reference', commit ? 'ref' : 'sha');
    if (repository.refs.has(ref)) throw new Refused(422, 'Reference already exists');
    moveBranch(world, repository, actor, ref.slice('refs/heads/'.length), commit);
    return ok(refJson(world, repository, ref, sha), 201);
  }),
];
