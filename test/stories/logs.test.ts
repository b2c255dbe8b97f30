/** What people write stands in no line of the log, at the level that says most (`quality`: a log never holds a payload). */
import { createHmac, randomUUID } from 'node:crypto';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { type Line, openLine, SECRET } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

/** Written in every place, and found nowhere. */
const WORD = 'xylophonequartz';

let line: Line;
afterEach(() => line.close());

function send(event: string, body: string, guid: string = randomUUID()): Promise<Response> {
  return fetch(`${line.server.address}${line.server.webhookPath}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': guid,
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    },
    body,
  });
}

test('8: a log holds nothing of what people write: not of what is handled, refused at the door, or given up', async () => {
  const logged: string[] = [];
  line = await openLine({ log: (text) => void logged.push(text) });
  const number = line.file({ after: `The ${WORD} is exported.`, motive: WORD }, `Export the ${WORD}`);
  await line.settled();
  for (const text of [`/submit ${WORD}`, `/aprove ${WORD}`, `/concern ${WORD}`, `Who pays for the ${WORD}?`, '/submit'])
    line.as('requester').comment(number, text);
  line.as('developer').push(WORD, `Add ${WORD}`, { [`src/${WORD}.ts`]: WORD }, 'main');
  line.as('developer').openPull({ title: WORD, body: `${WORD}\n\nChange: #${number}`, head: WORD, base: 'main' });
  await line.settled();
  expect(line.comments(number).join()).toContain(WORD);

  expect((await send('issues', `{"title": "${WORD}`)).status).toBe(400);
  expect((await send('issues', JSON.stringify({ title: `${WORD}\0` }))).status).toBe(400);
  expect((await send(WORD, JSON.stringify({ [WORD]: WORD }))).status).toBe(202);
  const { repository, organization, installation } = line.seeded;
  const payload = {
    action: 'edited',
    repository: { node_id: nodeId('R', repository.id), owner: { id: organization.id } },
    installation: { id: installation.id },
    issue: { number, title: WORD, body: WORD, node_id: WORD },
  };
  // It lacks what GitHub promises, so that nobody will ever be able to handle it.
  const guid = randomUUID();
  expect((await send('issues', JSON.stringify(payload), guid)).status).toBe(202);
  await vi.waitFor(async () => expect((await line.server.inbox.find(guid))?.outcome).toBe('parked'), SOON);
  await line.settled();

  expect(logged.length).toBeGreaterThan(0);
  expect(logged.filter((one) => one.toLowerCase().includes(WORD))).toEqual([]);
}, 600_000);
