/** Unpacks the Chromium that comes from npm, with its libraries and our fonts, so that no system browser is needed. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
/** Folders of `@expo-google-fonts/*`: Chinese, code, and the signs of a tracker (✔ ✘ ⏳). Latin (Open Sans) comes with Chromium. */
const fonts = [
  ...['400Regular', '500Medium', '600SemiBold', '700Bold'].map((weight) => `noto-sans-sc/${weight}`),
  'noto-sans-mono/400Regular',
  'noto-sans-symbols-2/400Regular',
  'noto-emoji/400Regular',
];

/** What a launch needs: the program, and the environment under which it finds its libraries and fonts. */
export type Installed = { program: string; env: Record<string, string> };

/**
 * Unpacks once for each user, machine and version (about 3 s and 210 MB below the temporary folder), and finds it there afterwards.
 * The package's own place, one folder for all users, would shut a plain user out after root.
 * Where npm has no Chromium (not Linux on x64), `COUNTERSIGN_BROWSER` names the program instead.
 * @throws Error with the remedy in a sentence
 */
export async function installedBrowser(): Promise<Installed> {
  const named = process.env.COUNTERSIGN_BROWSER;
  if (named) return { program: named, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The Chromium from npm is for Linux on x64. Set COUNTERSIGN_BROWSER to the path of a Chromium.');
  }
  const pack = dirname(dirname(require.resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(await readFile(join(pack, 'package.json'), 'utf8'));
  const home = join(tmpdir(), `countersign-chromium-${version}-${process.getuid?.()}`);
  if (!(await exists(home))) await unpack(home);
  const program = join(home, 'chromium');
  return {
    program,
    env: {
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
      FONTCONFIG_FILE: await writeFontconfig(home),
      FONTCONFIG_PATH: home,
      XDG_CACHE_HOME: join(home, 'cache'),
      HOME: home,
    },
  };
}

/** Two workers may arrive at once: each unpacks beside the place, the first to rename wins. */
async function unpack(home: string): Promise<void> {
  const scratch = await mkdtemp(`${home}-`);
  // The package unpacks its libraries only where it thinks it is on Lambda, and always below TMPDIR: hence its own process.
  await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', "await (await import('@sparticuz/chromium')).default.executablePath();"],
    {
      cwd: dirname(require.resolve('@sparticuz/chromium')),
      env: { ...process.env, TMPDIR: scratch, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    },
  );
  await mkdir(join(scratch, 'cache'));
  try {
    await rename(scratch, home);
  } catch (problem) {
    await rm(scratch, { recursive: true, force: true });
    if (!(await exists(home))) throw problem;
  }
}

/**
 * Only our fonts, so that a screenshot looks the same on every machine. They stay in node_modules; the configuration is named after
 * its content, because clones share the place.
 */
async function writeFontconfig(home: string): Promise<string> {
  const folders = fonts.map((font) => join(modules, '@expo-google-fonts', font));
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  ${[join(home, 'fonts'), ...folders].map((folder) => `<dir>${folder}</dir>`).join('\n  ')}
  <cachedir>${join(home, 'cache')}</cachedir>
  ${prefer(['sans-serif', 'system-ui', 'serif', 'Arial', 'Helvetica'], ['Open Sans', ...fallback])}
  ${prefer(['monospace', 'Menlo', 'Consolas'], ['Noto Sans Mono', ...fallback])}
</fontconfig>
`;
  const file = join(home, `fonts-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.conf`);
  if (!(await exists(file))) await writeFile(file, text);
  return file;
}

const fallback = ['Noto Sans SC', 'Noto Sans Symbols 2', 'Noto Emoji'];

function prefer(asked: string[], given: string[]): string {
  const families = given.map((family) => `<family>${family}</family>`).join('');
  return asked
    .map((family) => `<alias binding="same"><family>${family}</family><prefer>${families}</prefer></alias>`)
    .join('\n  ');
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
