/** A mail's HTML: no style sheet, picture or script, colours only where they hold on light and on dark, and lines that wrap on a phone. */
import type { Message, Section } from '@countersign/core/notice/channel.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import { inert, isLink } from './words.ts';

/** What stands in text and HTML alike. */
export interface Content {
  readonly locale: Message['locale'];
  readonly sections: readonly Section[];
  /** Where its reader chooses what they get. */
  readonly choices?: string;
}

const FONT =
  "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:1.5";
const SECTION = 'border-top:1px solid #8c8c8c;padding:16px 0;overflow-wrap:anywhere';
const HEADING = 'font-size:18px;line-height:1.35;margin:0 0 8px';
const LINE = 'margin:0 0 8px';
const ASK = 'margin:0 0 8px;padding-left:10px;border-left:4px solid #1a66c2;font-weight:bold';
const BUTTON =
  'display:inline-block;margin:4px 0 12px;padding:10px 18px;border-radius:6px;background-color:#1a66c2;color:#ffffff;text-decoration:none';
const SMALL = 'margin:0;font-size:14px';

export function htmlOf({ locale, sections, choices }: Content): string {
  const say = catalogue(locale);
  const parts = sections.map(({ heading, lines, asks, page, because }) =>
    [
      `<div style="${SECTION}">`,
      `<h2 dir="auto" style="${HEADING}">${shown(heading)}</h2>`,
      ...lines.map((one) => `<p dir="auto" style="${LINE}">${shown(one)}</p>`),
      ...asks.map((one) => `<p dir="auto" style="${ASK}">${shown(one)}</p>`),
      ...(isLink(page)
        ? [`<p style="margin:0"><a href="${escaped(page)}" style="${BUTTON}">${escaped(say('mail.open'))}</a></p>`]
        : []),
      `<p dir="auto" style="${SMALL}">${shown(because)}</p>`,
      '</div>',
    ].join('\n'),
  );
  const foot = isLink(choices)
    ? `<div style="${SECTION}"><p style="${SMALL}"><a href="${escaped(choices)}">${escaped(say('mail.choose'))}</a></p></div>`
    : '';
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title></title></head>
<body style="margin:0;padding:8px 16px"><div style="max-width:600px;margin:0 auto;${FONT}">
${parts.join('\n')}
${foot}
</div></body></html>
`;
}

function shown(text: string): string {
  return escaped(inert(text));
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
