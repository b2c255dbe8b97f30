/** The app in miniature: the stand-in's webhooks through the real translation, core and views, without record, queue or network. For looking at the whole line. */
import { conclude } from '@countersign/core/change/decide.ts';
import { fold, type Happened } from '@countersign/core/change/evolve.ts';
import { registerRow } from '@countersign/core/change/register.ts';
import type { Situation } from '@countersign/core/change/situation.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { matchesGlob } from '@countersign/core/gate/glob.ts';
import { mergeGate, type NamedChange } from '@countersign/core/gate/merge.ts';
import type { Verdict } from '@countersign/core/gate/verdict.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { eventLine } from '@countersign/core/view/event.ts';
import { PLAIN, speaker } from '@countersign/core/view/sentence.ts';
import { statusView } from '@countersign/core/view/status.ts';
import { issueForm } from '@countersign/github/form/template.ts';
import { checkOutput } from '@countersign/github/markdown/check.ts';
import { statusComment } from '@countersign/github/markdown/status.ts';
import { readPayload, translate } from '@countersign/github/translate.ts';
import type { PullSeen, TranslationFacts } from '@countersign/github/translation.ts';
import { human } from '@countersign/sandbox/human.ts';
import { seed } from '@countersign/sandbox/seed.ts';
import { trackerApp } from '@countersign/sandbox/tracker/app.ts';
import { SEED_FACES } from '@countersign/sandbox/tracker/faces.ts';
import { standInTracker } from '@countersign/sandbox/tracker/standin.ts';
import { appActor } from '@countersign/sandbox/world/actor.ts';
import { createCheck } from '@countersign/sandbox/world/check.ts';
import { addComment, editComment } from '@countersign/sandbox/world/comment.ts';
import { addLabels, issueNumbered } from '@countersign/sandbox/world/issue.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { createWorld } from '@countersign/sandbox/world/world.ts';
import { OWNER, REPOSITORY, sandboxPolicy } from '@countersign/server/sandbox.ts';
import { pagesApp } from '@countersign/web/app.ts';
import { Hono } from 'hono';
import { authority, item } from '../instruments/scenario.ts';

