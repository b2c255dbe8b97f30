/** The resource of `jira:issueContext`. */
import { IssueContext } from '../issue/context.tsx';
import { render } from '../render.ts';

render(<IssueContext />);
