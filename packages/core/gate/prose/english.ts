/** The forms of English words that say of a file that it changes (`rules.md 6.4`). */

import { CODE, NAMED } from './signs.ts';
import { A_THING, NAMES, TOOL, VALUE, VERSION } from './terms.ts';
import { DONE_TO_A_FILE, NOUN, TO_A_FILE, TO_WHAT_IT_HOLDS } from './verbs.ts';

/** Words that only lead on to the name. */
export const FILL = `(?:(?:the|a|an|this|these|our|its|their|both|all|new|old|existing|current|whole|following|listed|also|contents? of|${NOUN})[\\s:]+){0,6}`;
/** Who acts is nobody but us. */
const WE =
  '(?:(?:we|i|this (?:change|request|pull request|pr|plan|step)|the (?:change|request)|please|will|shall|must|should|needs? to|ha(?:s|ve) to|to|also|then|now|first|second|finally|and|let us|only)\\s+){0,5}';
const TO_CONTENT = `(?:${TO_A_FILE}|${TO_WHAT_IT_HOLDS})`;
/** It is done, and not by somebody else. */
const DONE = `(?:${DONE_TO_A_FILE}|switched|pinned)(?!\\s+(?:by|from|out|off|away)\\b)`;
/** What of a file a sentence may speak of in its place. */
const OF_IT =
  '(?:(?:the|each|its)\\s+)(?:[\\p{L}-]{1,20}\\s+){0,2}(?:run|runs|job|jobs|step|steps|schedule|trigger|triggers|timeout|cache|version|runner|runners|content|contents|permissions|name|matrix)\\s+(?:of|in)\\s+';

/** One word behind a thing and before `in …`; `to`, and what makes a clause of its own, leads elsewhere. */
const FREE =
  '(?!(?:to|what|which|that|who|whose|as|is|are|was|were|be|because|by|before|after|while|when|than|but|so|and then|described|listed|defined|documented|found|used)\\b)[\\p{L}\\p{N}@#/.+_\'’"“”`\uE201\uF000-\uF101-]+,?';
/** `Use the text in …` reads it, `Run tests in …` runs it, `Switch jobs …` is said of people. */
const NO_READING = `(?!(?:uses?\\s+(?:the(?!\\s+new\\b)|it|this|that|what)|moves?\\s+on|changes?\\s+jobs?)\\b|runs?\\s+(?!${CODE}|(?:on\\s+)?(?:${VALUE}|(?:the|a)\\s+new\\b)))`;
const INTO = '(?:in|into|to|within|inside)';
/** `Node 24`, `from 22 to 24`, `to v5`, `to 30 minutes`. */
const TO_VALUE = `(?:${VALUE}|(?:from\\s+(?:${TOOL}\\s+)?${VERSION}\\s+)?to\\s+(?:${TOOL}\\s+)?${VERSION}(?:\\s*(?:minutes?|min|hours?|days?|seconds?|%|[mg]b))?|to\\s+(?:(?:their|a|full|commit)\\s+){0,3}(?:shas?|commits?))(?![\\p{L}\\p{N}_])`;
/** A thing that is changed, and what becomes of it. */
const BECOMES_A_VALUE = `(?:(?:(?:up|down|over)\\s+)?${A_THING}(?:\\s+${FREE}){0,3}\\s+)?${TO_VALUE}`;

/** Something new: a value, or `a new runner`. That a file uses or runs anything else may as well be how it is. */
const NEWLY = `(?:(?:on|with)\\s+)?(?:${VALUE}|(?:the|a|an)\\s+new\\b)`;
/** It does so, and did not before. */
const IT_DOES = `(?:(?:uses?|runs?|installs?)(?=\\s+${NEWLY})|becomes?(?=\\s+(?:an?|the|two|three)\\s+(?:[\\p{L}-]{1,20}\\s+){0,2}${NOUN}\\b(?!\\s+(?:of|for)\\b))|(?:switch(?:es)?|moves?)(?=\\s+to\\s+(?:\\d|${VALUE}|(?:the|a|an)\\s+new\\b))|changes?(?=\\s*(?:$|[.,;:!)\\n]|to\\s+(?:${VALUE}|\\d)|so that\\b)))`;
const IT_WILL = `(?:will|shall|must|should|has to|have to|needs? to)\\s+(?:then\\s+|now\\s+|also\\s+)?(?:(?:use|run|install)(?=\\s+${NEWLY})|(?:switch|move) to(?=\\s+(?:\\d|${VALUE}|(?:the|a|an)\\s+new\\b))|change(?=\\s*(?:$|[.;:!)\\n]|to\\s+(?:${VALUE}|\\d)|so that\\b)))`;
const HELPED =
  '(?:(?:is|are|be|being|been|was|were|will|must|shall|should|has to|have to|needs? to|now|then|also|to|gets?|both|all)\\s+){0,4}';
/** It is done once: not `weekly`, and not by somebody else. */
const ONCE_DONE = `(?=\\s*(?:$|[.,;:!)\\]\\n。，；：、）–—(（-])|\\s+(?:to(?!\\s+(?:the|a|our|this|that)\\s+list)|into|so|and|for\\s+${VALUE}|accordingly|too|also|here|as well|with(?!\\s+(?:each|every))|in\\s+(?:this|place|order))\\b|\\s*(?:→|->)|\\s*[\\p{Script=Han}])`;

const AFTER_IT = `(?=\\s*(?:$|[.,;:!)\\]\\n。，；：！、）–—(（-])|\\s+(?:so|and|with|for|because|since|that|files?|workflows?|too|also|again|accordingly)\\b|\\s+(?:from\\s+(?:${TOOL}\\s+)?${VERSION}\\s+)?to\\s+(?!the\\b|this\\b|that\\b|our\\b|a\\b|an\\b|another\\b|${NAMED})[\\p{L}\\d]|\\s*(?:→|->)|\\s*[\\p{Script=Han}])`;

