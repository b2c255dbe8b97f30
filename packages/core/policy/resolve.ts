/** From the text of a policy file to the policy in force: strict parse, then cross-references, all problems at once. */
import { textDigest } from '../ledger/digested.ts';
import { readYaml, type YamlBounds } from '../text/yaml.ts';
import { crossReferences } from './crossreference.ts';
import { inForce, type Report } from './inforce.ts';
import { wholeFile } from './key/whole.ts';
import type { Policy } from './policy.ts';
import type { PolicyProblem, PolicyProblemCode } from './problem.ts';
import { pathText, shapeOf } from './shape.ts';
import { quotedNames, slipsIn } from './slip.ts';

export type Resolved = { readonly policy: Policy } | { readonly problems: readonly PolicyProblem[] };

/** Larger files are refused before they are put together: ten times what a large organisation needs. */
export const POLICY_BOUNDS: YamlBounds = { characters: 200_000, tokens: 20_000, depth: 12, aliases: 20 };

/** Names a version of a policy: the digest of its source. */
export function policyVersion(source: string): string {
  return textDigest(source);
}

/**
 * Reads a policy file. Never throws; a file that is wrong in any way gives problems and no policy. Its work is bounded: whoever may
 * write a policy must not keep the others waiting.
 */
export function resolvePolicy(source: string): Resolved {
  try {
    const resolved = resolve(source);
    return 'problems' in resolved ? { problems: withSlips(resolved.problems, source) } : resolved;
  } catch {
    // The gates of one repository close with a sentence; thrown further, it would hold back the work of all that wait behind it.
    return { problems: [{ code: 'unforeseen', path: '', line: 0, values: {} }] };
  }
}

/** Problems that are there whatever the marks are. */
const BEFORE_MARKS: readonly PolicyProblemCode[] = ['too-large', 'too-many-parts'];

/** A mark that YAML reads as a letter is what is wrong, whatever the parser made of it: what follows from it is said once it is mended. */
function withSlips(problems: readonly PolicyProblem[], source: string): readonly PolicyProblem[] {
  if (problems.some(({ code }) => BEFORE_MARKS.includes(code))) return problems;
  const slips = slipsIn(source);
  const [first] = slips;
  if (!first) return problems;
  // What stands on other lines may be another fault; what the parser stumbled over later is not.
  const isElsewhere = ({ code, line }: PolicyProblem) =>
    code === 'not-yaml' ? line > 0 && line < first.line : slips.every((one) => one.line !== line);
  const others = problems.filter((one) => one.code !== 'not-a-mapping' && isElsewhere(one));
  return [...slips, ...others];
}

function resolve(source: string): Resolved {
  const read = readYaml(source, POLICY_BOUNDS);
  if (read.kind === 'too-large') {
    const values = { limit: POLICY_BOUNDS.characters };
    return { problems: [{ code: read.characters ? 'too-large' : 'too-many-parts', path: '', line: 0, values }] };
  }
  if (read.kind === 'stumbled')
    return {
      problems: [
        {
          code: 'not-yaml',
          path: '',
          line: read.line,
          values: { kind: read.over, write: quotedNames(source.split('\n')[read.line - 1] ?? '') },
        },
      ],
    };
  const { value: raw, lineOf } = read;
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw))
    return { problems: [{ code: 'not-a-mapping', path: '', line: 1, values: {} }] };
  const { problems: faults, file } = shapeOf(raw, lineOf);
  if (!file) return { problems: faults };
  const problems: PolicyProblem[] = [];
  const report: Report = (code, path, values) =>
    problems.push({ code, path: pathText(path), line: lineOf(path), values });
  const policy: Policy = { version: policyVersion(source), ...inForce(wholeFile(file), report) };
  problems.push(...crossReferences(policy, lineOf));
  const all = [...faults, ...problems.filter((one) => !followsFrom(one, faults))];
  return all.length > 0 ? { problems: all } : { policy };
}

/** Parts of a policy that decide together who has a seat. */
const SEATING: readonly string[] = ['profile', 'roles', 'seats'];
const topOf = (path: string): string => path.split(/[.[]/)[0] ?? '';

/** Whether a fault of the shape may be all that is behind a problem: it is said once that is mended, if it is there then. */
function followsFrom({ path, code }: PolicyProblem, faults: readonly PolicyProblem[]): boolean {
  const top = topOf(path);
  return faults.some((fault) => {
    const wrong = topOf(fault.code === 'unknown-key' && fault.values.meant ? String(fault.values.meant) : fault.path);
    if (SEATING.includes(top)) return SEATING.includes(wrong) || SEATING.includes(topOf(fault.path));
    return wrong === top || (code === 'bad-amount' && wrong === 'currency');
  });
}
