/** English sentences for what happened, in the record. Keys begin with `event.`. */
export const eventEn = {
  'event.recorded': 'Recorded {when} by {person}',
} as const satisfies Record<`event.${string}`, string>;
