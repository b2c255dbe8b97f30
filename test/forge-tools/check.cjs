/**
 * Holds the Jira app to Atlassian's own tools, without an account or a network: their validator and linters judge the manifest and the
 * sources, their bundler makes what `forge deploy` would upload, every handler is found in its bundle, and every panel is started. The stories of
 * Jira then run against it. Atlassian's description of Jira is read for the scopes of calls where `JIRA_OPENAPI` names it.
 * CommonJS, because the bundler looks for the program's main module, which an ES module is not.
 */
const { spawnSync } = require('node:child_process');
const { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const { performance } = require('node:perf_hooks');
const { startPanel } = require('./panel.cjs');

const root = join(__dirname, '../..');
const dist = join(__dirname, 'dist');
/** What the stories of Jira are; each of them opens the bundle through test/instruments/forge.ts. */

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
process.env.TMPDIR = dist;
process.chdir(root);
/** Those that run the app out of its bundle. */
const STORIES = readdirSync('test/stories')
  .map((name) => `test/stories/${name}`)
  .filter((file) => readFileSync(file, 'utf8').includes('instruments/forge.ts'));
describeApis();

const { ConfigFile, FileSystemReader, FileSystemWriter } = require('@forge/cli-shared');
const { getEntryPoints, getNodeBundler, NativeUIBundler } = require('@forge/bundler');
const { lint, problemCount, reportLintResults } = require('@forge/lint');

const logger = { debug() {}, trace() {}, info: console.log, warn: console.warn, error: console.error };
const config = new ConfigFile(new FileSystemReader(), new FileSystemWriter());
const failed = [];

main();

async function main() {
  await step('lint', async () => {
    const sources = readdirSync('packages/jira', { recursive: true })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|\.d\.ts$/.test(name))
      .map((name) => `packages/jira/${name}`);
    // Atlassian's switches for rules that are not out yet: none is on.
    const switches = { checkGate: async () => false, getDeprecatedRuntimes: async () => [] };
    const none = new Proxy(switches, { get: (known, name) => known[name] ?? (async () => false) });
    const files = ['src/index.ts', ...sources];
    const results = await lint(files, await config.readConfig(), 'production', logger, none, {
      linter: { mode: 'client-side' },
    });
    reportLintResults(logger, results);
    const { errors, warnings } = problemCount(results);
    if (errors + warnings > 0) throw new Error(`${errors} errors, ${warnings} warnings`);
    return `${files.length} files, nothing found`;
  });

  const bundle = await step('bundle of the handlers', async () => {
    // The wrapper that starts a handler at Atlassian is loaded from there at a deploy; nothing of ours is in it.
    const wrapper = async () => ({ script: '', source: '', version: 'local' });
    const provider = { getNodeRuntimeWrapper: wrapper, getNodeRuntimeLoader: wrapper };
    const entryPoints = getEntryPoints(await config.getAppHandlers());
    const made = await getNodeBundler(logger, provider, config).bundle({ appDirectory: root, entryPoints });
    const file = join(made.outputDir, 'index.cjs');
    const before = performance.now();
    const exported = Object.keys(require(file));
    const loaded = performance.now() - before;
    for (const { handler } of (await config.readConfig()).modules.function)
      if (!exported.includes(handler.split('.')[1])) throw new Error(`${handler} is not in the bundle`);
    console.log(
      `  ${file}: ${size(made.outputDir, '.cjs')}, loaded in ${loaded.toFixed(0)} ms, ${exported.length} handlers`,
    );
    return file;
  });

  await step('bundles of the panels', async () => {
    const resources = await config.getResources(['nativeUI']);
    const { nativeUiBundlesDetails } = await new NativeUIBundler(logger).bundleResources(resources);
    const modules = Object.values((await config.readConfig()).modules).flat();
    for (const { key, path } of nativeUiBundlesDetails) {
      const asks = modules.some((one) => one.resource === key && one.resolver);
      const { invoked, drawn } = await startPanel(join(path, `${key}.js`), asks);
      if (asks && invoked.length === 0) throw new Error(`${key} asks nothing of its resolver`);
      if (drawn === 0) throw new Error(`${key} draws nothing`);
      console.log(`  ${key}: ${size(path, '.js')}, asks ${invoked.join(', ') || 'nothing'}`);
    }
    return `${nativeUiBundlesDetails.length} panels start`;
  });

  if (bundle)
    await step('stories against the bundle', async () => {
      if (STORIES.length === 0) throw new Error('there are none');
      const run = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...STORIES], {
        env: { ...process.env, FORGE_BUNDLE: bundle, TMPDIR: '' },
        stdio: 'inherit',
      });
      if (run.status !== 0) throw new Error('they fail');
      return 'they pass';
    });

  console.log(`forge: failed: ${failed.join(', ') || 'nothing'}`);
  process.exit(failed.length === 0 ? 0 : 1);
}

async function step(name, work) {
  console.log(`forge: ${name}`);
  try {
    const said = await work();
    console.log(`  ${basename(said)}`);
    return said;
  } catch (error) {
    failed.push(name);
    console.error(`  ${name}: ${error.message}`);
    return undefined;
  }
}

function size(folder, ending) {
  const bytes = readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

/** The linters look up which scopes a call needs; without a file they would ask Atlassian's server. */
function describeApis() {
  const none = join(dist, 'none.json');
  writeFileSync(none, '{"paths":{}}');
  for (const name of ['CONF', 'CONF_V2', 'JSM', 'JSW', 'BB', 'JIRA']) process.env[`LOCAL_${name}_SWAGGER`] = none;
  if (process.env.JIRA_OPENAPI) process.env.LOCAL_JIRA_SWAGGER = process.env.JIRA_OPENAPI;
  process.env.USE_LOCAL_SWAGGER = '1';
}
