/** Shows what the pages of a board say, and that its due dates are a calendar that programs can read. */
import { LOCALES } from '@countersign/core/text/locale.ts';
import { expect, test } from 'vitest';
import { fixturePages } from '../../test/browser/pages.ts';

const get = async (path: string) => {
  const answer = await fixturePages().request(path);
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: await answer.text() };
};

test.each(LOCALES)(
  'the agenda has each thing that waits with its seats, and says when nothing does (%s)',
  async (locale) => {
    const { status, body } = await get(`/r/acme/shop/agenda?lang=${locale}`);
    expect(status).toBe(200);
    expect(body).toContain('href="/c/acme/shop/review"');
    expect(body).toContain('class="seat-name"');
    const empty = await get(`/r/acme/empty/agenda?lang=${locale}`);
    expect(empty.body).toContain('class="empty"');
    expect((await get(`/r/acme/elsewhere/agenda?lang=${locale}`)).status).toBe(404);
  },
);

test('its due dates are events whose ids stay the same, and whatever people wrote breaks none of their lines', async () => {
  const { type, body } = await get('/r/acme/shop/agenda.ics');
  expect(type).toContain('text/calendar');
  const lines = body.replaceAll('\r\n ', '').split('\r\n');
  expect(lines[0]).toBe('BEGIN:VCALENDAR');
  const ids = lines.filter((line) => line.startsWith('UID:'));
  expect(ids.length).toBeGreaterThan(0);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('UID:vote-review@shop.countersign');
  for (const line of lines) expect(line).toMatch(/^$|^[A-Z-]+[;:]/);
  expect(lines.filter((line) => line.startsWith('DTSTART'))).toHaveLength(ids.length);
  const again = await get('/r/acme/shop/agenda.ics');
  expect(again.body).toBe(body);
});

test.each(LOCALES)(
  'minutes are of the days that were asked for, and a day that is none is said to be none (%s)',
  async (locale) => {
    const { status, body } = await get(`/r/acme/shop/minutes?from=2026-11-01&to=2026-12-31&lang=${locale}`);
    expect(status).toBe(200);
    expect(body).toContain('class="minute"');
    for (const query of ['from=2026-13-01&to=2026-12-31', 'from=2026-12-02&to=2026-12-01', 'from=x', 'to=2026-12-01']) {
      const wrong = await get(`/r/acme/shop/minutes?${query}&lang=${locale}`);
      expect([query, wrong.status]).toEqual([query, 400]);
      expect(wrong.body).toContain('role="alert"');
    }
  },
);
