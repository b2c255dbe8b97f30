/** The resource of `jira:projectSettingsPage`. */

import { render } from '../render.ts';
import { SettingsPage } from '../settings/page.tsx';

render(<SettingsPage />);
