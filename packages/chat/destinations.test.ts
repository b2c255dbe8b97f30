/** Shows how an operator's variables are read, and that no sentence about them holds a token. */
import { expect, test } from 'vitest';
import { channelsOf, configured, isChannelVariable } from './destinations.ts';

const WECOM = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=tokentoken';

test('a robot is known by its address, everything else is a webhook', () => {
  const { destinations, problems } = configured({
    CHANNEL_TEAM_A: WECOM,
    CHANNEL_ARCHIVE: 'https://example.com/hook',
    CHANNEL_ARCHIVE_SECRET: `whsec_${'A'.repeat(44)}`,
    CHANNEL_EMPTY: '',
    PATH: '/bin',
  });
  expect(problems).toEqual([]);
  expect([...channelsOf(destinations, Date.now).keys()]).toEqual(['archive', 'team-a']);
});

test.each([
  [{ CHANNEL_a: WECOM }, 'CHANNEL_a', 'name'],
  [{ CHANNEL_: WECOM }, 'CHANNEL_', 'name'],
  [{ CHANNEL_A: 'http://qyapi.weixin.qq.com/tokentoken' }, 'CHANNEL_A', 'no-https'],
  [{ CHANNEL_A: 'https://10.0.0.1/tokentoken' }, 'CHANNEL_A', 'private'],
  [{ CHANNEL_A: 'https://tokentoken@example.com/' }, 'CHANNEL_A', 'name-in-address'],
  [{ CHANNEL_A: 'tokentoken' }, 'CHANNEL_A', 'no-address'],
  [{ CHANNEL_A_SECRET: 'tokentoken' }, 'CHANNEL_A', 'missing'],
  [{ CHANNEL_A: 'https://example.com/tokentoken' }, 'CHANNEL_A_SECRET', 'unsigned'],
  [{ CHANNEL_A: 'https://example.com/', CHANNEL_A_SECRET: 'tokentoken' }, 'CHANNEL_A_SECRET', 'secret'],
])('%j is said to be wrong, without the token', (environment, variable, wrong) => {
  const { destinations, problems } = configured(environment);
  expect(problems).toEqual([{ variable, wrong }]);
  expect(destinations.size).toBe(0);
});

test('what holds a token is known by its name', () => {
  expect(['CHANNEL_A', 'CHANNEL_TEAM_A_SECRET', 'CHANNELS', 'PORT'].filter(isChannelVariable)).toEqual([
    'CHANNEL_A',
    'CHANNEL_TEAM_A_SECRET',
  ]);
});
