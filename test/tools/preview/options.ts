/** What `npm run preview:jira` is asked for, and what it says of itself. */
import { parseArgs } from 'node:util';

export const HELP = `npm run preview:jira – look at the pages of the Jira app in a browser, without a Jira site or an account.

It serves them on this machine until Ctrl+C, with the real rules on a made-up project.
  PORT=9000 npm run preview:jira      another port than 8090

Pages: /issue (panel of a change request), /context (beside the issue), /project (register), /settings (policy),
       /admin (set-up), /gadget (dashboard), /automation (a rule's form). Links in the bar lead from one to the other.

The bar at the top of each page chooses person, language and chapter ("Show"); so does the address:
  /issue?as=carla&locale=zh-CN&chapter=approved
A chapter is a moment of the story (or a state such as no-policy). You can act in it: vote, assess, edit.
What you do is kept until you press "Start over" in the bar, or stop the preview.
`;

export type PreviewAsked =
  | { readonly kind: 'serve'; readonly port: number }
  | { readonly kind: 'help' }
  /** With a sentence that says why. */
  | { readonly kind: 'refused'; readonly why: string };

/** @param port the environment's PORT; 8090 without */
export function previewAsked(args: readonly string[], port: string | undefined): PreviewAsked {
  const { tokens } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const one of tokens) {
    if (one.kind === 'option' && one.name === 'help') return { kind: 'help' };
    const given = one.kind === 'option' ? one.rawName : one.kind === 'positional' ? one.value : undefined;
    if (given !== undefined)
      return { kind: 'refused', why: `There is no “${given}” here. Try: npm run preview:jira -- --help` };
  }
  const number = Number(port || 8090);
  if (Number.isInteger(number) && number >= 0 && number < 65_536) return { kind: 'serve', port: number };
  return { kind: 'refused', why: `PORT “${port}” is no port: write a whole number up to 65535, such as PORT=8090.` };
}
