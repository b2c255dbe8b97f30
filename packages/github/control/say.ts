/** What people are told of a requirement that they saved as nobody approved (`rules.md 5.2`). */
import { rolesActingAs } from '@countersign/core/change/decision.ts';
import { NOBODY, type Person } from '@countersign/core/content/person.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import type { Agreed } from '@countersign/core/requirement/control.ts';
import { type Control, controlledSource, type Source } from '@countersign/core/requirement/controlled.ts';
import type { RequirementState, Saved } from '@countersign/core/requirement/decider.ts';
import { lineDifference } from '@countersign/core/text/difference.ts';
import { revealHidden } from '@countersign/core/text/hidden.ts';
import { and, people, type Speaker, type Value, words } from '@countersign/core/view/sentence.ts';
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
import { type Change, changesIn, draftWith, emptyForm, formAddress } from './draft.ts';
import type { Held } from './putback.ts';

interface Telling extends Pick<Held, 'place' | 'issue' | 'number' | 'agreed'> {
  readonly policy: PolicyState;
}

/** So much of a difference is read in a comment; the page has all of it. */
const MOST_SHOWN = 8_000;

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
  const wanted = {
    ...{ item: issue, number, snapshot: taken.snapshot, instead: instead.snapshot },
    ...{ at: taken.at, by: by.id, digest: taken.digest },
  };
  const [own] = await changesIn(parts, place, [wanted]);
  const together = by.id === NOBODY.id ? [] : await draftWith(parts, place, by, wanted);
  const all = together.length > 1 ? await changesIn(parts, place, together) : [];
  const form = (all.length > 1 && formAddress(parts, place, all, control)) || undefined;
  const alone = own && formAddress(parts, place, [own], control);
  const address = form ?? alone ?? emptyForm(parts, place, number);
  const propose = { choice: link(say(words('status.reply.requirement-propose')), address) };
  const sentences = [
    say(words('status.reply.requirement-put-back', { ...calling(by), agreed: agreedAs(agreed, instead.by), propose })),
    ...(form ? [say(words('status.reply.requirement-together', { items: and(all.map(asReference)) }))] : []),
    ...(own && !alone ? [say(words('status.reply.requirement-propose-long'))] : []),
    ...(own && control.title && own.before.title !== own.after.title
      ? [say(words('status.reply.requirement-title'))]
      : []),
  ];
  const page = requirementPageOf(parts, place, issue);
  const text = [
    sentences.join(setting.locale === 'en' ? ' ' : ''),
    ...(own ? [differing(say, own, control)] : []),
    ...(page ? [link(say(words('status.reply.requirement-page')), page)] : []),
  ].join('\n\n');
  const cause = `put-back:${issue}:${taken.snapshot}:${taken.at}`;
  await speak(parts, { thread: issue, place, number }, { cause, ...toWhom(by), pieces: [{ text }], setting });
}

const asReference = ({ number }: Change): Value => ({ reference: `#${number}` });

/** Folded in, as code: whoever is mentioned there is not notified. */
function differing(say: Speaker, { before, after }: Change, control: Control): string {
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
