/** The resource of `jira:dashboardGadget`. */
import { Gadget } from '../gadget/gadget.tsx';
import { render } from '../render.ts';

render(<Gadget />);
