/** Reads what the customer signed outside: `Li Na approved on 2026-11-30: the printed order, scan at https://…` (`rules.md 4.7`). */
import type { Example } from '../text/command.ts';
import { readDay, WRITTEN_DAY } from './estimate/day.ts';
import { isMisread, MENTION, misread, personNamed, type Reading } from './reading.ts';
import type { Read } from './shape.ts';

const DAYS = new RegExp(WRITTEN_DAY, 'giu');
const YES = 'approved?|agreed|accepted|confirmed|yes|同意|批准|赞成|确认|验收(?:通过)?';
const NO = 'rejected?|declined|refused|no|不同意|反对|拒绝|否决';
/** The day is taken out before: what is left is who, and what they said. */
const SAID = new RegExp(String.raw`^(.*?)[\s,，]*(?:(${NO})|(${YES}))$`, 'isu');
/** What leads to a day, or is left of it. */
const AROUND = /(?:[\s,，]|(?<![a-z])on|于|在|签字)+$/iu;

export function attest(rest: string, reading: Reading, example: Example): Read {
  const at = rest.search(/[:：](?!\/\/)/u);
  const [head, evidence] = at < 0 ? [rest, ''] : [rest.slice(0, at), rest.slice(at + 1).trim()];
  if (!evidence) return misread('needs-argument', reading.line, { what: 'text' }, example);
  const days = head.match(DAYS) ?? [];
  const [written] = days;
  if (days.length > 1) return misread('several-days', reading.line, { days: days.slice(0, 3) }, example);
  const on = written === undefined ? undefined : readDay(written, reading.facts.today);
  if (written === undefined || on === undefined)
    return misread('bad-date', reading.line, { given: (written ?? head).trim().slice(0, 60) }, example);
  const words = head.replace(written, ' ').replace(AROUND, '').trim();
  const [, name = '', no, yes] = SAID.exec(words) ?? [];
  if (no === undefined && yes === undefined)
    return misread(
      'unknown-word',
      reading.line,
      { given: words.slice(0, 60), allowed: allowed(reading), meant: 'none' },
      example,
    );
  const signer = signerIn(name.trim(), reading, example);
  if (typeof signer !== 'string') return signer;
  return { type: 'attest', signer, verdict: no === undefined ? 'approve' : 'reject', on, evidence };
}

const allowed = ({ facts }: Reading): readonly string[] =>
  facts.locale === 'zh-CN' ? ['同意', '反对'] : ['approved', 'rejected'];

/** An account by its mention; anybody else as the policy calls them. */
function signerIn(name: string, reading: Reading, example: Example): string | Exclude<Read, { type: string }> {
  if (name === '') return misread('needs-argument', reading.line, { what: 'owner' }, example);
  const [login] = MENTION.exec(name) ?? [];
  if (login !== name) return name;
  const person = personNamed(login, reading, example);
  return isMisread(person) ? person : person.id;
}
