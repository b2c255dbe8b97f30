/** English sentences for impacts, scores and classes. Keys begin with `impact.`. */
export const impactEn = {
  'impact.unknown': 'Not assessed yet',
  'impact.none': 'None: {reason}',
} as const satisfies Record<`impact.${string}`, string>;
