/** The resource of `jira:adminPage`. */

import { render } from '../render.ts';
import { SetupPage } from '../setup/page.tsx';

render(<SetupPage />);
