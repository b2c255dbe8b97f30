/** What somebody asks for on the command line: one command, what it is about, and options that belong to it. */
import { parseArgs } from 'node:util';
import { Unfit } from './call.ts';

/** Commands that write to the record, as whoever reads of them knows them. */
const WRITING = {
  ...{ restore: 'restore', replay: 'replay', discard: 'discard', reconcile: 'reconcile' },
  ...{ 'accept-loss': 'accept-loss', sessions: 'sessions end', erase: 'erase --yes' },
};

export const COMMANDS = [
  'validate',
  'verify',
  'baseline',
  'order',
  'backup',
  'parked',
  'notify',
  'notices',
  ...Object.keys(WRITING),
];

/** Each belongs to one command; anybody may ask for help. */
export const OPTIONS = {
  repo: { type: 'string', of: 'validate' },
  ask: { type: 'boolean', of: 'validate' },
  in: { type: 'string', of: 'baseline' },
  lang: { type: 'string', of: 'order' },
  erasures: { type: 'string', of: 'restore' },
  all: { type: 'boolean', of: 'replay' },
  since: { type: 'string', of: 'reconcile' },
  of: { type: 'string', of: 'sessions' },
  yes: { type: 'boolean', of: 'erase' },
} as const;

const inWords = (all: readonly string[]): string => `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;

export const HELP = `npm run countersign -- <command>

  validate <file>   reads a policy file and names every mistake with its line; exit 1 when there are any. In a git checkout, or with
                    --repo <folder>, it also says which of its names match no file or branch there
    --ask           asks GitHub (GITHUB_API_URL, GITHUB_TOKEN) which people and, with a token, which teams it does not know
  verify            checks the hash chains of the whole record; exit 1 at the first broken entry of a repository
  baseline list     lists the baselines of every repository, with their digests
  baseline compare <from> <to>  says what differs between two of them, or from one to "now", each with its request; exit 1 where
                    anything differs that no approved request says
  baseline certificate <id>  writes one out as JSON; the SHA-256 of its "canonical" is the digest that the board approved:
                    jq -rj .canonical B1.json | sha256sum
    --in <owner/repo>  of this repository, where several have baselines
  order <request> <file>  writes the change order of an approved request to a new Word file, by the address of its page: what the
                    customer keeps, with nothing in it that is internal. The same record gives the same bytes
    --lang zh-CN    in Chinese
  backup <file>     writes the whole record to a new file as it stands now, also while the server runs; no program of PostgreSQL's is needed
  restore <file>    brings it back into an empty database (a new DATA_DIR or DATABASE_URL), verifies it, and has the server look again at
                    what happened on GitHub since. Everybody is signed out, and what was erased after the backup is erased again,
                    by the lists erasures.log in DATA_DIR, in .countersign and beside the backup, as far as they are of this record.
                    One that is cut off is done again, or finished by the next command or start
    --erasures <file>  by this list, too
  parked            lists deliveries and work that were given up, with the reason
  replay <id>       tries one of them again, by the id that "parked" shows
    --all           all of them, as after an update that mends what they failed of
  discard <id>      lets go of one of them for good: nothing follows from it, and the checks that it keeps closed are judged without it
  reconcile         after a restore: the server looks again, within five minutes or when it starts, at what happened on GitHub
    --since <time>  from this time on, as 2026-11-30T08:00Z; GitHub delivers again for three days, older comments and edits are read
  accept-loss       goes on with the record as it is, though GitHub shows more of ours than it knows: begins anew on purpose; each
                    repository that lacks something has that on its record
    <owner/repo>    only in this repository
  sessions end      signs everybody out of the pages, at once and on every server
    --of <login>    only this person, by the login they signed in with, or by GitHub's id as github:7
  notify test <address>  sends one message there, by SMTP_URL and MAIL_FROM or to the channel of that name, and says what was
                         answered
  notices           lists addresses that are refused and letters that are tried again, with the reason
    <request>       who was told what of a request, when and where, by the address of its page
    mend <address>  sends there again what waits, once somebody has mended it
  erase <what>      a person by GitHub's id as github:7, or the text of a policy by its whole version: says where the record has it, and what
                    erasing would do; changes nothing
    --yes           erases, and notes it in erasures.log in DATA_DIR for a later restore: names are forgotten for good, and what the app
                    wrote on GitHub is written again without them; of a policy only its text goes, and what rests on it is closed

The record is the one of DATABASE_URL, or the built-in one in DATA_DIR (.countersign), whether the server runs or not, and
whether it is an app's or a sandbox's. ${inWords(Object.values(WRITING))}
write to it, as does notices mend; verify, baseline, order, parked and notices only bring its schema up to date, backup leaves it
as it is; validate and notify test open none.
`;

/**
 * @param words as they were typed after the program
 * @returns no command where none was given, or help was asked for
 * @throws Unfit
 */
export function askedBy(words: readonly string[]) {
  const help = { type: 'boolean', short: 'h' } as const;
  const { positionals, values } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { ...OPTIONS, help },
  });
  const [command, argument, ...rest] = positionals;
  if (values.help || command === undefined) return { command: undefined, argument, rest, values };
  if (!COMMANDS.includes(command)) throw new Unfit(`There is no command "${command}".\n\n${HELP}`);
  for (const [option, { of }] of Object.entries(OPTIONS))
    if (option in values && command !== of)
      throw new Unfit(`--${option} belongs to ${of === 'sessions' ? WRITING.sessions : of}.`);
  if (command === 'sessions' && argument !== 'end')
    throw new Unfit('sessions needs the word end: npm run countersign -- sessions end');
  if (values.all && argument !== undefined) throw new Unfit('--all belongs to replay, in place of an id.');
  return { command, argument, rest, values };
}
