/** The ruleset by which GitHub holds merges until our check has passed, as its API takes it, and the line that asks for it. */
import { CHECK_NAME } from '../markdown/check.ts';

/** Of the branch that people merge into unless they say otherwise; whoever covers more branches adds them. */
export function ruleset(app: number) {
  return {
    name: CHECK_NAME,
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [
      {
        type: 'required_status_checks',
        parameters: {
          // What is asked of the commit itself is our check’s to say: the base may move meanwhile.
          strict_required_status_checks_policy: false,
          // By its integration: a check of the same name that anybody else writes counts for nothing.
          required_status_checks: [{ context: CHECK_NAME, integration_id: app }],
        },
      },
    ],
  } as const;
}

/** For a terminal in which `gh` is signed in as an administrator of the repository. */
export function rulesetCommand(app: number, repository: string): string {
  return [
    `gh api --method POST repos/${repository}/rulesets --input - <<'JSON'`,
    JSON.stringify(ruleset(app), null, 2),
    'JSON',
  ].join('\n');
}
