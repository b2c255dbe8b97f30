/** `npm run bench`: what the line costs, each figure beside its reference or target in the same run. Never a timed test. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbedded } from '@countersign/postgres/embedded.ts';
import { temporaryServer, variable } from '@countersign/postgres/temporary.ts';
import { acknowledgement } from './acknowledgement.ts';
import { baselineCost } from './baseline.ts';
import { callsForEach } from './calls.ts';
import { coldStart } from './coldstart.ts';
import { heading } from './figure.ts';
import { forgeCost } from './forge.ts';
import { growth } from './growth.ts';
import { hostile } from './hostile.ts';
import { installSize } from './install.ts';
import { load } from './load.ts';
import { pageCost } from './page.ts';
import { registerCost } from './register.ts';
import { quietRounds } from './round.ts';
import { tellingCost } from './telling.ts';

const HELP = `npm run bench -- [--quick] [--only <part>]…

Prints what the line costs beside targets and references of the same run. Parts:
  acknowledgement   a webhook stored and answered, beside bare node:http + HMAC + one insert
  load              push to verdict, throughput, a burst, memory: 50 installations of 20 repositories
  coldstart         from the start of the process to the first verdict
  calls             calls to GitHub for each kind of event
  forge             the Jira app: its bundle, its start, what its handlers ask for, in Forge’s units and Jira’s points, beside 10,000 requests
  hostile           processor time of 64 KB of each hostile grammar
  growth            an event and the register's page as the register grows
  register          the register's pages, searches and files over 1,000 and 100,000 change requests
  page              the page of a request with a long history, and an act on it until the issue tells of it
  baseline          a baseline of 10,000 requirements: what is voted on, made, compared
  install           what npm ci --omit=dev puts on a disk
  telling           a minute in which nothing is due beside 10,000 deadlines, a morning of 2,000 digests, the sign-off page
  round             a round that finds nothing new, as the open requests grow
--quick takes smaller samples; its figures are rougher.`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(`${HELP}\n`);
  process.exit(0);
}
const { quick } = values;
const PARTS = [
  'acknowledgement',
  'load',
  'coldstart',
  'calls',
  'forge',
  'hostile',
  'growth',
  'register',
  'round',
  'page',
  'baseline',
  'install',
  'telling',
];
const unknown = values.only?.find((part) => !PARTS.includes(part));
if (unknown !== undefined) {
  process.stderr.write(`There is no part "${unknown}".\n\n${HELP}\n`);
  process.exit(2);
}
const asked = (part: string): boolean => values.only === undefined || values.only.includes(part);

heading();
const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
await chmod(folder, 0o711);
const database = await startEmbedded({ folder });
try {
  if (asked('acknowledgement')) await acknowledgement(database.url, quick ? 200 : 1000);
  if (asked('load')) await load(database, quick);
  if (asked('coldstart')) await coldStart(database.url, folder);
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
if (asked('forge')) await forgeCost(quick ? 1000 : 10_000);
if (asked('hostile')) hostile();
if (asked('install')) installSize();
if (['calls', 'growth', 'register', 'round', 'page', 'baseline', 'telling'].some(asked)) {
  const server = await temporaryServer();
  process.env[variable] = server.url;
  if (asked('calls')) await callsForEach();
  if (asked('growth')) await growth(quick ? 100_000 : 1_000_000);
  if (asked('register')) await registerCost(quick ? [1000, 20_000] : [1000, 100_000], quick ? 10 : 40);
  if (asked('round')) await quietRounds([10, 100, 1000, quick ? 20_000 : 100_000]);
  if (asked('page')) await pageCost(1000, quick ? 20 : 100);
  if (asked('baseline')) await baselineCost(quick ? 1000 : 10_000);
  if (asked('telling')) await tellingCost(10_000, quick ? 500 : 2000, quick ? 50 : 200);
  await server.stop();
}
