/** The bar above a looked-at page: who looks, in which language, at which moment of the story, and where else to look. */
import { LOCALES, type Locale } from '@countersign/core/text/locale.ts';
import { roleName } from '@countersign/core/view/names.ts';
import { voice } from '@countersign/jira/answer/voice.ts';
import { nameOf } from './barwords.ts';
import { BESIDE_CHAPTERS } from './besidestory.ts';
import { escaped } from './document.ts';
import { LIGHT_CHAPTERS } from './lightstory.ts';
import { CHAPTERS, PEOPLE, type PersonName, rolesOf } from './story.ts';
import { STATES, type Viewer } from './viewer.ts';

type BarWord = 'as' | 'locale' | 'chapter' | 'show' | 'again' | 'hint' | 'pages';

const WORDS: Readonly<Record<Locale, Readonly<Record<BarWord, string>>>> = {
  en: {
    ...{ as: 'Person', locale: 'Language', chapter: 'Chapter', show: 'Show', again: 'Start over', pages: 'Pages' },
    hint: 'What you do here is kept; “Start over” makes every chapter, the policy and the set-up as they were at first.',
  },
  'zh-CN': {
    ...{ as: '人员', locale: '语言', chapter: '章节', show: '查看', again: '从头开始', pages: '页面' },
    hint: '您在此处的操作会保留；“从头开始”会让所有章节、策略与设置恢复最初的样子。',
  },
};

/** The address of a page for the same viewer. */
export function addressOf(page: string, { as, locale, chapter }: Viewer): string {
  return `/${page}?${new URLSearchParams({ as, locale, chapter })}`;
}

/** A name with the roles that the chapter's policy gives that person. */
function personLabel(name: PersonName, { locale, chapter }: Viewer): string {
  const { plain } = voice({ locale, timeZone: 'UTC' });
  const profile = LIGHT_CHAPTERS.some((one) => one === chapter) ? 'light' : 'standard';
  const roles = rolesOf(name, profile).map((role) => plain(roleName(role)));
  return [PEOPLE[name], ...roles].join(' – ');
}

export function bar(page: string, pages: readonly string[], viewer: Viewer): string {
  const words = WORDS[viewer.locale];
  const choice = (name: 'as' | 'locale' | 'chapter', options: readonly (readonly [string, string])[]) =>
    `<span><label for="bar-${name}">${escaped(words[name])}</label><select class="field" id="bar-${name}" name="${name}">${options
      .map(
        ([value, label]) =>
          `<option value="${escaped(value)}"${value === viewer[name] ? ' selected' : ''}>${escaped(label)}</option>`,
      )
      .join('')}</select></span>`;
  const people = (Object.keys(PEOPLE) as PersonName[]).map((one) => [one, personLabel(one, viewer)] as const);
  const chapters = [...CHAPTERS, ...BESIDE_CHAPTERS, ...LIGHT_CHAPTERS, ...STATES].map(
    (one) => [one, nameOf(one, viewer.locale)] as const,
  );
  const links = pages.map(
    (one) => `<a class="link" href="${escaped(addressOf(one, viewer))}">${escaped(nameOf(one, viewer.locale))}</a>`,
  );
  return `<form class="bar" method="get">${choice('as', people)}${choice(
    'locale',
    LOCALES.map((one) => [one, one === 'en' ? 'English' : '中文']),
  )}${choice('chapter', chapters)}<button class="button" type="submit">${words.show}</button><button class="button" type="submit" formmethod="post" formaction="${escaped(addressOf(`again/${page}`, viewer))}" aria-describedby="again-hint">${words.again}</button><nav aria-label="${words.pages}">${links.join(' ')}</nav><p class="helper" id="again-hint">${words.hint}</p></form>`;
}
