/** Shows that nothing is sent to where only this machine or its network can be reached, however it is written (quality.md, security). */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { faultOf, isPublic, postOutside, postThrough, Unreachable } from './outgoing.ts';

const PRIVATE = [
  ...['127.0.0.1', '127.1.2.3', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...['169.254.169.254', '100.64.0.1', '192.0.0.192', '224.0.0.1', '255.255.255.255', '198.18.0.1', '203.0.113.9'],
  ...['::', '::1', 'fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1'],
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::'],
  ...['::7f00:1', 'fec0::1', '64:ff9b:1::7f00:1', '100:0:0:1::1', '4000::1', '5f00::1', 'fe00::1', '3fff::1'],
];

test.each(PRIVATE)('%s is no public address', (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(['1.1.1.1', '140.82.121.4', '2606:4700:4700::1111', '::ffff:1.1.1.1'])('%s is one', (address) => {
  expect(isPublic(address)).toBe(true);
});

/** The same addresses as browsers and resolvers read them: in octal, in hexadecimal, as one number, with a part left out. */
test.each([
  ...['https://127.0.0.1/x', 'https://127.1/', 'https://0x7f.1/', 'https://2130706433/', 'https://0177.0.0.1/'],
  ...['https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://169.254.169.254/latest/', 'https://１２７.0.0.1/'],
  ...['http://hooks.slack.com/services/x', 'ftp://example.com', 'file:///etc/passwd', 'javascript:alert(1)', '', 'x'],
  ...['https://name:word@example.com/', 'https://name@example.com/'],
])('%s is refused before anything is looked up', async (url) => {
  expect(faultOf(url)).toMatch(/\S/);
  await expect(postOutside({ url, headers: {}, body: '{}' })).rejects.toBeInstanceOf(Unreachable);
});

test('a name that leads to this machine is refused when it is connected to', async () => {
  expect(faultOf('https://localhost/hook')).toBeUndefined();
  await expect(postOutside({ url: 'https://localhost/hook', headers: {}, body: '{}' })).rejects.toBeInstanceOf(
    Unreachable,
  );
});

test('sends the body as it is, follows nobody elsewhere, and reads only so much of an answer', async () => {
  const seen: string[] = [];
  const server = createServer((asked, answer) => {
    let body = '';
    asked.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    asked.on('end', () => {
      seen.push(`${asked.method} ${asked.url} ${asked.headers['content-type']} ${asked.headers['x-mine']} ${body}`);
      if (asked.url === '/moved') return answer.writeHead(302, { location: '/elsewhere' }).end();
      if (asked.url === '/busy') return answer.writeHead(429, { 'retry-after': '7' }).end('slow');
      return answer.writeHead(200).end('y'.repeat(3_000_000));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = postThrough(request, () => {});
  const posting = (path: string) => ({ url: `${at}${path}`, headers: { 'x-mine': 'yes' }, body: '{"变更":1}' });
  try {
    expect(await post(posting('/moved'))).toMatchObject({ status: 302 });
    expect(await post(posting('/busy'))).toEqual({ status: 429, body: 'slow', retryAfterMs: 7000 });
    const { status, body } = await post(posting('/much'));
    expect([status, body.length]).toEqual([200, 16_384]);
    expect(seen).toEqual(
      ['/moved', '/busy', '/much'].map((path) => `POST ${path} application/json; charset=utf-8 yes {"变更":1}`),
    );
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
