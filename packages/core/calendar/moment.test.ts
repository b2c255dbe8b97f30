import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { dayBegins, isAmbiguousZone, readMoment } from './moment.ts';
import '../../../test/instruments/seed.ts';

const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Riyadh',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Apia',
] as const;

/** What the clocks of a zone show at an instant, by the runtime's own data. */
function shown(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(at));
  return parts.replace(' ', 'T');
}

test.each([
  ['2026-12-24', 'Asia/Shanghai', '2026-12-23T16:00:00.000Z', '2026-12-24T16:00:00.000Z'],
  ['2026-12-24T18:00', 'Asia/Shanghai', '2026-12-24T10:00:00.000Z', '2026-12-24T10:00:00.000Z'],
  ['2026-12-24 18:00', 'Asia/Shanghai', '2026-12-24T10:00:00.000Z', '2026-12-24T10:00:00.000Z'],
  ['2026-12-24 18:00:30', 'UTC', '2026-12-24T18:00:30.000Z', '2026-12-24T18:00:30.000Z'],
  ['2026-12-24 24:00', 'UTC', '2026-12-25T00:00:00.000Z', '2026-12-25T00:00:00.000Z'],
  ['2026-12-24T18:00+08:00', 'America/New_York', '2026-12-24T10:00:00.000Z', '2026-12-24T10:00:00.000Z'],
  ['2026-12-24T18:00Z', 'America/New_York', '2026-12-24T18:00:00.000Z', '2026-12-24T18:00:00.000Z'],
  ['2026-12-24 18:00 UTC', 'America/New_York', '2026-12-24T18:00:00.000Z', '2026-12-24T18:00:00.000Z'],
  ['2026-12-24 18:00 UTC+8', 'America/New_York', '2026-12-24T10:00:00.000Z', '2026-12-24T10:00:00.000Z'],
  ['2026-12-24 18:00 GMT-0330', 'UTC', '2026-12-24T21:30:00.000Z', '2026-12-24T21:30:00.000Z'],
  ['2026-12-24 18:00 Asia/Shanghai', 'UTC', '2026-12-24T10:00:00.000Z', '2026-12-24T10:00:00.000Z'],
  ['２０２６-１２-２４ １８：００', 'UTC', '2026-12-24T18:00:00.000Z', '2026-12-24T18:00:00.000Z'],
  // What the clock never shows, and what it shows twice: the span is the longer.
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
  // Midnight is skipped in Cairo's spring; Havana has it twice in autumn.
  ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z'],
  ['2026-04-23', 'Africa/Cairo', '2026-04-22T22:00:00.000Z', '2026-04-23T22:00:00.000Z'],
  ['2026-10-31', 'America/Havana', '2026-10-31T04:00:00.000Z', '2026-11-01T04:00:00.000Z'],
  // Put back at one minute past midnight, it is the day before again.
  ['2010-11-06', 'America/St_Johns', '2010-11-06T02:30:00.000Z', '2010-11-07T03:30:00.000Z'],
  ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
])('6.1: %s in %s begins at %s and ends at %s', (written, zone, begin, end) => {
  expect(readMoment(written, zone, 'begin')).toEqual({ ok: true, at: begin });
  expect(readMoment(written, zone, 'end')).toEqual({ ok: true, at: end });
});

test.each(['CST', 'IST', 'BST', 'EST', 'PST', 'EDT', 'AST', 'MST', 'SST', 'AEST', 'cst', 'CDT', 'ACT'])(
  '6.1: %s is the time of several places, and is not guessed',
  (zone) => {
    for (const written of [`2026-12-24 18:00 ${zone}`, `2026-12-24T18:00${zone}`, `2026-12-24 ${zone}`])
      expect(readMoment(written, 'Asia/Shanghai', 'begin')).toEqual({ ok: false, problem: 'ambiguous-zone', zone });
    expect(isAmbiguousZone(zone)).toBe(true);
  },
);

test.each(['UTC', 'GMT', 'CET', 'PRC', 'Egypt', 'Asia/Shanghai', 'EST5EDT', 'Etc/GMT+8', 'Zulu', 'NZ'])(
  'the zone %s is one',
  (zone) => {
    expect(isAmbiguousZone(zone)).toBe(false);
  },
);

test.each([
  '',
  'soon',
  '2026-02-30',
  '2026-13-01',
  '2026-12-24 25:00',
  '2026-12-24 24:01',
  '2026-12-24 18:61',
  '2026-12-24 6 pm',
  '2026-12-24 06:00 pm',
  '2026-12-24 18:00 noon',
  '2026-12-24 18:00 +25:00',
  '2026-12-24 18:00 Asia/Peking',
  '24.12.2026',
  '12/24/2026',
  '2026-12-24T',
  '-002026-12-24',
])('%j is no instant', (written) => {
  expect(readMoment(written, 'UTC', 'begin')).toEqual({ ok: false, problem: 'bad-date' });
});

const day = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
/** Days about which clocks change are drawn more often. */
const turning = fc.constantFrom(
  '2026-10-31',
  '2026-11-01',
  '2026-04-24',
  '2026-03-29',
  '2026-10-25',
  '2017-10-15',
  '2018-02-17',
);
const anyDay = fc.oneof(day, turning);
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

test('2.5, 6.1: whatever the zone, a day begins and ends when the clocks there say so', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), anyDay, fc.integer({ min: -40, max: 40 }), (zone, date, hours) => {
      const begin = readMoment(date, zone, 'begin');
      const end = readMoment(date, zone, 'end');
      if (!begin.ok || !end.ok) throw new Error(`${date} was not read`);
      expect(dayBegins(date, zone)).toBe(begin.at);
      const now = new Date(Date.parse(begin.at) + hours * 3_600_000).toISOString();
      const isThere = shown(now, zone).slice(0, 10);
      // By the clocks on the wall, and by the instants: the same.
      expect(now >= begin.at).toBe(isThere >= date);
      expect(now < end.at).toBe(isThere <= date);
    }),
    { numRuns: 500 },
  );
});

test('6.1: a time that a clock shows is the instant at which it shows it; one that it shows twice is both, one that it never shows is between', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), anyDay, clock, (zone, date, time) => {
      const begin = readMoment(`${date} ${time}`, zone, 'begin');
      const end = readMoment(`${date}T${time}`, zone, 'end');
      if (!begin.ok || !end.ok) throw new Error(`${date} ${time} was not read`);
      expect(begin.at <= end.at).toBe(true);
      const wall = `${date}T${time}:00`;
      if (shown(begin.at, zone) === wall) expect(shown(end.at, zone)).toBe(wall);
      else {
        expect(shown(begin.at, zone) < wall).toBe(true);
        expect(shown(end.at, zone) > wall).toBe(true);
      }
      const exact = Temporal.Instant.from(`${wall}+08:00`).epochMilliseconds;
      expect(readMoment(`${wall}+08:00`, zone, 'begin')).toEqual({ ok: true, at: new Date(exact).toISOString() });
    }),
    { numRuns: 500 },
  );
});
