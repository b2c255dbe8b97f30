/** What a sentence of ours names, place by place: which values may stand in a place, and so how they are said. Refusals and the gate's reasons have it in their rows. */
import type { Facet } from '../approval/facet.ts';
import type { NotCounting } from '../approval/tally.ts';
import type { Voiding } from '../approval/vote.ts';
import type { PlanGap } from '../content/plan.ts';
import type { ChangeClass } from '../impact/class.ts';
import type { Dimension } from '../impact/dimension.ts';
import type { ContactWhy } from '../policy/contact.ts';
import type { Role, SeatRole } from '../policy/role.ts';
import type { CommandType } from './acts.ts';
import type { BoardAct } from './event.ts';
import type { AlternativeGap, RequestField } from './requirement.ts';
import type { Stage } from './stage.ts';

/** Each kind of value, with its type. `names.ts` says each kind in the reader's words. */
export interface Kinds {
  /** What somebody wrote, or the name of a step, a concern: shown as it is. */
  readonly text: string;
  /** What somebody is called; who was erased is called so in the reader's words. */
  readonly person: string;
  /** A name of somebody else's in which nothing is markup, such as a branch. */
  readonly quoted: string;
  readonly number: number;
  readonly yes: 'yes';
  /** Why a contact does not sign. */
  readonly why: ContactWhy;
  readonly stage: Stage;
  readonly role: Role | SeatRole;
  /** In a list, the second seat of a role is called so. */
  readonly seat: SeatRole;
  /** A seat and who may fill it, with a blank between. */
  readonly holder: string;
  readonly class: ChangeClass;
  readonly facet: Facet;
  readonly field: RequestField;
  readonly gap: PlanGap | AlternativeGap;
  readonly dimension: Dimension;
  /** The label of a request, a pull request or an item. */
  readonly reference: string;
  /** A UTC instant, shown with its time, or only as its day. */
  readonly instant: string;
  readonly day: string;
  /** What ended a vote. */
  readonly ended: NotCounting['kind'] | Voiding['kind'] | '';
  /** A command as people write it. */
  readonly command: CommandType | BoardAct['act'];
}

export type Kind = keyof Kinds;

/** Lists: `each` is "a, b and c"; `either` is "a, b or c", of which one is enough; `listed` is "a, b, c". */
type List = { readonly each: Kind } | { readonly either: Kind } | { readonly listed: Kind };

/** What stands in one place; `maybe`: or nothing. */
export type Filling = Kind | List;
export type Says = Readonly<Record<string, Filling | { readonly maybe: Filling }>>;

type Filled<Place> = Place extends Kind
  ? Kinds[Place]
  : Place extends { readonly [How in 'each' | 'either' | 'listed']?: infer One extends Kind }
    ? readonly Kinds[One][]
    : never;

/** The values that fill a sentence. */
export type ValuesOf<Said extends Says> = {
  readonly [Name in keyof Said as Said[Name] extends Filling ? Name : never]: Filled<Said[Name]>;
} & {
  readonly [Name in keyof Said as Said[Name] extends Filling ? never : Name]?: Said[Name] extends {
    readonly maybe: infer Place;
  }
    ? Filled<Place>
    : never;
};

/** What everything in a union asks for. */
type All<Each> = (Each extends unknown ? (one: Each) => void : never) extends (one: infer Whole) => void
  ? Whole
  : never;

type Asked<Rows, Code extends keyof Rows> = All<
  Code extends unknown
    ? Rows[Code] extends { readonly says: infer Said extends Says }
      ? ValuesOf<Said>
      : object
    : never
>;

/** The values that a code has to be given with: none where its sentence names nothing, and where it may be one of several codes, those of each. */
export type Given<Rows, Code extends keyof Rows> = keyof Asked<Rows, Code> extends never
  ? readonly []
  : readonly [values: Asked<Rows, Code>];

/** Values as they are stored and carried, after their types were checked where they were given. */
export type Raw = Readonly<Record<string, string | number | readonly string[]>>;
