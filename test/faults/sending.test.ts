import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ASSESSMENT, openLine } from '../instruments/line.ts';
import { openPostbox } from '../instruments/postbox.ts';
import { SOON } from '../instruments/soon.ts';
import { mailOfRole, reachable } from '../instruments/told.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
const VOTERS = ['project-manager', 'technical-expert', 'customer'] as const;

test('9: a server that is killed while a mail server has its letter loses none; what is sent again is the same letter', async () => {
  const postbox = await openPostbox();
  onTestFinished(() => postbox.close());
  const line = await openLine();
  onTestFinished(() => line.close());
  await reachable(line, VOTERS);
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();

  let child: ChildProcess | undefined;
  const start = (): ChildProcess => {
    const options = { ...line.plain, reconcileMs: 3_600_000 };
    return spawn(process.execPath, [CHILD], {
      env: {
        ...process.env,
        SERVER_OPTIONS: JSON.stringify(options),
        ...{ SMTP_URL: postbox.url, MAIL_FROM: 'Countersign <countersign@example.com>' },
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  };
  onTestFinished(() => void child?.kill('SIGKILL'));
  // The first letter that arrives is the last that this process sends: it never hears that it was taken.
  postbox.answer((_, at) => {
    if (at === 'data' && child?.killed === false) child.kill('SIGKILL');
    return undefined;
  });
  child = start();
  await once(child, 'exit');
  await vi.waitUntil(() => postbox.arrived.length > 0, SOON);
  postbox.answer(() => undefined);
  child = start();
  const letters = new Set<string>();
  for (const role of VOTERS) {
    await postbox.to(mailOfRole(role));
    const ids = new Set(
      postbox.arrived.filter(({ to }) => to.includes(mailOfRole(role))).map((one) => one.mail.messageId),
    );
    // Nobody is told twice: however often one arrived, it is one letter.
    expect(ids.size).toBe(1);
    for (const id of ids) letters.add(String(id));
  }
  expect(letters.size).toBe(VOTERS.length);
  child.kill('SIGTERM');
  await once(child, 'exit');
});
