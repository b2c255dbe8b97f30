/** Shows that advice leads somewhere: what a text tells somebody to do now, the core takes from them now (`rules.md 1`). */
import { expect, test } from 'vitest';
import { EVERYBODY, everyLife, plausible, refusalOf } from '../../../test/instruments/lives.ts';
import { inReview, opened, person, REQUEST, type Scenario, scenario } from '../../../test/instruments/scenario.ts';
import { rowOf, TYPED_ACTS, type Typed } from '../change/acts.ts';
import { refusalRow } from '../change/refusal.ts';
import { changeGate } from '../gate/change.ts';
import { leaf } from '../gate/verdict.ts';
import { LOCALES, type Locale } from '../text/locale.ts';
import { readComment } from '../typed/read.ts';
import { helpFor } from './help.ts';
import { refusalView } from './refusal.ts';
import { type Edge, PLAIN, type Sentence, speaker, type Value } from './sentence.ts';
import { statusView } from './status.ts';
import { verdictLines } from './verdict.ts';

const EDGE: Edge = { ...PLAIN, code: (text) => `\`${text}\`` };
const inLanguage = (locale: Locale) => speaker({ locale, timeZone: 'Asia/Shanghai', year: '2026' }, EDGE);
const SAY = { en: inLanguage('en'), 'zh-CN': inLanguage('zh-CN') } as const;
const PEOPLE = new Map(EVERYBODY.map((name) => [name as string, person(name)]));

const READ = new Map<string, readonly Typed[]>();

/** The kinds of commands that a text has people type; the lives say the same texts over and over, and each is read once. */
function advised(text: string, locale: Locale): readonly Typed[] {
  const key = `${locale} ${text}`;
  const read = READ.get(key) ?? readAdvice(text, locale);
  READ.set(key, read);
  return read;
}

function readAdvice(text: string, locale: Locale): readonly Typed[] {
  const facts = { people: PEOPLE, locale, currency: 'CNY' };
  return [...text.matchAll(/`(\/[^`]+)`/g)].flatMap(([, code = '']): readonly Typed[] => {
    // A command that is named without what it takes is completed by whoever types it.
    const said = [
      code,
      `${code} x`,
      `${code} #21`,
      `${code} 1 x`,
      `${code} @mei`,
      `${code} 4d CNY 1`,
      `${code} minor x`,
      `${code} ratified x`,
    ].flatMap((one) => readComment(one, facts));
    const [read] = said.filter(({ kind }) => kind === 'command' || kind === 'ask');
    if (read?.kind === 'ask') return [];
    if (read?.kind === 'command') return [actTypeOf(read.command.type)];
    const word = /^\/(\S+)/.exec(code)?.[1] ?? '';
    const known: Readonly<Record<string, Typed>> = {
      plan: 'plan',
      计划: 'plan',
      alternative: 'alternatives',
      备选方案: 'alternatives',
      assess: 'assess',
      评估: 'assess',
    };
    const type = known[word];
    expect(type, `${code} is read as no command`).toBeDefined();
    return type ? [type] : [];
  });
}

function actTypeOf(type: string): Typed {
  const found = TYPED_ACTS.find((one) => one === type);
  if (!found) throw new Error(`nobody types ${type}`);
  return found;
}

/** What a refusal says of the moment or the person, rather than of the words of the command. */
const NOT_NOW = ['stage', 'authority', 'nothing-there'];

function takes(play: Scenario, name: string, type: Typed): boolean {
  return plausible(type, play.state()).some((command) => {
    const refusal = refusalOf(play, name, command);
    return !refusal || !NOT_NOW.includes(refusalRow(refusal.code).kind);
  });
}

/** Who is asked by name: those whom the edge may call. */
function calledIn(value: Value | undefined): readonly string[] {
  if (typeof value !== 'object') return [];
  if ('person' in value) return value.calls ? [value.person.name] : [];
  if ('list' in value) return value.list.flatMap(calledIn);
  return 'id' in value ? Object.values(value.values).flatMap(calledIn) : [];
}

const whomOf = ({ id, values }: Sentence): readonly string[] =>
  calledIn(id === 'status.next.concern' ? values.by : values.people);