/** Verbs of which many a name of a thing begins: `update log`, `change owner`. */
const NO_COMPOUND =
  '(?!\\s+(?:logs?|history|owners?|queue|day|path|versions?|requests?|board|freeze|windows?|lists?|by|management|manager|control|plans?|notes?|cycles?|process|rate|date|time|sets?)\\b)';
/** As a part of an expression. `Runs tests`, `uses secrets` says how it is. */
const IMPERATIVE =
  'use|set|install|put|write|insert|switch|unpin|pin|raise|lower|enable|disable|turn (?:on|off)|increase|reduce|shorten|run';
/** What is done to something of which a file is made, or to the file. */
const AN_ORDER = `(?:${TO_A_FILE}|${IMPERATIVE})\\b${NO_COMPOUND}\\s+(?:(?:on|to)\\s+)?(?:${A_THING}|${TO_VALUE}|(?:this|the|whole|\\s)*${NAMES})`;

const form = (source: string): RegExp => new RegExp(source, 'uy');

/** Each begins where a clause begins, and its whole match holds the names that it speaks of. */
export const ENGLISH_FORMS: readonly RegExp[] = [
  // Update `ci.yml`; move `a.yml` to `b.yml`.
  `${WE}(?:move|rename|migrate|convert|split|merge)s?\\s+${FILL}${NAMES}\\s+(?:to|into|as)\\s+${FILL}${NAMES}${AFTER_IT}`,
  `${WE}(?:switch|move|migrate|convert)(?:es|s)?\\s+${FILL}${NAMES}\\s+(?:over\\s+)?to\\s+(?:${VALUE}|${TOOL}(?=\\s*(?:$|[.,;:!])))`,
  `${WE}(?:${TO_A_FILE})[\\s:]+${FILL}${NAMES}${AFTER_IT}`,
  // Use Node 24 in `ci.yml`; add a cache to `ci.yml`; use Node 24 (`ci.yml`).
  `${WE}${NO_READING}${TO_CONTENT}\\s+(?:${A_THING}(?:,?\\s+${FREE}){0,7}|(?:on\\s+)?${BECOMES_A_VALUE}),?\\s+${INTO}[\\s:]+${FILL}${NAMES}${AFTER_IT}`,
  `${WE}${TO_CONTENT}\\s+(?!(?:of|about|for|with|docs?|documentation|manuals?|guides?)\\b)${BECOMES_A_VALUE}(?:\\s+(?:in|for)\\s+${FILL}|\\s*)[(（]\\s*${NAMES}`,
  // Change the timeout of `ci.yml`; remove the cache from `ci.yml`.
  `${WE}(?:${TO_A_FILE})\\s+${OF_IT}${FILL}${NAMES}${AFTER_IT}`,
  `${WE}(?:remove|delete|drop|move|take)s?\\s+${A_THING}(?:\\s+${FREE}){0,6}?\\s+(?:out of|from)\\s+${FILL}${NAMES}${AFTER_IT}`,
  // In `ci.yml`, use Node 24.
  `(?:in|within|inside|for)\\s+${FILL}${NAMES}\\s*[,:，：]?\\s*${WE}(?:${AN_ORDER})`,
  // `ci.yml` uses Node 24; `a.yml` becomes `b.yml`.
  `(?:${OF_IT})?${FILL}${NAMES}\\s+(?:${NOUN}\\s+)?(?:becomes?|moves? to|(?:is|are|will be) (?:moved|renamed) to)\\s+${FILL}${NAMES}${AFTER_IT}`,
  `(?:${OF_IT})?${FILL}${NAMES}\\s+(?:${NOUN}\\s+)?(?:${HELPED}(?:${IT_DOES}|(?<=\\b(?:is|are|be|gets?|being|all|both|now|also) )${DONE}${ONCE_DONE})|${IT_WILL})\\b`,
  `${FILL}${NAMES}\\s+(?:${NOUN}\\s+)?now\\s+(?:uses?|runs?\\s+on)\\s+${TOOL}(?=\\s*(?:$|[.!]))`,
  // The build runs on Node 24 (`ci.yml`).
  `(?:the\\s+)?(?:${NOUN}|ci|cd|builds?|release|deployment)\\s+(?:runs?\\s+on|uses?|moves?\\s+to|switch(?:es)?\\s+to)\\s+${VALUE}\\s*[(（]\\s*${NAMES}`,
  // Node 24 in `ci.yml`.
  `${VALUE}\\s+(?:in|for)\\s+${FILL}${NAMES}${AFTER_IT}`,
].map(form);

/** As a part of an expression: words that begin with what is done, and to what. */
export const ENGLISH_BEGUN = `${WE}(?:${AN_ORDER})`;
/** As a part of an expression: all of a heading (`Use Node 24`). */
export const ENGLISH_TO_A_VALUE = `${WE}${TO_CONTENT}\\s+${BECOMES_A_VALUE}`;
/** As a part of an expression: words that begin with a verb of ours, whatever it is done to. */
export const ENGLISH_VERB_FIRST = `${WE}${TO_CONTENT}\\b`;
/** As a part of an expression: any verb of change. */
export const ENGLISH_VERB = `\\b(?:${TO_CONTENT}|${DONE})\\b`;
export const DONE_FIRST = form(`(?:is |are |will be |gets? |now )?(?:${DONE}${ONCE_DONE}|${IT_DOES})`);
/** "The following files" in words above a list. */
export const FOLLOWING_EN = `(?:these|the following|all these|the listed|both)\\s+${NOUN}`;
