/** What a notice says, as sentences without language or markup: a heading for the request, a line for each thing, and what is asked of its reader. */
import type { ChangeState } from '../change/state.ts';
import type { Matter, Notice } from '../notice/notice.ts';
import type { Audience, Occasion } from '../policy/telling.ts';
import { roleName, theRole } from './names.ts';
import { clip, type Sentence, type Value, words } from './sentence.ts';

export interface NoticeView {
  readonly subject: Sentence;
  /** The thing that matters most first. */
  readonly lines: readonly Sentence[];
  readonly asks: readonly Sentence[];
  readonly because: Sentence;
}

/** A heading is read in a list of mails: so much of a title is enough. */
const TITLE = 120;
const QUOTED = 500;

/** @param state the request as it stands when the notice leaves */
export function noticeView({ matters, urgency }: Notice, state: ChangeState): NoticeView {
  // What is asked comes before what is only told, and of several what came of the others stands last in the table.
  const [first = matters[0] as Matter] = matters.toReversed().filter((one) => one.urgency === urgency);
  const ordered = [first, ...matters.filter((one) => one !== first)];
  const asks = new Map(
    ordered.flatMap((one): readonly (readonly [string, Sentence])[] => {
      const ask = isAsked(one, state) ? (ASKED as Asked)[one.occasion] : undefined;
      return ask ? [[ask, words(ask)]] : [];
    }),
  );
  return {
    subject: words('notice.subject', {
      label: { reference: state.label },
      what: words(`notice.what.${first.occasion}`),
      title: clip(state.content.request.title ?? state.label, TITLE),
    }),
    lines: ordered.map(({ occasion }) => words(`notice.line.${occasion}`, valuesOf(occasion, state))),
    asks: [...asks.values()],
    because: words('notice.because', { audience: audienceName(first.audience) }),
  };
}

/** What whoever has to act is asked for. */
const ASKED = {
  submitted: 'notice.ask.submitted',
  'information-needed': 'notice.ask.information-needed',
  'assessment-assigned': 'notice.ask.assessment-assigned',
  'plan-to-confirm': 'notice.ask.plan-to-confirm',
  'vote-needed': 'notice.ask.vote',
  'vote-at-50': 'notice.ask.vote',
  'vote-at-80': 'notice.ask.vote',
  'vote-at-100': 'notice.ask.vote',
  'votes-voided': 'notice.ask.votes-voided',
  approved: 'notice.ask.approved',
  'emergency-opened': 'notice.ask.emergency',
  'emergency-review-overdue': 'notice.ask.emergency',
  replanned: 'notice.ask.replanned',
  closed: 'notice.ask.closed',
  integrity: 'notice.ask.integrity',
} as const satisfies Readonly<Partial<Record<Occasion, string>>>;

type Asked = Readonly<Partial<Record<Occasion, (typeof ASKED)[keyof typeof ASKED]>>>;

/** A question is answered by those whom it was put to; others are told that time stands still. */
function isAsked({ occasion, audience, urgency }: Matter, { question }: ChangeState): boolean {
  return urgency === 'act' && (occasion !== 'information-needed' || audience === question?.of);
}

function audienceName(audience: Audience): Sentence {
  if (audience === 'seats') return words('notice.audience.seats');
  return audience === 'requester' || audience === 'owner' ? theRole(audience) : roleName(audience);
}

/** Nobody's name, no cost and no vote is among them: who reads this may be outside (`rules.md 9`). */
function valuesOf(occasion: Occasion, state: ChangeState): Readonly<Record<string, Value>> {
  const label = { reference: state.label };
  const due = (value: Value | undefined): Record<string, Value> => ({ due: value ?? '', dueCount: value ? 1 : 0 });
  switch (occasion) {
    case 'information-needed':
      return { label, question: clip(state.question?.text ?? '', QUOTED) };
    case 'vote-needed':
      return { label, ...due(state.reviewDue ? { day: state.reviewDue, ahead: true } : undefined) };
    case 'vote-at-50':
    case 'vote-at-80':
    case 'vote-at-100': {
      // However late it comes, it says when that was.
      const since = state.reminded?.due ?? state.reviewDue;
      return {
        label,
        since: since ? { instant: since } : words('status.none-given'),
        ...due(state.reviewDue ? { day: state.reviewDue, ahead: true } : undefined),
      };
    }
    case 'rejected': {
      const { text = '', wouldChange = '' } = state.rejection ?? {};
      const reason = clip(text, QUOTED);
      return {
        label,
        reason,
        reasonCount: reason ? 1 : 0,
        would: clip(wouldChange, QUOTED),
        wouldCount: wouldChange ? 1 : 0,
      };
    }
    case 'deferred':
      return { label, ...due(state.deferred?.until ? { date: state.deferred.until } : undefined) };
    case 'emergency-opened':
    case 'emergency-review-overdue':
      return { label, ...due(state.emergency ? { day: state.emergency.reviewDue, ahead: true } : undefined) };
    case 'closed':
      return { label, closing: words(`status.closing.${state.closing?.reason ?? 'implemented'}`) };
    default:
      return { label };
  }
}