for (const profile of ['standard', 'light'] as const) {
  test(`1 (${profile}): whoever a next step asks by name may do it now, and of what nobody is asked somebody may`, () => {
    everyLife(profile, (play) => {
      const { next } = statusView(play.state(), play.situation('stranger'), play.happened);
      for (const step of next)
        for (const locale of LOCALES) {
          const text = SAY[locale](step);
          const asked = whomOf(step);
          for (const type of advised(text, locale)) {
            if (step.id === 'status.next.ratify' && type === 'ratify') continue;
            if (step.id === 'status.next.triage' && type === 'need-info' && asked.length === 0) continue;
            for (const name of asked) expect([text, name, takes(play, name, type)]).toEqual([text, name, true]);
            if (asked.length === 0)
              expect([text, EVERYBODY.some((name) => takes(play, name, type))]).toEqual([text, true]);
          }
        }
    });
  });

  test(`6.1 (${profile}): what would open the gate is a command that somebody may give now`, () => {
    everyLife(profile, (play) => {
      const lines = verdictLines(changeGate(play.state(), 'merge', play.situation('stranger')));
      for (const { remedy } of lines) {
        if (!remedy) continue;
        for (const locale of LOCALES) {
          const text = SAY[locale](remedy);
          for (const type of advised(text, locale))
            expect([text, EVERYBODY.some((name) => takes(play, name, type))]).toEqual([text, true]);
        }
      }
    });
  });

  test(`1 (${profile}): each line of the help says whose command it is, and they may give it now`, () => {
    everyLife(
      profile,
      (play) => {
        const { policy, authority } = play.situation('stranger');
        for (const line of helpFor(play.state(), { policy, authority })) {
          const text = SAY.en(line);
          const [type] = advised(text, 'en');
          if (!type) continue;
          const isEverybodys = rowOf(type).who === 'anyone';
          expect([text, line.id === 'status.help.by']).toEqual([text, !isEverybodys]);
        }
      },
      8,
    );
  });

  test(`3.4 (${profile}): a refusal sends nobody to what is refused for its moment, too`, () => {
    everyLife(
      profile,
      (play) => {
        const state = play.state();
        const asked = new Map<Typed, boolean>();
        const isTaken = (type: Typed): boolean => {
          const known = asked.get(type) ?? EVERYBODY.some((one) => takes(play, one, type));
          asked.set(type, known);
          return known;
        };
        for (const name of ['mei', 'carla', 'chair', 'stranger'])
          for (const type of TYPED_ACTS)
            for (const command of plausible(type, state).slice(0, 2)) {
              const refusal = refusalOf(play, name, command);
              if (!refusal) continue;
              const { remedy } = refusalView(refusal);
              for (const said of advised(SAY.en(remedy), 'en')) {
                // What is to be said anew with what was missing is the very command.
                if (said === command.type) continue;
                expect([refusal.code, said, isTaken(said)]).toEqual([refusal.code, said, true]);
              }
            }
      },
      2,
    );
  });
}

test('4.3: an edit of what is approved has the review asked for first, and only then its voters', () => {
  const play = inReview();
  for (const [name, seat] of [
    ['mei', 'project-manager'],
    ['arch', 'technical-expert'],
    ['carla', 'customer'],
  ] as const)
    if (!refusalOf(play, name, { type: 'vote', verdict: 'approve', seat, authenticated: 'comment' }))
      play.when(name, { type: 'vote', verdict: 'approve', seat, authenticated: 'comment' });
  play.when('carla', { type: 'write', request: { ...REQUEST, title: 'Another wish' } });
  play.when('carla', { type: 'reconsider' });
  const view = () => statusView(play.state(), play.situation('stranger'), play.happened);
  expect(play.state().stage).toBe('assessing');
  const again = () => view().seats.flatMap((row) => (row.again ? [SAY.en(row.again)] : []));
  expect(new Set(again())).toEqual(new Set(['to vote anew once the board reviews it again']));
  play.when('mei', { type: 'review' });
  expect(new Set(again())).toEqual(new Set(['asked again']));
});

test('4.4: where the policy cannot be used nobody is sent to a command', () => {
  const play = scenario();
  play.when('carla', opened());
  const situation = { ...play.situation('stranger'), noPolicy: leaf(false, 'policy-broken', { problems: ['line 3'] }) };
  const { next } = statusView(play.state(), situation, play.happened);
  for (const locale of LOCALES) expect(next.map(SAY[locale]).join(' ')).not.toMatch(/`\//);
  const lines = verdictLines(changeGate(play.state(), 'merge', situation));
  expect(lines.map(({ sentence }) => sentence.id)).toEqual(['gate.change', 'gate.policy-broken']);
});

test.each([
  ['withdrawn', 'carla', { type: 'withdraw', reason: 'no longer needed' }],
  ['superseded', 'mei', { type: 'supersede', successor: '#13', reason: 'covered there' }],
] as const)('3.4: of a request that is %s nobody is asked to second what was proposed before', (_, name, end) => {
  const play = inReview();
  play.world.others.set('#13', inReview().state());
  play.when('chair', { type: 'cancel', reason: 'the contract ended' });
  const next = () => statusView(play.state(), play.situation('stranger'), play.happened).next.map(({ id }) => id);
  expect(next()).toContain('status.next.second');
  play.when(name, end);
  expect(next()).not.toContain('status.next.second');
  for (const one of ['chair', 'arch']) expect(play.refused(one, { type: 'second' })).toBe('already-final');
});
