/** The panels by the name under which they can be looked at. */
import { createElement, type FunctionComponent } from 'react';
import { IssuePanel } from '../panel/issue/panel.tsx';
import { render } from '../panel/render.ts';

const PAGES: Readonly<Record<string, FunctionComponent>> = {
  issue: IssuePanel,
};

export function drawPage(name: string): void {
  const page = PAGES[name];
  if (!page) throw new Error(`no page ${name}`);
  render(createElement(page));
}
