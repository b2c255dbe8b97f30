/** The policies of projects: what stands now, every version that ever stood, and who put it there (`rules.md 7.2`). */
import type { Person } from '@countersign/core/content/person.ts';
import { ENACTMENT } from '@countersign/core/enactment/decider.ts';
import { type RolesOnRecord, rolesOnRecord } from '@countersign/core/enactment/roles.ts';
import { Conflict } from '@countersign/core/failure.ts';
import type { Gone, PolicyState } from '@countersign/core/gate/merge.ts';
import type { Authority } from '@countersign/core/policy/authority.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { problemSentence } from '@countersign/core/policy/problem.ts';
import { policyVersion, resolvePolicy } from '@countersign/core/policy/resolve.ts';
import { FORMER } from '@countersign/core/record/people.ts';
import type { Json, Ledger, StreamRef } from '@countersign/core/record/port.ts';
import { folded, putOnRecord } from '@countersign/core/record/run.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import type { Documents } from './documents.ts';
import { LARGEST_VALUE, sizeOf } from './storage.ts';
import { forgeTexts, type Listed, type Standing, standingKey, standingOf, textKey, textOf } from './texts.ts';

/** One version of the policy with its text, which is empty where it was erased. */
export interface Saved extends Listed {
  readonly source: string;
}

/** So many past versions are listed; every one stays readable by its version. */
const LISTED = 200;
/** Bytes of a text; the rest of a value is left to the list of versions. */
const LARGEST_TEXT = LARGEST_VALUE * 0.75;
/** So many are read with their texts. */
const READ = 31;

export interface Policies {
  current(): Promise<PolicyState>;
  /** The newest versions without their texts, newest first. */
  history(): Promise<readonly Listed[]>;
  /** The newest versions with their texts, newest first; the first one stands. */
  saved(): Promise<readonly Saved[]>;
  pinned(version: string): Promise<PolicyState>;
  /**
   * Puts a text in force. A text with problems is refused with them and changes nothing.
   * @param instead version that this text was written to replace, `''` for none; absent where it does not matter
   * @throws Conflict when another text was put in force since
   */
  put(source: string, by: Person, at: string, instead?: string): Promise<readonly string[]>;
  /**
   * Names somebody no more who put versions in force. Doing it again changes nothing.
   * @throws Conflict when a text was put in force meanwhile
   */
  forgetName(id: string): Promise<void>;
}

export function projectPolicies(documents: Documents, tenant: string, project: string): Policies {
  const at = { tenant, project };
  const now = standingKey(at);
  const kept = forgeTexts(documents, project);
  const standing = async (): Promise<Standing> => standingOf(await documents.find(now));
  return {
    history: async () => (await standing()).history,
    async saved() {
      const listed = (await standing()).history.slice(0, READ);
      const texts = await documents.findAll(listed.map(({ version }) => textKey(at, version)));
      return listed.map((one, index) => {
        const found = texts[index] && textOf(texts[index]);
        return { ...one, source: found && found !== 'erased' ? found.text : '' };
      });
    },
    async current() {
      const { source, history } = await standing();
      if (source !== '') return policyOf(source);
      return history[0] ? goneState(history[0].version, 'erased') : { kind: 'missing' };
    },
    async pinned(version) {
      const found = await kept.read(tenant, version);
      return found && found !== 'erased' ? policyOf(found.text) : goneState(version, found ?? 'lost');
    },
    async put(source, by, when, instead) {
      const state = policyOf(source);
      if (state.kind === 'broken') return state.problems;
      if (sizeOf(source) > LARGEST_TEXT) {
        // As characters, of which one can take three bytes: this many always fit.
        const limit = LARGEST_TEXT / 3;
        return [problemSentence({ code: 'too-large', path: '', line: 0, values: { limit } }, languageOf(source))];
      }
      const version = policyVersion(source);
      const found = await documents.find(now);
      const before = standingOf(found);
      const stands = before.history[0]?.version ?? '';
      if (instead !== undefined && instead !== stands)
        throw new Conflict(`version ${stands.slice(0, 12)} was put in force meanwhile`);
      if (stands === version && before.source !== '') return [];
      // A text that stands nowhere yet does no harm; one that stands and is kept nowhere could not be pinned.
      if ((await kept.keep(tenant, source)) === 'erased')
        return [problemSentence({ code: 'erased', path: '', line: 0, values: {} }, languageOf(source))];
      const history = [{ version, by, at: when }, ...before.history].slice(0, LISTED);
      const standing: Standing = { source, history };
      await documents.keepTogether([{ ...now, data: standing as unknown as Json, fetchedAt: when }], found);
      return [];
    },
    async forgetName(id) {
      const found = await documents.find(now);
      const { source, history } = standingOf(found);
      if (!found || !history.some(({ by }) => by.id === id && by.name !== FORMER)) return;
      const masked = history.map((one) => (one.by.id === id ? { ...one, by: { id, name: FORMER } } : one));
      await documents.keepTogether(
        [{ ...now, data: { source, history: masked } as unknown as Json, fetchedAt: found.fetchedAt }],
        found,
      );
    },
  };
}

/**
 * Has the project's own stream say which versions stood, from when and by whom. What it does not say yet follows, oldest first; twice is once.
 * The list beside the text is cut some day, the stream never.
 * @param authority who holds the roles of a policy now; nobody can say it of a version that stands no more
 */
export async function enactOnRecord(
  ledger: Ledger,
  policies: Policies,
  ref: StreamRef,
  authority: (policy: Policy) => Promise<Authority>,
): Promise<void> {
  const known = new Set(folded(ENACTMENT, await ledger.read(ref)).map(({ version, at }) => `${at} ${version}`));
  const [standing, ...former] = await policies.history();
  for (const listed of [...former].reverse())
    if (!known.has(`${listed.at} ${listed.version}`)) await enact(ledger, ref, listed);
  if (!standing || known.has(`${standing.at} ${standing.version}`)) return;
  const state = await policies.current();
  const policy = state.kind === 'in-force' && state.policy.version === standing.version ? state.policy : undefined;
  await enact(ledger, ref, standing, policy && rolesOnRecord(policy, await authority(policy)));
}

async function enact(
  ledger: Ledger,
  ref: StreamRef,
  { version, by, at: now }: Listed,
  roles?: RolesOnRecord,
): Promise<void> {
  await putOnRecord(ledger, ENACTMENT, {
    ref,
    command: { type: 'put-in-force', version, ...(roles ? { roles } : {}) },
    cause: `policy/${ref.project}/${now}/${version}`,
    situation: { now, actor: by },
  });
}

function goneState(version: string, gone: Gone): PolicyState {
  return { kind: 'unreadable', detail: version.slice(0, 12), gone };
}

function policyOf(source: string): PolicyState {
  const resolved = resolvePolicy(source);
  if ('policy' in resolved) return { kind: 'in-force', policy: resolved.policy };
  const say = languageOf(source);
  return { kind: 'broken', problems: resolved.problems.map((problem) => problemSentence(problem, say)) };
}

const languageOf = (source: string) => catalogue(/^language:\s*zh/m.test(source) ? 'zh-CN' : 'en');
