/** English sentences for why something was not done and what would help. Keys begin with `refusal.`. */
export const refusalEn = {
  'refusal.not-allowed': 'You cannot do this here: {reason}',
} as const satisfies Record<`refusal.${string}`, string>;
