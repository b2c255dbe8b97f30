/** The mails that links and codes are sent with, in the project's language; whoever reads them may be outside (`rules.md 4.7`). */
import type { Message } from '@countersign/core/notice/channel.ts';
import type { ContactRole } from '@countersign/core/policy/contact.ts';
import type { SignAct } from '@countersign/core/signoff/decider.ts';
import { PLAIN, type Setting, speaker, type Value, words } from '@countersign/core/view/sentence.ts';
import { codeShown } from './secret.ts';

interface About {
  readonly setting: Setting;
  /** `owner/repository`. */
  readonly project: string;
  readonly label: string;
  readonly title: string;
  readonly role: ContactRole;
  /** Names the request, the same in all mails about it. */
  readonly thread: string;
}

interface LinkLetter extends About {
  readonly id: string;
  readonly act: SignAct;
  readonly address: string;
  /** UTC instant. */
  readonly until: string;
  /** They answered before, and it was changed since. */
  readonly isAgain: boolean;
}

/** A title is read in a list of mails: so much of it is enough. */
const TITLE = 120;

export function linkLetter(asked: LinkLetter): Message {
  const { setting, act, project, label, title, isAgain, until } = asked;
  const say = speaker(setting, PLAIN);
  return letter(asked, {
    subject: words(`sign.mail.subject.${act}`, { label: { reference: label }, title: title.slice(0, TITLE) }),
    lines: [
      words(`sign.mail.line.${act}`, { project }),
      ...(isAgain ? [words('sign.mail.line.since')] : []),
      words('sign.mail.line.link', { until: { instant: until } }),
    ],
    asks: [say(words(`sign.mail.ask.${act}`))],
    page: asked.address,
  });
}

export function codeLetter(asked: About & { readonly id: string; readonly code: string }): Message {
  const { project, label, code } = asked;
  return letter(asked, {
    subject: words('sign.code.subject', { label: { reference: label } }),
    lines: [
      words('sign.code.line', { code: { choice: codeShown(code) } }),
      words('sign.code.use'),
      words('sign.code.not-you', { project }),
    ],
    asks: [],
  });
}

export function removedLetter(asked: Omit<About, 'label' | 'title'> & { readonly id: string }): Message {
  const { project } = asked;
  return letter(
    { ...asked, label: '', title: project },
    {
      subject: words('sign.removed.subject', { project }),
      lines: [words('sign.removed.line', { project }), words('sign.removed.not-you', { project })],
      asks: [],
    },
  );
}

interface Said {
  readonly subject: Value;
  readonly lines: readonly Value[];
  readonly asks: readonly string[];
  readonly page?: string;
}

function letter(
  { setting, id, project, label, title, role, thread }: About & { readonly id: string },
  { subject, lines, asks, page }: Said,
): Message {
  const say = speaker(setting, PLAIN);
  return {
    id,
    locale: setting.locale,
    subject: say(subject),
    sections: [
      {
        thread,
        heading: label === '' ? title : `${label} ${title}`,
        lines: lines.map(say),
        asks,
        because: say(words('sign.mail.because', { project, role: { choice: role } })),
        ...(page ? { page } : {}),
      },
    ],
  };
}
