/** The resolver of the looked-at panels: the real core on a story, in memory. */

import { commandOf, isAboutAnother } from '@countersign/core/ask/command.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { changeData } from '@countersign/jira/answer/change.ts';
import { recorded } from '@countersign/jira/answer/recorded.ts';
import { refused } from '@countersign/jira/answer/refused.ts';
import { issueTyped } from '@countersign/jira/answer/typed.ts';
import { voice } from '@countersign/jira/answer/voice.ts';
import { PAYLOADS } from '@countersign/jira/port/call.ts';
import type { ActAnswer, PanelData } from '@countersign/jira/port/data.ts';
import { lostSentence } from '@countersign/jira/receive/lost.ts';
import { BESIDE_CHAPTERS, besideStory } from './besidestory.ts';
import { LIGHT_CHAPTERS, lightStory } from './lightstory.ts';
import { listWorld } from './listworld.ts';
import { policyWorld } from './policyworld.ts';
import { setupWorld } from './setupworld.ts';
import { CHAPTERS, PEOPLE, personNamed, type Story, story } from './story.ts';
import type { Viewer, World } from './viewer.ts';

const NOTHING = ['not-set-up', 'no-policy', 'not-recorded', 'no-access'] as const;

/** Chapters that tell no story stand beside the one that shows most. */
function begun(chapter: string, locale: Locale): Story {
  const beside = BESIDE_CHAPTERS.find((one) => one === chapter);
  if (beside) return besideStory(beside, locale);
  const light = LIGHT_CHAPTERS.find((one) => one === chapter);
  return light ? lightStory(light, locale) : story(CHAPTERS.find((one) => one === chapter) ?? 'voided', locale);
}

/**
 * A world of its own: what is done in it stays in it.
 * @param pause what a call takes that asks Jira for much
 */
export function openWorld(pause: () => Promise<void> = async () => {}): World {
  const told = new Map<string, Story>();
  const begunAnew = new Set<Locale>();
  const storyOf = ({ locale, chapter }: Viewer): Story => {
    const name = `${chapter}/${locale}`;
    const known = told.get(name) ?? begun(chapter, locale);
    told.set(name, known);
    return known;
  };
  const panel = (viewer: Viewer): PanelData => {
    const { chapter, locale } = viewer;
    if (chapter === 'nothing') return { kind: 'nothing', locale, why: 'not-a-request' };
    if (chapter === 'record-lost' && !begunAnew.has(locale))
      return { kind: 'lost', locale, what: lostSentence({ version: 12, stage: 'approved' }, locale), may: true };
    const why = NOTHING.find((one) => one === chapter);
    if (why) return { kind: 'nothing', locale, why };
    const one = storyOf(viewer);
    const seen = one.seen.get(personNamed(viewer.as).id);
    return changeData({
      state: one.state(),
      situation: one.situation(viewer.as),
      entries: one.entries,
      locale: viewer.locale,
      ...(seen === undefined ? {} : { seen }),
    });
  };
  return {
    panel: (_, viewer) => {
      if (viewer.chapter === 'broken') throw new Error('the resolver is down');
      return panel(viewer);
    },
    act: (payload, viewer): ActAnswer => {
      const { ask, content } = PAYLOADS.act.parse(payload);
      const one = storyOf(viewer);
      const state = one.state();
      if (isAboutAnother(ask, content, state)) return { kind: 'changed', panel: panel(viewer) };
      const understood = commandOf(ask, state, {
        locale: viewer.locale,
        currency: one.policy.currency,
        names: { home: 'jira', called: new Map(Object.entries(PEOPLE)) },
        labelIn: issueTyped,
      });
      if ('problems' in understood) return { kind: 'invalid', problems: understood.problems };
      const { refusal, events } = one.play(viewer.as, understood.command);
      if (!refusal) {
        const shown = panel(viewer);
        const said = recorded(events, shown, personNamed(viewer.as));
        return { kind: 'done', panel: shown, ...(said ? { said } : {}) };
      }
      const speak = voice({ locale: viewer.locale, timeZone: one.policy.timeZone });
      return { kind: 'refused', ...refused(refusal, speak, ask), panel: panel(viewer) };
    },
    startAnew: (_, viewer) => {
      begunAnew.add(viewer.locale);
      return panel(viewer);
    },
    seen: (payload, viewer) => {
      const { version } = PAYLOADS.seen.parse(payload);
      storyOf(viewer).seen.set(personNamed(viewer.as).id, version);
      return null;
    },
    ...policyWorld(),
    ...listWorld(storyOf),
    ...setupWorld(pause),
  };
}
