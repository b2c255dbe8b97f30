/** `npm run receive <payload.json>`: one delivery of GitHub through the whole line on a stand-in, printed step by step. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { temporaryServer, variable } from '@countersign/postgres/temporary.ts';
import { openLine } from '../instruments/line.ts';
import { type Played, play, readTold, type Told } from './play.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { light: { type: 'boolean' } } });
const [file] = positionals;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

function leave(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const told = readFile(file ?? leave('Say which payload: npm run receive test/receive/payload/comment.json'));
const server = await temporaryServer();
process.env[variable] = server.url;
const options = { profile: values.light ? 'light' : 'standard' } as const;
try {
  const line = await openLine(options);
  try {
    print(await play(line, told, options));
  } finally {
    await line.close();
  }
} finally {
  await server.stop();
}

function readFile(path: string): Told {
  try {
    return readTold(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    return leave(error instanceof Error ? error.message : String(error));
  }
}

function print({ receive, translate, answers, record, project }: Played): void {
  step(
    'receive',
    `packages/github/receive/webhook.ts: ${receive.event} ${receive.guid}, answered ${receive.statusCode}`,
  );
  say(receive.response);
  step('translate', 'packages/github/translate/translate.ts');
  for (const one of translate) console.dir(one, { depth: null });
  step('decide', `packages/core/change: ${record.map(({ event }) => event.type).join(', ') || 'no event'}`);
  for (const answer of answers) say(answer);
  step('record', 'packages/core/record/run.ts');
  for (const { stream, version, actor, event } of record) {
    say(`${stream} ${version} by ${actor}`);
    console.dir(event, { depth: null });
  }
  step('project', 'packages/github/project/project.ts');
  for (const call of project) say(call);
}

function step(name: string, what: string): void {
  say(`\n${name.toUpperCase()}  ${what}`);
}
