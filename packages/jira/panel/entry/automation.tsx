/** The form of both actions of `automation:actionProvider`. */
import { AutomationForm } from '../automation/form.tsx';
import { render } from '../render.ts';

render(<AutomationForm />);
