/** The commands for `/help`: one line for each that somebody can give now, and who that is, as the rows of `acts.ts` say. */
import { type Act, rowOf, stagesOf, type Typed } from '../change/acts.ts';
import { rolesActingAs } from '../change/decision.ts';
import { possible, possibleForms } from '../change/offers.ts';
import { STAGES } from '../change/stage.ts';
import type { ChangeState } from '../change/state.ts';
import type { Known } from '../change/subject.ts';
import type { Role } from '../policy/role.ts';
import { roleName } from './names.ts';
import { or, type Sentence, type Value, words } from './sentence.ts';

/** What the present stage has brought stands first, what could always be done last; `/explain` always works. */
export function helpFor(state: ChangeState, known: Known): readonly Sentence[] {
  const { profile } = known.policy;
  const since = (type: Typed) => STAGES.findIndex((stage) => stagesOf(rowOf(type), profile).includes(stage));
  const now = possible(state, known).toSorted((one, other) => since(other) - since(one));
  return [...now.map((type) => lineOf(type, state, known)), words('status.help.explain')];
}

/** Everybody reads the same list, so each line says whose command it is. */
function lineOf(type: Typed, state: ChangeState, known: Known): Sentence {
  const line = words(`status.help.${type}`);
  const who = whoseForms(possibleForms(type, state, known), (roles) => filled(roles, known));
  return who === undefined ? line : words('status.help.by', { line, who });
}

/** Whose a command is in any of its forms, with those of its roles that count. @returns `undefined` for what anybody may give */
export function whoseForms(
  forms: readonly Act[],
  counting: (roles: readonly Role[]) => readonly Role[],
): Value | undefined {
  const who = forms.flatMap((act) => whoOf(act, counting(act.roles)) ?? []);
  return who.length === 0 ? undefined : or(each(who));
}

/** Whoever may give one form or another of a command is said once. */
function each(all: readonly Value[]): readonly Value[] {
  const flat = all.flatMap((one) => (typeof one === 'object' && 'list' in one && one.join === 'or' ? one.list : [one]));
  const said = flat.map((one) => JSON.stringify(one));
  return flat.filter((_, index) => said.indexOf(said[index] ?? '') === index);
}

/** @returns `undefined` for what anybody may give */
function whoOf({ who = 'role' }: Act, roles: readonly Role[]): Value | undefined {
  const named = or(roles.map(roleName));
  switch (who) {
    case 'anyone':
      return undefined;
    case 'role':
    case 'manager-now':
      return named;
    case 'requester':
    case 'proxy':
      return or(['requester' as const, ...roles].map(roleName));
    case 'who-raised':
    case 'who-held':
      return or([words(`status.who.${who}`), ...roles.map(roleName)]);
    default:
      return words(`status.who.${who}`, { roles: named });
  }
}

/** Roles that a request itself gives, whatever its policy says. */
const OF_THE_REQUEST: readonly Role[] = ['requester', 'owner', 'implementer'];

/** Those that somebody holds; all of them where nobody does. */
function filled(roles: readonly Role[], { policy, authority }: Known): readonly Role[] {
  const held = roles.filter(
    (role) =>
      OF_THE_REQUEST.includes(role) ||
      rolesActingAs(policy, role).some((one) => (authority.roles[one]?.people.length ?? 0) > 0),
  );
  return held.length > 0 ? held : roles;
}