export function played(locale: Locale): Hono {
  const world = createWorld({ app: { publicKey: '' } });
  const source = sandboxPolicy(locale);
  const resolved = resolvePolicy(source);
  if (!('policy' in resolved)) throw new Error(JSON.stringify(resolved.problems));
  const { policy } = resolved;
  const { repository, requirements, pull } = seed(world, {
    locale,
    organization: OWNER,
    repository: REPOSITORY,
    files: {
      '.github/countersign.yml': source,
      '.github/ISSUE_TEMPLATE/change-request.yml': issueForm('standard', locale),
    },
  });
  const asPerson = (login: string): Person => ({ id: `github:${world.logins.get(login)}`, name: login });
  const filled = Object.entries(policy.roles).map(([role, { users }]) => [
    role,
    users.map((name) => name.replace('@', '')),
  ]);
  const holders = authority(Object.fromEntries(filled));
  for (const members of Object.values(holders.roles))
    Object.assign(members, { people: members.people.map((one) => asPerson(one.name)) });
  const setting = { locale, timeZone: 'UTC', year: '2026' };
  const streams = new Map<number, { readonly issue: string; readonly happened: Happened[]; comment?: number }>();
  const pulls = new Map<number, PullSeen>();
  const idOf = (number: number) => nodeId('I', repository.id, repository.issues.get(number)?.id ?? 0);
  const facts: TranslationFacts = {
    people: new Map(SEED_FACES.map((face) => [face.login, asPerson(face.login)])),
    issues: new Map(requirements.map((number) => [number, { id: idOf(number), isRequirement: true }])),
    locale,
    currency: 'CNY',
    profile: 'standard',
    bots: [],
    requirementLabel: 'requirement',
    self: 'countersign[bot]',
  };
  const situation = (actor: Person): Situation => ({
    now: new Date(world.now()).toISOString(),
    actor,
    policy,
    authority: holders,
    items: new Map(requirements.map((number) => [idOf(number), item('b')])),
    workingDaysLater: (from, days) => new Date(Date.parse(from) + days * 86_400_000).toISOString(),
  });
  const told = (number: number) =>
    (streams.get(number)?.happened ?? []).map((one, index) => ({ ...one, hash: digestOf([number, index]) }));
  const verdictOf = (pull: PullSeen): Verdict => {
    const named = pull.named.map((one): NamedChange => {
      if (one.kind === 'elsewhere') return one;
      const state = fold(streams.get(one.number)?.happened ?? []);
      const label = `#${one.number}`;
      return state
        ? { kind: 'known', label, verdict: changeGate(state, 'merge', situation(pull.author)) }
        : { kind: 'unknown', label };
    });
    return mergeGate(
      { kind: 'in-force', policy },
      { author: pull.author.name, base: pull.base, files: ['src/pdf.js'], named },
      matchesGlob,
    );
  };
  const show = (): void => {
    for (const [number, stream] of streams) {
      const state = fold(stream.happened);
      const issue = issueNumbered(repository, number);
      if (!state) continue;
      const text = statusComment(
        statusView(state, situation(asPerson('pan-wei')), told(number)),
        stream.issue,
        setting,
        {
          page: `/c/acme/shop/${number}`,
        },
      );
      if (stream.comment === undefined) stream.comment = addComment(world, repository, issue, appActor(world), text).id;
      else editComment(world, repository, stream.comment, appActor(world), text);
      addLabels(world, repository, issue, appActor(world), ['change-request']);
    }
    for (const pull of pulls.values()) {
      if (!pull.open) continue;
      const output = checkOutput([{ pull: pull.number, verdict: verdictOf(pull) }], setting, {
        page: `/g/acme/shop/${pull.number}`,
      });
      createCheck(world, repository, appActor(world), pull.head, {
        name: 'Countersign',
        status: 'completed',
        conclusion: output.conclusion,
        title: output.title,
        summary: output.summary,
        actions: output.actions,
        detailsUrl: `/g/acme/shop/${pull.number}`,
      });
    }
  };
  const run = (number: number, issue: string, actor: Person, command: Parameters<typeof conclude>[1]): void => {
    const stream = streams.get(number) ?? { issue, happened: [] };
    const outcome = conclude(fold(stream.happened), command, situation(actor));
    // The label of a new issue comes as a webhook of its own, and would open it a second time.
    if (outcome.refusal?.code === 'already-open') return;
    if (outcome.refusal) throw new Error(`${command.type} by ${actor.name}: ${JSON.stringify(outcome.refusal)}`);
    for (const event of outcome.events) stream.happened.push({ at: situation(actor).now, event });
    streams.set(number, stream);
  };
  let showing = false;
  world.listeners.add(({ event, payload }) => {
    if (showing) return;
    for (const one of translate(event, readPayload(JSON.parse(payload)), facts)) {
      if (one.kind === 'pull') {
        pulls.set(one.pull.number, one.pull);
        for (const named of one.pull.named) {
          const stream = named.kind === 'issue' ? streams.get(named.number) : undefined;
          if (stream && named.kind === 'issue')
            run(named.number, stream.issue, one.pull.author, {
              type: 'link-work',
              work: one.pull.id,
              label: `#${one.pull.number}`,
            });
        }
      }
      if (one.kind === 'change')
        for (const action of one.actions)
          if (action.kind === 'command') run(one.number, one.issue, one.actor, action.command);
    }
    showing = true;
    show();
    showing = false;
  });
  // The app was installed last, so it has not been told of the pull request yet.
  human(world, 'dara', `${OWNER}/${REPOSITORY}`).editPull(pull, {
    body: locale === 'zh-CN' ? '在 CSV 之外增加 PDF。 ' : 'Adds PDF beside CSV. ',
  });

  const fail = (error: unknown): never => {
    throw error;
  };
  const pages = pagesApp({
    facts: {
      change: async ({ tenant, project, stream }) => {
        const state = fold(streams.get(Number(stream))?.happened ?? []);
        if (!state) return 'hidden';
        return {
          ref: { tenant, project, stream },
          state,
          situation: situation(asPerson('pan-wei')),
          entries: told(Number(stream)),
          project: `${OWNER}/${REPOSITORY}`,
          linkTo: (label) => `/${OWNER}/${REPOSITORY}/issues/${label.slice(1)}`,
        };
      },
      gate: async ({ pull: number }) => {
        const pull = pulls.get(number);
        if (!pull) return 'hidden';
        const changes = new Map([...streams.keys()].map((one) => [`#${one}`, `/c/acme/shop/${one}`]));
        return {
          project: `${OWNER}/${REPOSITORY}`,
          label: `#${number}`,
          title: pull.title,
          address: `/${OWNER}/${REPOSITORY}/pull/${number}`,
          verdict: verdictOf(pull),
          changes,
          at: situation(pull.author).now,
          timeZone: 'UTC',
        };
      },
      register: async ({ tenant, project }) => {
        const rows = [...streams.keys()].flatMap((number) => {
          const state = fold(told(number));
          return state
            ? [registerRow({ tenant, project, stream: String(number) }, state, situation(asPerson('pan-wei')).now)]
            : [];
        });
        return { project: `${OWNER}/${REPOSITORY}`, timeZone: 'UTC', rows, total: rows.length };
      },
    },
    visitor: async () => ({ kind: 'everyone' }),
    signIn: false,
    now: () => situation(asPerson('pan-wei')).now,
    report: fail,
  });
  const tracker = trackerApp({
    tracker: standInTracker({
      world,
      owner: OWNER,
      repository: REPOSITORY,
      faces: SEED_FACES,
      startOver: async () => undefined,
    }),
    ledger: (language) => {
      const say = speaker({ ...setting, locale: language }, PLAIN);
      return [...streams.keys()].flatMap((number) =>
        told(number).map((one) => ({
          at: one.at,
          actor: 'by' in one.event ? (one.event.by?.name ?? '') : '',
          text: say(eventLine(one.event, one.at)),
          hash: one.hash,
        })),
      );
    },
    report: fail,
  });
  return new Hono().route('/', pages).route('/', tracker);
}
