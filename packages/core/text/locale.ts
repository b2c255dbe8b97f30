/** The two languages in which everything is said, and how to settle on one of them. */

export const LOCALES = ['en', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];

/** The best of our languages for a BCP 47 tag (`zh-Hans-CN`, `zh_CN`, `en-GB`, `fr`); English when we do not speak it. */
export function localeFor(tag: string | undefined): Locale {
  return /^zh\b/i.test((tag ?? '').trim().replaceAll('_', '-')) ? 'zh-CN' : 'en';
}

/** The best of our languages for an `Accept-Language` header, in its order of preference. */
export function localeForHeader(header: string | undefined): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find((text) => text !== undefined);
      return {
        tag: tag.trim(),
        quality: quality === undefined ? 1 : Number(quality),
      };
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return localeFor(wanted.find(({ tag }) => /^(en|zh)\b/i.test(tag))?.tag);
}
