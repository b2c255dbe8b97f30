/** The resource of `jira:projectPage`. */
import { ProjectPage } from '../project/page.tsx';
import { render } from '../render.ts';

render(<ProjectPage />);
