/** The panels by the name under which they can be looked at. */

import { AutomationForm } from '@countersign/jira/panel/automation/form.tsx';
import { Gadget } from '@countersign/jira/panel/gadget/gadget.tsx';
import { IssueContext } from '@countersign/jira/panel/issue/context.tsx';
import { IssuePanel } from '@countersign/jira/panel/issue/panel.tsx';
import { ProjectPage } from '@countersign/jira/panel/project/page.tsx';
import { render } from '@countersign/jira/panel/render.ts';
import { SettingsPage } from '@countersign/jira/panel/settings/page.tsx';
import { SetupPage } from '@countersign/jira/panel/setup/page.tsx';
import { createElement, type FunctionComponent } from 'react';

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
