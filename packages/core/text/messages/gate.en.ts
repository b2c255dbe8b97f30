/** English sentences for why a gate is open or closed. Keys begin with `gate.`. */
export const gateEn = {
  'gate.open': 'Open: nothing stands in the way',
  'gate.closed': 'Closed: {reason}',
} as const satisfies Record<`gate.${string}`, string>;
