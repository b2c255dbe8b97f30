/** How Jira names a module of this very app, in the environment that runs now: another app may have a module of the same key. */
import { getAppContext } from '@forge/api';

/** @param key as the manifest has it */
export function moduleId(key: string): string {
  const { appAri, environmentAri } = getAppContext();
  return `ari:cloud:ecosystem::extension/${appAri.appId}/${environmentAri.environmentId}/static/${key}`;
}
