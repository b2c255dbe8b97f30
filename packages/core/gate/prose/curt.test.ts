/** Shows that a few words behind what a text says of a file take it back, wherever they stand, and that a sentence with something of its own to speak of does not (`rules.md 6.4`). */
import { expect, test } from 'vitest';
import { opens, PATH } from '../../../../test/instruments/guarded.ts';

const TAKEN_BACK =
  `Or rather not.|Not yet, though.|(Cancelled.)|On hold.|No, wait.|Wait, no.|Nah.|Not any more.|No longer.|Maybe not.|Perhaps not.
Better not.|Or maybe not.|Then again, no.|Let’s not.|Let us not.|Disregard.|Ignore.|Obsolete.|Superseded.|Superseded by #7.|Outdated.|Rejected.|Declined.
Denied.|Postponed.|Deferred.|Later.|Next year.|Some day.|In another request.|Out of scope.|Excluded.|Optional.|Only if needed.|If at all.|If Bob agrees.
Unless Bob objects.|Pending.|TBD.|To be decided, later.|Under discussion.|Only an idea.|Just an idea.|Not serious.|As an example.|For illustration.|Hypothetical.
This is false.|Wrong.|Mistake.|This was a mistake.|The above is wrong.|We won’t.|We will not.|All stays.|Stop.|Undone.|Reverted.|N/A|Not applicable.
Does not apply.|（取消）|先不做。|暂缓。|暂不处理。|以后再说。|下次再说。|再议。|待定。|否。|否决。|駁回。|仅为示例。|示例。|错了。|有误。|以上有误。|上面的不算。
前面的不做。|此条删除。|不需要了。|无需。|维持原状。|除外。|例外。|不包括在内。|不在范围内。|可选。|如有必要。|视情况而定。|等批准后。`.split(
    /[|\n]/,
  );

const OF_SOMETHING_ELSE =
  `No downtime.|Without downtime.|No new dependencies.|Lint needs no Docker.|Nothing else changes.
It runs on Node 24 now.|Done by hand.|No risk for users.|Users notice nothing.|不影响其他功能。|无停机时间。|测试不受影响。|其余不变。|预计两天完成。`.split(
    /[|\n]/,
  );

const BEHIND: readonly ((said: string, then: string) => string)[] = [
  (said, then) => `${said}\n\n${then}`,
  (said, then) => `${said}.\n${then}`,
  (said, then) => `${said}. ${then}`,
  (said, then) => `- ${said}\n- ${then}`,
  (said, then) => `${said}\n\n**${then}**`,
];

test.each([`Update ${PATH}`, `修改 ${PATH}`])('6.4: %s, and a few words behind it', (said) => {
  expect(opens(said)).toBe(true);
  const texts = (all: readonly string[]) => all.flatMap((then) => BEHIND.map((place) => place(said, then)));
  expect(texts(TAKEN_BACK).filter((text) => opens(text))).toEqual([]);
  expect(texts(OF_SOMETHING_ELSE).filter((text) => !opens(text))).toEqual([]);
});
