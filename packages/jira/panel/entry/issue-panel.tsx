/** The resource of `jira:issuePanel`. */
import { IssuePanel } from '../issue/panel.tsx';
import { render } from '../render.ts';

render(<IssuePanel />);
