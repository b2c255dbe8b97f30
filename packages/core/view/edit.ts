/** Which governed parts an event may have changed, to find the edit behind a lost vote. */
import type { Facet } from '../approval/facet.ts';
import type { ChangeEvent } from '../change/event.ts';

export function changesOf(event: ChangeEvent): readonly Facet[] {
  switch (event.type) {
    case 'request-written':
      return event.changed;
    case 'rebased':
      return ['items'];
    case 'assessed':
      return [event.dimension];
    case 'planned':
      return ['plan'];
    case 'alternatives-written':
    case 'triaged':
      return ['reason'];
    default:
      return [];
  }
}
