/** Reads a policy file and names every mistake in it. */

import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { configured, variableOf } from '@countersign/chat/destinations.ts';
import { hintSentence, hintsFor, type PolicyHint } from '@countersign/core/gate/hint.ts';
import { shortDigest } from '@countersign/core/ledger/shown.ts';
import { CONTACT_ROLES } from '@countersign/core/policy/contact.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { problemSentence } from '@countersign/core/policy/problem.ts';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import { localeFor } from '@countersign/core/text/locale.ts';
import { say, Unfit } from './call.ts';
import { checkoutNames } from './checkout.ts';
import { unknownOnGitHub } from './people.ts';

export async function validate(
  file: string | undefined,
  { repo: checkout, ask }: { readonly repo?: string | undefined; readonly ask?: boolean | undefined },
): Promise<number> {
  if (!file) throw new Unfit('validate needs a file: npm run countersign -- validate .github/countersign.yml');
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Unfit(`There is no file ${file}.`);
  const names = checkoutNames(checkout ?? dirname(resolve(file)));
  if (checkout !== undefined && !names) throw new Unfit(`There is no git checkout in ${checkout}.`);
  const resolved = resolvePolicy(readFileSync(file, 'utf8'));
  const words = catalogue(localeFor(process.env.LANG));
  if ('policy' in resolved) {
    say(`${file}: ${resolved.policy.profile}, version ${shortDigest(resolved.policy.version)}`);
    const asked = ask ? await askGitHub(resolved.policy) : [];
    const hints = [...hintsFor(resolved.policy, names), ...serverHints(resolved.policy), ...asked];
    for (const hint of hints) say(`${file}: ${hintSentence(hint, words)}`);
    return 0;
  }
  for (const problem of resolved.problems) say(`${file}: ${problemSentence(problem, words)}`);
  return 1;
}

/** What a server lacks, started where this is, so that contacts could sign and groups were told. */
function serverHints(policy: Policy): readonly PolicyHint[] {
  return [...contactHints(policy), ...channelHints(policy)];
}

function channelHints({ channels }: Policy): readonly PolicyHint[] {
  const { destinations } = configured(process.env);
  const missing = channels.filter((one) => !destinations.has(one)).map(variableOf);
  return missing.length > 0 ? [{ code: 'channel-server', values: { missing: missing.join(', ') } }] : [];
}

function contactHints({ roles }: Policy): readonly PolicyHint[] {
  if (!CONTACT_ROLES.some((role) => roles[role]?.contacts.length)) return [];
  const missing = ['PUBLIC_URL', 'SMTP_URL', 'MAIL_FROM'].filter((name) => !process.env[name]).join(', ');
  return missing ? [{ code: 'contact-server', values: { missing } }] : [];
}

async function askGitHub(policy: Policy): Promise<readonly PolicyHint[]> {
  const { GITHUB_API_URL: api = 'https://api.github.com', GITHUB_TOKEN: token } = process.env;
  try {
    return await unknownOnGitHub(policy, { api, ...(token ? { token } : {}) });
  } catch (error) {
    throw new Unfit(`GitHub could not be asked: ${error instanceof Error ? error.message : String(error)}`);
  }
}
