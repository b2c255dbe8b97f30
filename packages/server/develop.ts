/** `npm run dev`: the server of `npm start`, started anew by Node whenever a file changes that it has loaded. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

// A terminal tells Ctrl+C to every process of its group, and Node's watcher tells it to the server once more: the server would take that
// for a second signal and leave its database behind. So the watcher stands in a group of its own, and is told from here.
const watcher = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', ...process.execArgv, 'packages/server/start.ts', ...process.argv.slice(2)],
  { stdio: 'inherit', detached: true },
);
// A terminal that is closed says SIGHUP, which the watcher would not hand on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => void watcher.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
watcher.once('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
