/** What people and trackers may ask of a change request: the closed list of commands, free of any vendor's words. */
import type { Authentication } from '../approval/authentication.ts';
import type { Facet, FacetDigests } from '../approval/facet.ts';
import type { VerdictWord } from '../approval/vote.ts';
import type { PlainDate } from '../calendar/date.ts';
import type { EvidenceFile } from '../content/evidencefile.ts';
import type { Person } from '../content/person.ts';
import type { Plan } from '../content/plan.ts';
import type { Alternative, CHANGE_TYPES, RequestContent } from '../content/request.ts';
import type { ChangeClass } from '../impact/class.ts';
import type { Confidence, Dimension, ImpactValue } from '../impact/dimension.ts';
import type { SeatRole } from '../policy/role.ts';
import type { ChangeEvent, GateAtMerge } from './event.ts';
import type { SaidFrom } from './mirror.ts';
import type { WorkOrigin } from './origin.ts';

export type ChangeType = (typeof CHANGE_TYPES)[number];

export type Command =
  /** The tracker's item exists; `request` is what its form says. With light policies the form may hold impacts too. */
  | {
      readonly type: 'open';
      readonly request: RequestContent;
      readonly requester: Person;
      readonly onBehalfOf?: Person;
      /** Whom its requester says that it is made for; unlike the one above, they may do nothing by it. */
      readonly madeFor?: Person;
      readonly label: string;
      readonly address: string;
      readonly impacts?: readonly AssessedInput[];
      readonly emergency?: boolean;
      readonly reopens?: string;
      /** Its requester is a program, and it is not said whose. */
      readonly program?: boolean;
      /** Its former record is lost; whoever administers the project begins another, knowing that (`rules.md 7.1`). */
      readonly afterLoss?: { readonly version: number; readonly by: Person };
    }
  /** The tracker's item was edited. Items' bases are filled in by the core from the facts. */
  | {
      readonly type: 'write';
      readonly request: RequestContent;
      readonly impacts?: readonly AssessedInput[];
      /** What this very edit changed, whatever stands on record by now: authorship rests on it (`rules.md 4.4`). Absent where nobody says; empty: nothing that is governed. */
      readonly wrote?: readonly Facet[];
      /** A newer edit was recorded already: only who wrote is news. */
      readonly late?: boolean;
      /** A program wrote it. */
      readonly program?: boolean;
    }
  /** The tracker says that it is made for somebody else. */
  | { readonly type: 'represent'; readonly person: Person }
  /** Somebody says whom it is made for, or for whom a program wrote in it (`rules.md 4.4`). */
  | {
      readonly type: 'made-for';
      readonly person: Person;
      /** As of a vote: what a program wrote that they had not seen, they say nothing of. */
      readonly saw?: string;
      readonly seen?: FacetDigests;
      readonly round?: number;
    }
  | { readonly type: 'submit' }
  | { readonly type: 'triage'; readonly changeType?: ChangeType; readonly owner?: Person }
  /** Somebody else answers for it from now on. */
  | { readonly type: 'owner'; readonly owner: Person; readonly reason?: string }
  | { readonly type: 'need-info'; readonly question: string; readonly of: 'requester' | 'customer' | 'supplier' }
  | { readonly type: 'assess'; readonly inputs: readonly AssessedInput[] }
  | { readonly type: 'plan'; readonly plan: Plan }
  | { readonly type: 'alternatives'; readonly alternatives: readonly Alternative[] }
  | { readonly type: 'raise-class'; readonly class: ChangeClass; readonly reason: string }
  | { readonly type: 'review' }
  /** It comes under the policy that stands now: asked first who gains and loses a seat, then with the version that was shown. */
  | { readonly type: 'migrate'; readonly to?: string }
  /** One's own vote is taken back: in the seat that is named, or in all of one's seats. */
  | { readonly type: 'retract'; readonly seat?: SeatRole; readonly reason?: string }
  /** One is away, and somebody votes meanwhile: in the seats that are named, or in all of one's own. Days are of the project's zone. */
  | {
      readonly type: 'away';
      readonly from?: PlainDate;
      readonly until: PlainDate;
      readonly to?: Person;
      readonly seats?: readonly SeatRole[];
      readonly largest?: ChangeClass;
      readonly reason?: string;
    }
  /** One is back before that. */
  | { readonly type: 'back' }
  | { readonly type: 'send-back'; readonly reason: string }
  | {
      readonly type: 'vote';
      /** Digest of what the person saw when they spoke: of all that is governed (`contentDigest`), or of its words (`wordsDigest`) where no more can be told. */
      readonly saw?: string;
      /** What is governed, as it was shown to the person when they spoke (`facetDigests`); absent where `saw` says it all. */
      readonly seen?: FacetDigests;
      /** `ChangeState.round` that was shown to the person then; absent where `saw` says it all. */
      readonly round?: number;
      readonly verdict: VerdictWord;
      readonly seat?: SeatRole;
      readonly reason?: string;
      readonly authenticated: Authentication;
      /** A name that was typed beside a signature by link. */
      readonly signedAs?: Person;
      readonly code?: string;
      readonly wouldChange?: string;
    }
  /** What somebody of the customer's signed outside, as one of the provider's people brings it; another has to confirm it. */
  | {
      readonly type: 'attest';
      /** Id or name. */
      readonly signer: string;
      readonly verdict: 'approve' | 'reject';
      readonly on: PlainDate;
      /** How it was signed, and where that can be seen. */
      readonly evidence: string;
      /** As of a vote. */
      readonly saw?: string;
      readonly seen?: FacetDigests;
      readonly round?: number;
    }
  /** The chair closes the matter after a rejecting vote (T9). */
  | { readonly type: 'reject'; readonly code: string; readonly reason: string; readonly wouldChange?: string }
  | {
      readonly type: 'confirm';
      readonly authenticated: Authentication;
      /** As of a vote. */
      readonly signedAs?: Person;
      readonly saw?: string;
      readonly seen?: FacetDigests;
      readonly round?: number;
    }
  /** `spoken`, here and of a hold: by which the host counts what is said, upwards, where a comment says it. */
  | { readonly type: 'concern'; readonly text: string; readonly spoken?: number }
  /** An edit of a mirror in another tracker, named `from` there (`rules.md 5.6`). */
  | ({ readonly type: 'propose'; readonly address: string; readonly text: string } & SaidFrom)
  | { readonly type: 'take-over'; readonly proposal: string; readonly reason: string }
  | { readonly type: 'turn-down'; readonly proposal: string; readonly reason: string }
  /** Of a concern with a higher `spoken` nobody spoke: it was raised later. */
  | { readonly type: 'resolve'; readonly concern: string; readonly reason: string; readonly spoken?: number }
  | {
      readonly type: 'condition';
      readonly text: string;
      readonly owner: Person;
      readonly due?: string;
      readonly blocks: 'start' | 'merge' | 'deploy' | 'close';
    }
  | {
      readonly type: 'meet-condition';
      readonly condition: string;
      readonly evidence?: string;
      /** Its bytes are kept already. */
      readonly file?: EvidenceFile;
    }
  | { readonly type: 'defer'; readonly reason: string; readonly until?: string; readonly trigger?: string }
  | { readonly type: 'take-up'; readonly reason: string }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'lower-class'; readonly class: ChangeClass; readonly reason: string }
  | {
      readonly type: 'second';
      /** `PendingAct.id` of the act that waited when the person spoke; 0: none did. Absent where nobody can tell. */
      readonly saw?: number;
    }
  | { readonly type: 'withdraw'; readonly reason: string }
  | {
      readonly type: 'supersede';
      readonly successor: string;
      readonly reason: string;
      /** Labels of affected items that the successor does not touch and that are let go on purpose. */
      readonly dropped?: readonly string[];
    }
  | { readonly type: 'duplicate'; readonly of: string }
  | { readonly type: 'decline'; readonly reason: string }
  | { readonly type: 'hold'; readonly reason: string; readonly spoken?: number }
  | { readonly type: 'release' }
  | { readonly type: 'emergency'; readonly reason: string; readonly incident: string }
  | { readonly type: 'ratify'; readonly outcome: 'ratified' | 'with-actions' | 'not-ratified'; readonly reason: string }
  | { readonly type: 'start' }
  /** Linked work was seen by the tracker; unlike `start` nobody asked for anything, so it is never refused. */
  | {
      readonly type: 'link-work';
      readonly work: string;
      readonly label: string;
      /** Where it comes from; absent: a person's account in the project's own repository. */
      readonly origin?: WorkOrigin;
      /** Another account than its author's has pushed to it. */
      readonly pushedByOthers?: true;
      /** How many commits others are known to have pushed, where only their number is told. */
      readonly others?: number;
      /** Another account than its author's wrote that it implements this request. */
      readonly namedByOthers?: true;
      /** Since when it says so, by the git host's clock. */
      readonly at?: string;
      /** Its commit, where a tracker tells it that knows no more of the work. */
      readonly head?: string;
      /** The git host's own id of it, where `work` is an address, which a rename changes (`rules.md 5.6`). */
      readonly node?: string;
    }
  /** Somebody says that it is this request's work. */
  | {
      readonly type: 'accept';
      readonly work: string;
      /** Its id, where the tracker knows what is called so where it was said; work of another place may be called the same. */
      readonly id?: string;
      /** Its commit, where the tracker knows it; and when it was seen there, of one that nobody was seen to push. */
      readonly head?: string;
      readonly headAt?: string;
      /** When it was said, by the git host's clock: of what came later nobody spoke. */
      readonly saidAt?: string;
      /** The commit before the eyes of whoever pressed a button. */
      readonly seen?: string;
    }
  /** Another account than its author's pushed to it; `at` by the git host's clock. */
  | { readonly type: 'work-pushed'; readonly work: string; readonly others?: number; readonly at?: string }
  | { readonly type: 'unlink-work'; readonly work: string }
  /** Linked work was merged; `gate` is what its merge gate said then. `label` where another tracker tells of it, which links nothing here. */
  | { readonly type: 'work-merged'; readonly work: string; readonly gate: GateAtMerge; readonly label?: string }
  | { readonly type: 'done'; readonly step?: string }
  | { readonly type: 'drop'; readonly step: string; readonly reason: string; readonly movedTo?: string }
  | {
      readonly type: 'evidence';
      readonly criterion: string;
      readonly evidence: string;
      /** Its bytes are kept already. */
      readonly file?: EvidenceFile;
    }
  | {
      readonly type: 'actuals';
      readonly days: number;
      readonly cost: { readonly minor: number; readonly currency: string };
    }
  | { readonly type: 'verify'; readonly passed: boolean; readonly reason?: string }
  | {
      readonly type: 'close';
      readonly reason: 'implemented' | 'partly-implemented' | 'rolled-back';
      readonly text?: string;
    }
  | { readonly type: 'reopen' }
  /** Facts outside the request may have changed (an item, a team, the time): the engine looks again. */
  | { readonly type: 'reconsider' }
  | {
      readonly type: 'note';
      readonly irregularity: Extract<ChangeEvent, { type: 'irregularity' }>['kind'];
      readonly detail: string;
      /** Whose comment it was. */
      readonly of?: Person;
    }
  /** It was renamed or renumbered where it is, or can be reached again. */
  | { readonly type: 'relocate'; readonly label: string; readonly address: string }
  /** It lives in another project from now on, under whose policy it goes on (`rules.md 5.6`, `7.2`). */
  | {
      readonly type: 'rehome';
      readonly from: Whereabouts;
      readonly to: NewHome;
      readonly label: string;
      readonly address: string;
      /** It is back where its record has it: it was elsewhere meanwhile, and nobody told of that in time. */
      readonly isBack?: true;
    };

/** A project by its id, and as people call it. */
export interface Whereabouts {
  readonly project: string;
  readonly name: string;
}

export interface NewHome {
  readonly project: string;
  /** The id that the tracker gave it there; absent where it keeps its own. A move to an id that it had before was told late. */
  readonly id?: string | undefined;
  /** Nobody here can see it there: the app is not installed, or it is another account's. */
  readonly outOfSight?: true | undefined;
}

/** One dimension as somebody assessed it. */
export interface AssessedInput {
  readonly dimension: Dimension;
  readonly value: ImpactValue;
  readonly confidence: Confidence;
  /** Where it comes from; empty for none, absent where nothing is said of it. */
  readonly evidence?: string;
}
