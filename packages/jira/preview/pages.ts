/** The panels by the name under which they can be looked at. */
import { createElement, type FunctionComponent } from 'react';
import { AutomationForm } from '../panel/automation/form.tsx';
import { Gadget } from '../panel/gadget/gadget.tsx';
import { IssueContext } from '../panel/issue/context.tsx';
import { IssuePanel } from '../panel/issue/panel.tsx';
import { ProjectPage } from '../panel/project/page.tsx';
import { render } from '../panel/render.ts';
import { SettingsPage } from '../panel/settings/page.tsx';
import { SetupPage } from '../panel/setup/page.tsx';

const PAGES: Readonly<Record<string, FunctionComponent>> = {
  issue: IssuePanel,
  context: IssueContext,
  settings: SettingsPage,
  project: ProjectPage,
  admin: SetupPage,
  gadget: Gadget,
  automation: AutomationForm,
};

export function drawPage(name: string): void {
  const page = PAGES[name];
  if (!page) throw new Error(`no page ${name}`);
  render(createElement(page));
}
