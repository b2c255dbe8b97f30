/** What people are told of a requirement that they saved as nobody approved (`rules.md 5.2`). */
import { rolesActingAs } from '@countersign/core/change/decision.ts';
import { NOBODY, type Person } from '@countersign/core/content/person.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import type { Agreed } from '@countersign/core/requirement/control.ts';
import { type Control, controlledSource, type Source } from '@countersign/core/requirement/controlled.ts';
import type { RequirementState, Saved } from '@countersign/core/requirement/decider.ts';
import { readSnapshot } from '@countersign/core/requirement/snapshot.ts';
import { lineDifference } from '@countersign/core/text/difference.ts';
import { revealHidden } from '@countersign/core/text/hidden.ts';
import { people, type Speaker, type Value, words } from '@countersign/core/view/sentence.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { requirementPageOf } from '../address.ts';
import { speak } from '../comment/answer.ts';
import { settleThread } from '../comment/fold.ts';
import type { Parts } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import { isCallable, link, markdownSpeaker } from '../markdown/edge.ts';
import { fenced } from '../markdown/fence.ts';
import type { Place } from '../translation.ts';
import type { AgreedOn } from './agreed.ts';
import type { Held } from './putback.ts';

interface Telling extends Pick<Held, 'place' | 'issue' | 'number' | 'agreed'> {
  readonly policy: PolicyState;
}

/** So much of a difference is read in a comment; the page has all of it. */
const MOST_SHOWN = 8_000;
/** GitHub takes no longer address. */
const MOST_IN_LINK = 7_000;

const calling = (by: Person) =>
  by.id === NOBODY.id ? { person: '', named: 0 } : { person: { person: by, calls: true }, named: 1 };

const toWhom = (by: Person): { readonly to?: Person } => (by.id === NOBODY.id ? {} : { to: by });

const agreedAs = (agreed: AgreedOn, by: Agreed['by']): Value =>
  by.kind === 'baseline' ? { code: by.id } : { reference: agreed.called(by) };

/** Its author's text was put back: what happened, both texts, and how it becomes a change request of theirs. Once for each saving. */
export async function sayTaken(
  parts: Parts,
  { place, issue, number, agreed, policy, control }: Telling & { readonly control: Control },
  { taken, by, instead }: { readonly taken: Saved; readonly by: Person; readonly instead: Agreed },
): Promise<void> {
  const setting = settingFor(policy, parts.now());
  const say = markdownSpeaker(setting);
  const [before, after] = await Promise.all(
    [instead.snapshot, taken.snapshot].map((one) => readSnapshot(parts.texts, place.tenant, one)),
  );
  const both = typeof before === 'object' && typeof after === 'object' ? { before, after } : undefined;
  const form = formFor(parts, place, number, both, control);
  const propose = { choice: link(say(words('status.reply.requirement-propose')), form.address) };
  const sentences = [
    say(words('status.reply.requirement-put-back', { ...calling(by), agreed: agreedAs(agreed, instead.by), propose })),
    ...(form.isWhole ? [] : [say(words('status.reply.requirement-propose-long'))]),
    ...(both && control.title && both.before.title !== both.after.title
      ? [say(words('status.reply.requirement-title'))]
      : []),
  ];
  const page = requirementPageOf(parts, place, issue);
  const text = [
    sentences.join(setting.locale === 'en' ? ' ' : ''),
    ...(both ? [differing(say, both, control)] : []),
    ...(page ? [link(say(words('status.reply.requirement-page')), page)] : []),
  ].join('\n\n');
  const cause = `put-back:${issue}:${taken.snapshot}:${taken.at}`;
  await speak(parts, { thread: issue, place, number }, { cause, ...toWhom(by), pieces: [{ text }], setting });
}

