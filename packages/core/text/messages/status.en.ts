/** English sentences for where a change request stands. Keys begin with `status.`. */
export const statusEn = {
  'status.waiting-for-votes': '{count, plural, one {Waiting for # vote} other {Waiting for # votes}}',
} as const satisfies Record<`status.${string}`, string>;
