/** What a Chinese reader trips over in what is shown: one table for comments, pages, panels and documents. */

const HAN = String.raw`\p{Script=Han}`;
/** By what it is. Names and people's own words are taken out, or stand for one letter, before a line is looked at. */
export const STUMBLES: Readonly<Record<string, RegExp>> = {
  'words that are not Chinese': /[A-Za-z]{2,}/,
  'no blank between Han and Latin letters': new RegExp(`${HAN}[A-Za-z0-9#@]|[A-Za-z0-9]${HAN}`, 'u'),
  'a blank beside a mark of full width': /[，。；、！？）] (?!·|\||[-✔✘⚠])|(?<![·|:：✔✘⚠]) [，。；：、！？（）”]/u,
  'a mark of half width beside Han': new RegExp(`${HAN}[,;:!?()]|[,;!?()]${HAN}`, 'u'),
  'a mark twice': /。。|，，|。，|：：|；。|，。|。”[。，；（]/,
  'a blank between Han': new RegExp(`${HAN} +${HAN}`, 'u'),
  'words that were given up':
    /提出人(?!或委员会主席)|提请|请求评审|送审|驳回|作废|提供方|己方|分担|质量属性|跟踪系统|点按|运维者|耗费|动机|撰写|变更委员会|缓解|变差|变好|不作变更|指纹|出资方|费用|重启|其他成员|其间|届时|登记册|满分|特别重大|占(?:用|此|席)|门禁.{0,4}(?:关闭|打开|开放)/,
};

/** Han characters lean badly, and Markdown takes no mark beside them: names are quoted instead. Looks at Markdown as it is written. */
export function inItalics(markdown: string): readonly string[] {
  const plain = markdown.replaceAll(/`[^`\n]*`/g, 'x').replaceAll('**', '');
  return [...plain.matchAll(/(?<![*\w\\])([*_])(?=[^\s*_])([^*_\n]*\p{Script=Han}[^*_\n]*)(?<=\S)\1(?![*\w])/gu)].map(
    ([one]) => one,
  );
}
