/** English sentences for the pages. Keys begin with `page.`. */
export const pageEn = {
  'page.language': 'English',
} as const satisfies Record<`page.${string}`, string>;
