/** English sentences for answers to commands. Keys begin with `command.`. */
export const commandEn = {
  'command.understood': 'Done, as @{person} asked.',
} as const satisfies Record<`command.${string}`, string>;
