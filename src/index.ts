/** What Forge deploys: every handler that `manifest.yml` names, by its own name, because the bundler asks for named exports here. */
export {
  accounts,
  awaiting,
  events,
  gate,
  jobs,
  moved,
  nightly,
  nights,
  remind,
  standing,
  sweep,
  trigger,
  validator,
  whyBlocked,
} from '@countersign/jira/handlers.ts';
export { resolver } from '@countersign/jira/resolver.ts';
