/** The policies of projects: the record says which version stands, since when and by whom; texts lie beside it by their digest (`rules.md 7.2`). */
import { bind, type NamedNow } from '@countersign/core/enactment/bind.ts';
import { ENACTMENT, policyStream, type Version } from '@countersign/core/enactment/decider.ts';
import { type Meant, meantBy } from '@countersign/core/enactment/named.ts';
import { type RolesOnRecord, rolesOnRecord } from '@countersign/core/enactment/roles.ts';
import { Conflict } from '@countersign/core/failure.ts';
import { type Gone, goneState, type PolicyState } from '@countersign/core/gate/merge.ts';
import { shortDigest } from '@countersign/core/ledger/shown.ts';
import type { Authority } from '@countersign/core/policy/authority.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { problemSentence } from '@countersign/core/policy/problem.ts';
import { policyVersion, resolvePolicy } from '@countersign/core/policy/resolve.ts';
import type { Ledger } from '@countersign/core/record/port.ts';
import { folded, putOnRecord, run } from '@countersign/core/record/run.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import type { Documents, KeptDocument } from './documents.ts';
import { bringOver } from './kept.ts';
import { forgetNameBefore, listedBefore, repeatStanding, standingKey, textOfStanding } from './standing.ts';
import { LARGEST_VALUE, sizeOf } from './storage.ts';
import { forgeTexts, textKey, textOf } from './texts.ts';

/** One version of the policy as it was put in force, without its text. */
export interface Listed {
  readonly version: string;
  /** Id of who put it there. */
  readonly by: string;
  /** UTC instant, ISO 8601. */
  readonly at: string;
}

/** With its text, which is empty where it is gone. */
export interface Saved extends Listed {
  readonly source: string;
  readonly gone?: Gone;
}

/** Where policies lie. */
export interface Policed {
  readonly tenant: string;
  readonly ledger: Ledger;
  readonly documents: Documents;
  readonly kept: Documents;
}

interface Putting {
  /** Version that this text was written to replace, `''` for none; absent where it does not matter. */
  readonly instead?: string;
  readonly holders?: Holders;
}

/** Who has the names of a policy now, and who holds its roles by whom they mean. */
export interface Holders {
  readonly names: NamedNow;
  readonly roles: (policy: Policy, meant: Meant | undefined) => Promise<Authority>;
}

/** Bytes of a text; the rest of a value is left to what is kept with it. */
const LARGEST_TEXT = LARGEST_VALUE * 0.75;
/** So many are read with their texts. */
const READ = 31;

export interface Policies {
  current(): Promise<PolicyState>;
  /** The versions without their texts, newest first. */
  history(): Promise<readonly Listed[]>;
  /** The newest versions with their texts, newest first; the first one stands. */
  saved(): Promise<readonly Saved[]>;
  pinned(version: string): Promise<PolicyState>;
  /**
   * Puts a text in force. A text with problems is refused with them and changes nothing.
   * @param at UTC instant, ISO 8601
   * @throws Conflict when another text was put in force since
   */
  put(source: string, by: { readonly id: string }, at: string, asked?: Putting): Promise<readonly string[]>;
  /** Takes what an older version kept in the cache into the record, oldest first; twice is once. @param holders as of `put` */
  bring(holders: Holders): Promise<void>;
  /** Whom the names of a version meant when it was put in force; `undefined` where nothing is on record. */
  meant(policy: Policy): Promise<Meant | undefined>;
  /** Takes the text of a version away for good; that it stood stays on record. Twice is once. @returns whether there was such a version */
  eraseText(version: string, at: string): Promise<boolean>;
  /**
   * Names somebody no more who put versions in force before the record knew them. Doing it again changes nothing.
   * @throws Conflict when somebody wrote there meanwhile
   */
  forgetName(id: string): Promise<void>;
}

