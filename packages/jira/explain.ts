/** "Why is this blocked?", for an agent or an automation: the gate's answer in sentences, with the rights of whoever asks. */
import { gateSituation, policyFor } from '@countersign/core/facts.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import type { StreamRef } from '@countersign/core/ports.ts';
import { load } from '@countersign/core/run.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { stageName } from '@countersign/core/view/names.ts';
import { capital, PLAIN, type Sentence, speaker } from '@countersign/core/view/sentence.ts';
import { verdictLines } from '@countersign/core/view/verdict.ts';
import { z } from 'zod';
import { type JiraClient, path } from './client.ts';
import { type Desk, factsAt, standing } from './desk.ts';
import { gateWords } from './gate/words.ts';
import { issueSchema } from './schema.ts';

const asked = z.object({ issueKey: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{1,30}-\d{1,9}$/) }).loose();

export async function explain(desk: Desk, asUser: JiraClient, given: unknown, locale: Locale): Promise<string> {
  const word = gateWords(locale);
  const read = asked.safeParse(given);
  if (!read.success) return word.whichIssue;
  const answer = await asUser.request(
    'GET',
    path`/rest/api/3/issue/${read.data.issueKey}?fields=project,issuetype,status`,
  );
  const issue = answer.ok ? issueSchema.safeParse(answer.data) : undefined;
  if (!issue?.success) return word.notSeen;
  const { id, key, fields } = issue.data;
  const { site, ref } = await standing(desk, id, fields.project.id);
  if (!site) return word.notSetUp;
  if (fields.issuetype.id !== site.changeType) return word.noRequest(key);
  return (await explained(desk, ref, key, locale)) ?? word.notRecorded;
}

/** @returns `undefined` for what is not on record. */
export async function explained(desk: Desk, ref: StreamRef, key: string, locale: Locale): Promise<string | undefined> {
  const state = await load(desk.ledger, ref);
  if (!state) return undefined;
  const facts = factsAt(desk, ref, false);
  const policy = await policyFor(facts, state);
  const situation = await gateSituation(facts, policy, state.content.request.items);
  const speak = speaker({ locale, timeZone: situation.policy.timeZone, year: situation.now.slice(0, 4) }, PLAIN);
  const say = (sentence: Sentence): string => `${capital(speak(sentence)).replace(/[.。]$/, '')}.`;
  const verdict = changeGate(state, 'merge', situation);
  const lines = verdictLines(verdict)
    .filter((line) => line.open === verdict.open)
    .map((line) => [line.sentence, ...(line.remedy ? [line.remedy] : [])].map(say).join(' '));
  return [`${key}: ${say(stageName(state.stage))}`, ...lines].join('\n');
}
