/**
 * Which texts may hold freezes, by letters: YAML writes a letter as itself, or behind a backslash, and JSON, in which a text is kept, writes one
 * as two. The index `policy_text_freezes` is made of these very words; where they change, it has to be made anew.
 */
export const FREEZES = String.raw`position('freeze' in data) > 0 or position('\\' in data) > 0`;
