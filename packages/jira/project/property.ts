/** Key of the property that the app writes: on an issue the mirror of its record, which `jira:entityProperty` makes searchable; on an issue type and on a project the mark of set-up. Whoever may edit the thing may write it. */
export const PROPERTY = 'countersign';