/** The form of a change request with its answers filled in, where they fit into an address: whoever sends it is its author. */
function formFor(
  { tracker }: Pick<Parts, 'tracker'>,
  { owner, repo }: Place,
  number: number,
  both: { readonly before: Source; readonly after: Source } | undefined,
  control: Control,
): { readonly address: string; readonly isWhole: boolean } {
  const asked = new URLSearchParams({ template: 'change-request.yml', items: `#${number}` });
  const address = (answers: URLSearchParams): string => `${tracker}/${owner}/${repo}/issues/new?${answers}`;
  if (!both) return { address: address(asked), isWhole: true };
  const whole = new URLSearchParams(asked);
  whole.set('title', both.after.title);
  whole.set('before', controlledSource(both.before.body, control));
  whole.set('after', controlledSource(both.after.body, control));
  const isWhole = address(whole).length <= MOST_IN_LINK;
  return { address: address(isWhole ? whole : asked), isWhole };
}

/** Folded in, as code: whoever is mentioned there is not notified. */
function differing(
  say: Speaker,
  { before, after }: { readonly before: Source; readonly after: Source },
  control: Control,
): string {
  const whole = ({ title, body }: Source): string =>
    [...(control.title ? [title, ''] : []), controlledSource(body, control)].join('\n').replaceAll(/\r\n?/g, '\n');
  const MARKS = { same: ' ', added: '+', removed: '-' } as const;
  const lines = lineDifference(whole(before), whole(after)).map(({ kind, text }) => `${MARKS[kind]} ${text}`);
  const shown = fenced(revealHidden(lines.join('\n')), MOST_SHOWN, 'diff');
  return `<details><summary>${say(words('status.reply.requirement-difference'))}</summary>\n\n${shown}\n\n</details>`;
}

/** It is contested: whoever manages changes is called, once. */
export async function sayContested(
  parts: Parts,
  { place, issue, number, agreed, policy }: Telling,
  instead: Agreed,
): Promise<void> {
  const setting = settingFor(policy, parts.now());
  const managers = policy.kind === 'in-force' ? await managersOf(parts, place, policy.policy) : [];
  const text = markdownSpeaker(setting)(
    words('status.reply.requirement-contested', {
      ...{ people: people(managers, true), named: managers.length },
      agreed: agreedAs(agreed, instead.by),
    }),
  );
  await speak(
    parts,
    { thread: issue, place, number },
    {
      ...{ cause: `contested:${issue}:${instead.order}`, of: 'call', pieces: [{ text }], setting },
      ...(managers[0] ? { to: managers[0] } : {}),
    },
  );
}

/** Whoever acts as change manager, each once. */
async function managersOf(parts: Parts, place: Place, policy: Policy): Promise<readonly Person[]> {
  const { roles } = await (await factsAt(parts, place)).authority(policy);
  const all = rolesActingAs(policy, 'change-manager').flatMap((role) => roles[role]?.people ?? []);
  return [...new Map(all.map((one) => [one.id, one])).values()].filter(isCallable);
}

/** What stands was approved by nobody and stays: it is said once for each text, and folded away when an agreed one stands again. */
export async function sayFlagged(
  parts: Parts,
  { place, issue, number, agreed, policy }: Telling,
  { texts, by, why }: Pick<RequirementState, 'texts'> & { readonly by: Person; readonly why?: Agreed },
): Promise<void> {
  const thread = { thread: issue, place, number };
  const last = texts.at(-1);
  if (!last) return;
  if (agreed.isAgreed(last)) return settleThread(parts, thread, {}, `agreed/${issue}/${last.snapshot}/${last.at}`);
  const setting = settingFor(policy, parts.now());
  const say = markdownSpeaker(setting);
  const whose = last.by === by.id ? by : NOBODY;
  const text = [
    say(words('status.reply.requirement-edited', { baseline: { code: agreed.baseline }, ...calling(whose) })),
    ...(why ? [say(words('status.reply.requirement-erased', { agreed: agreedAs(agreed, why.by) }))] : []),
  ].join('\n\n');
  const since = texts.slice(texts.findLastIndex((one) => agreed.isAgreed(one)) + 1);
  const { title, text: body } = last.digest;
  const first = since.find(({ digest }) => digest.title === title && digest.text === body) ?? last;
  await speak(parts, thread, {
    cause: `edit:${issue}:${agreed.baseline}:${title}:${body}:${first.at}`,
    ...toWhom(whose),
    pieces: [{ text, matter: { types: [] } }],
    setting,
  });
}
