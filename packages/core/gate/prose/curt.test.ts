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
Correction: we do not.|Withdrawn on Monday.|Cancelled in May.|Rejected by ops.|Rejected by the board.|It was rejected by ops.|But vetoed.|Vetoed.|Abandoned.|Scrapped.
Hang on.|Halt.|Abort.|Aborted.|Delayed.|Overruled.|Contested.|Suspended.|Paused until May.|Frozen.|Blocked by legal.|Backlog.|Wontfix.|Won't fix.|Dead.|Killed by ops.
Removed from scope.|No go.|No-go.|Not happening.|Won't happen.|Will not happen.|Called off.|Ruled out.|Left out.|Voted down.|Turned down by ops.|Put off.|Set aside.|On ice.|In limbo.|Struck.
Under review.|In review.|To be confirmed.|To be approved by ops.|Awaiting approval.|Waiting for legal.|Needs approval.|Needs a decision.|Needs sign-off.|Depends.|Depends on legal.|We'll see.|Who knows.
Hopefully.|Undo.|Roll back.|Rolled back.|Revert.|Reverted on Monday.|Withdrawn 2026-11-02.|Moved to #12.|See #12 instead.|Replaced by #12.|Split off.|Done in #12 instead.|Instead: nothing.
Forbidden.|Not allowed.|Not permitted.|Not approved by ops.|Unapproved.|Not agreed.|Disagreed.|Open question.|Just testing.|Only a test.|Test.|Sarcasm.|Actually nothing.|A draft.
周一撤回。|已由运维否决。|客户否决。|别改。|不要改。|请忽略。|忽略。|冻结。|暂停。|终止。|停止。|打住。|另行处理。|另案处理。|移至 #12。|改为 #12。|由 #12 代替。|未获批准。|未批准。|待批准。|待审批。|待确认。
审批中。|评审中。|看情况。|再看。|以后。|明年。|下个版本。|下一版。|收回。|更正：不改。|更正：否。|口误。|写错了。|划掉。|已删除。|废弃。|废止。|未通过。|没通过。|不同意。|不允许。|禁止。|不可以。|不成立。
前面的不做。|此条删除。|不需要了。|无需。|维持原状。|除外。|例外。|不包括在内。|不在范围内。|可选。|如有必要。|视情况而定。|等批准后。`.split(
    /[|\n]/,
  );

const OF_SOMETHING_ELSE =
  `No downtime.|Without downtime.|No new dependencies.|Lint needs no Docker.|Nothing else changes.
It runs on Node 24 now.|Done by hand.|No risk for users.|Users notice nothing.|不影响其他功能。|无停机时间。|测试不受影响。|其余不变。|预计两天完成。
Tested.|Done.|Needs Node 24.|Needs no approval of users to run.|Removed jobs go to the archive.|In two days.|By mei.|Stop the old runner first.
已测试。|两天内完成。|由运维执行。|更正拼写。|停止旧的运行器。|删除旧缓存。`.split(/[|\n]/);

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
