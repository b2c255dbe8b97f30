/** A button that leads to another page of the app, whose address only Jira knows. */
import { NavigationTarget, router } from '@forge/bridge';
import { Button } from '@forge/react';
import type { ReactNode } from 'react';

/** Keys of the pages in manifest.yml. */
type PageKey = 'project-settings' | 'project-page';

export function GoTo({ page, project, children }: { page: PageKey; project: string; children: ReactNode }) {
  const go = async () => {
    try {
      await router.navigate({ target: NavigationTarget.Module, moduleKey: page, projectKey: project });
    } catch {
      // The text beside the button says the way there, too.
    }
  };
  return <Button onClick={go}>{children}</Button>;
}
