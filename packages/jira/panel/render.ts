/** Hands a panel to UI Kit. Loaders disagree on what the default export of a CommonJS library is; both ways are understood here. */
import * as kit from '@forge/react';
import type { ReactElement } from 'react';

interface Renderer {
  render(element: ReactElement): void;
}

export function render(element: ReactElement): void {
  const found = kit.default as unknown as Renderer & { readonly default?: Renderer };
  (found.default ?? found).render(element);
}