export function projectPolicies(desk: Policed, project: string): Policies {
  const { tenant, ledger, documents, kept } = desk;
  const at = { tenant, project };
  const ref = policyStream(at);
  const now = standingKey(at);
  const texts = forgeTexts(desk, project);

  /** Newest first, with what lies in the cache. One read. */
  async function listed(): Promise<{
    readonly versions: readonly Listed[];
    readonly found: KeptDocument | undefined;
    /** None stands any more. */
    readonly isOut: boolean;
  }> {
    const [entries, found] = await Promise.all([ledger.read(ref), documents.find(now)]);
    const known = folded(ENACTMENT, entries);
    const unknown = unknownOf(known, found);
    const versions = [...known, ...unknown].map(({ version, by, at: when }) => ({ version, by, at: when }));
    // What the record does not know yet stood before what it knows, or after it.
    if (unknown.length > 0) versions.sort((one, next) => one.at.localeCompare(next.at));
    return { versions: versions.reverse(), found, isOut: unknown.length === 0 && known.at(-1)?.out !== undefined };
  }

  async function standing(): Promise<PolicyState> {
    const { versions, found, isOut } = await listed();
    const [stands] = versions;
    if (!stands || isOut) return { kind: 'missing' };
    const source = textOfStanding(found, stands.version);
    if (source !== undefined) return policyOf(source);
    const since = await documents.moment(now);
    const text = await texts.read(tenant, stands.version);
    if (!text || text === 'erased') return goneState(stands.version, text ?? 'lost');
    // What is not on record yet stays until it is.
    if (!listedBefore(found))
      await repeatStanding(documents, at, { version: stands.version, source: text.text }, since).catch(() => undefined);
    return policyOf(text.text);
  }

  /** A name that the version before had goes on meaning the same. */
  async function rolesNow(policy: Policy, last: Version | undefined, { names, roles }: Holders) {
    const text = last?.roles && (await texts.read(tenant, last.version));
    const before = text && text !== 'erased' ? policyOf(text.text) : undefined;
    const meant = before?.kind === 'in-force' ? meantBy(before.policy, last?.roles) : undefined;
    const bound = await bind(policy, meant, names);
    return { ...rolesOnRecord(policy, await roles(policy, meantBy(policy, bound))), ...bound };
  }

  async function bring(holders?: Putting['holders']): Promise<void> {
    const { found } = await listed();
    const before = listedBefore(found);
    if (!found || !before) return;
    const known = folded(ENACTMENT, await ledger.read(ref));
    const text = async (one: KeptDocument): Promise<void> => {
      const there = await kept.find(one);
      if (there?.stamp === undefined) await kept.keepTogether([one], there);
    };
    while (await bringOver(desk, { ...at, kind: 'policy-version' }, text));
    const state = policyOf(before.source);
    for (const one of unknownOf(known, found)) {
      // Who held the roles of a version that stands no more nobody can say.
      const stands =
        state.kind === 'in-force' && one.version === state.policy.version && one.at === before.history[0]?.at;
      const roles = stands && holders ? await rolesNow(state.policy, known.at(-1), holders) : undefined;
      await enact(ledger, at, one, roles);
    }
    const version = before.history[0]?.version ?? '';
    await documents.keepTogether([{ ...found, data: { version, source: before.source } }], found);
  }

  return {
    history: async () => (await listed()).versions,
    async saved() {
      const newest = (await listed()).versions.slice(0, READ);
      const found = await kept.findAll(newest.map(({ version }) => textKey(at, version)));
      return newest.map((one, index) => {
        const text = found[index] && textOf(found[index]);
        return text && text !== 'erased' ? { ...one, source: text.text } : { ...one, source: '', gone: text ?? 'lost' };
      });
    },
    current: standing,
    async pinned(version) {
      const found = await texts.read(tenant, version);
      return found && found !== 'erased' ? policyOf(found.text) : goneState(version, found ?? 'lost');
    },
    async put(source, by, when, { instead, holders } = {}) {
      const state = policyOf(source);
      const say = languageOf(source);
      if (state.kind !== 'in-force') return state.kind === 'broken' ? state.problems : [];
      if (sizeOf(source) > LARGEST_TEXT) {
        // As characters, of which one can take three bytes: this many always fit.
        const limit = LARGEST_TEXT / 3;
        return [problemSentence({ code: 'too-large', path: '', line: 0, values: { limit } }, say)];
      }
      const version = policyVersion(source);
      const replaces = (stands: string | undefined): void => {
        if (instead !== undefined && instead !== (stands ?? ''))
          throw new Conflict(`version ${stands && shortDigest(stands)} was put in force meanwhile`);
      };
      replaces((await listed()).versions[0]?.version);
      await bring(holders);
      const since = await documents.moment(now);
      // A text that stands nowhere yet does no harm; one that stands and is kept nowhere could not be pinned.
      if ((await texts.keep(tenant, source)) === 'erased')
        return [problemSentence({ code: 'erased', path: '', line: 0, values: {} }, say)];
      const last = folded(ENACTMENT, await ledger.read(ref)).at(-1);
      const roles = holders && (await rolesNow(state.policy, last, holders));
      await run(ledger, ENACTMENT, {
        ref,
        command: { type: 'put-in-force', version, ...(roles ? { roles } : {}) },
        cause: causeOf(project, { version, at: when }),
        situation: async (versions) => {
          replaces(versions.at(-1)?.version);
          return { now: when, actor: by };
        },
        follow: () => [],
      });
      await repeatStanding(documents, at, { version, source }, since).catch(() => undefined);
      return [];
    },
    bring,
    async meant(policy) {
      const versions = folded(ENACTMENT, await ledger.read(ref));
      return meantBy(policy, versions.findLast((one) => one.version === policy.version)?.roles);
    },
    async eraseText(version, when) {
      if (!(await listed()).versions.some((one) => one.version === version)) return false;
      await texts.erase(tenant, version, when);
      return true;
    },
    forgetName: (id) => forgetNameBefore(documents, at, id),
  };
}

/** Of the list that an older version kept, oldest first. */
function unknownOf(known: readonly Listed[], found: KeptDocument | undefined): readonly Listed[] {
  const names = new Set(known.map(({ version, at }) => `${at} ${version}`));
  return [...(listedBefore(found)?.history ?? [])]
    .reverse()
    .filter(({ version, at }) => !names.has(`${at} ${version}`))
    .map(({ version, by, at }) => ({ version, by: by.id, at }));
}

async function enact(
  ledger: Ledger,
  place: { readonly tenant: string; readonly project: string },
  { version, by, at: now }: Listed,
  roles?: RolesOnRecord,
): Promise<void> {
  await putOnRecord(ledger, ENACTMENT, {
    ref: policyStream(place),
    command: { type: 'put-in-force', version, ...(roles ? { roles } : {}) },
    cause: causeOf(place.project, { version, at: now }),
    situation: { now, actor: { id: by } },
  });
}

const causeOf = (project: string, { at, version }: Pick<Listed, 'at' | 'version'>): string =>
  `policy/${project}/${at}/${version}`;

function policyOf(source: string): PolicyState {
  const resolved = resolvePolicy(source);
  if ('policy' in resolved) return { kind: 'in-force', policy: resolved.policy };
  const say = languageOf(source);
  return { kind: 'broken', problems: resolved.problems.map((problem) => problemSentence(problem, say)) };
}

const languageOf = (source: string) => catalogue(/^language:\s*zh/m.test(source) ? 'zh-CN' : 'en');
