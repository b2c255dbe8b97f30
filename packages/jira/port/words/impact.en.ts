/** English words of the impacts and their forms. Places are `{name}`. */
export const impactEn = {
  'impact.column': 'Impact',
  'impact.meaning': 'What it means',
  'impact.score': 'Score',
  'impact.missing': 'Not assessed yet',
  'impact.edit': 'Edit {name}',
  'impact.assess': 'Assess {name}',
} as const satisfies Record<string, string>;
