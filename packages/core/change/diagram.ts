/** Draws the state machine from its own table, so that the picture in `docs/` cannot say anything else than the code. */
import { FINAL, TRANSITIONS, type Transition } from './stage.ts';

/** Mermaid text of the state diagram; edges that join the same two states share one arrow. */
function stateDiagram(): string {
  const edges = new Map<string, { from: string; to: string; labels: string[] }>();
  for (const transition of TRANSITIONS as readonly Transition[]) {
    for (const from of transition.from) {
      const key = `${from} ${transition.to}`;
      const edge = edges.get(key) ?? { from, to: transition.to, labels: [] };
      edge.labels.push(`${transition.rule} ${transition.by}`);
      edges.set(key, edge);
    }
  }
  const name = (stage: string) => (stage === 'none' ? '[*]' : stage.replaceAll('-', '_'));
  const lines = [...edges.values()].map(
    (edge) => `  ${name(edge.from)} --> ${name(edge.to)}: ${edge.labels.join(' / ')}`,
  );
  const ends = FINAL.map((stage) => `  ${name(stage)} --> [*]`);
  return ['stateDiagram-v2', '  in_review: in review', ...lines, ...ends].join('\n');
}

/** The whole page `docs/state-machine.md`. */
export function stateMachinePage(): string {
  const rows = (TRANSITIONS as readonly Transition[]).map(
    (one) => `| ${one.rule} | ${one.from.join(', ').replace('none', '–')} | ${one.to} | ${one.by} |`,
  );
  return [
    '# The states of a change request',
    '',
    'Drawn from `packages/core/change/stage.ts` by `npm run docs`; a test holds it to the code. The guards of each rule stand in',
    '[rules.md](rules.md).',
    '',
    '```mermaid',
    stateDiagram(),
    '```',
    '',
    '| rule | from | to | by |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
