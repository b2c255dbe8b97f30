/** The characters of Taiwan and Hong Kong, read as those in which our words are written. */

const PAIRS =
  '認认確确開开補补複复覆复評评劃划畫划備备選选級级審审準准對对棄弃權权異异議议決决採采納纳條条滿满遲迟啟启啓启緊紧暫暂復复證证據据實实際际驗验關关閉闭說说説说幫帮駁驳釋释贊赞過过無无銷销繼继續续掛挂凍冻結结緩缓動动處处許许單单訊讯資资變变沒没問问題题謝谢閱阅這这個个們们險险應应贊赞進进執执樣样過过來来對对錯错絕绝還还測测試试誤误須须經经後后僅仅並并請请會会為为與与從从將将嚴严讓让價价簽签約约達达於于產产業业費费額额減减預预萬万億亿兩两訂订點点見见難难轉转慮虑顧顾擔担憂忧離离終终責责務务寫写話话觀观麼么嗎吗隻只祇只卻却雖虽盡尽儘尽幾几長长強强擬拟謹谨歸归該该誰谁錄录當当時时間间現现內内數数據据總总體体區区別别調调設设檔档團团創创換换編编輯辑運运觸触發发線线腳脚構构環环優优擴扩遷迁統统驟骤刪删併并維维舊旧鎖锁繞绕讀读擱搁罷罢廢废視视討讨論论計计階阶類类舉举嘗尝參参週周';

/** As Taiwan and Hong Kong write the characters of our words. */
const SIMPLE: ReadonlyMap<string, string> = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, at) => [PAIRS.charAt(2 * at), PAIRS.charAt(2 * at + 1)]),
);

/** One letter for one, so that places in the words hold. */
export function simplified(word: string): string {
  return word.replaceAll(TRADITIONAL, (one) => SIMPLE.get(one) ?? one);
}

const TRADITIONAL = new RegExp(`[${[...SIMPLE.keys()].join('')}]`, 'gu');
