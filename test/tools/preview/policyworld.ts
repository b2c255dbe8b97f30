/** The policy of the looked-at project: two versions in each language, and whatever is saved after them. */
import { policyVersion } from '@countersign/core/policy/resolve.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { changedPolicy, type NamedVersion, settingsData } from '@countersign/jira/answer/settings.ts';
import { PAYLOADS } from '@countersign/jira/port/call.ts';
import type { ErasePolicyAnswer, SaveAnswer, SettingsData } from '@countersign/jira/port/data.ts';
import { LIGHT_CHAPTERS } from './lightstory.ts';
import { personNamed, policySource } from './story.ts';
import type { Viewer, World } from './viewer.ts';

export function policyWorld(): Pick<World, 'settings' | 'saveSettings' | 'erasePolicy'> {
  const kept = new Map<Locale, readonly NamedVersion[]>();
  const savedIn = (locale: Locale): readonly NamedVersion[] => {
    const known = kept.get(locale);
    if (known) return known;
    const source = policySource(locale);
    const before = source.replace('planned-days: 120', 'planned-days: 100').replace(', "@ken"', '');
    return [saved(source, '2026-11-20T09:12:00.000Z', 'mei'), saved(before, '2026-11-02T08:00:00.000Z', 'arch')];
  };
  const shownIn = ({ locale, chapter }: Viewer): readonly NamedVersion[] => {
    if (chapter === 'nothing' || chapter === 'no-policy') return [];
    if (chapter === 'broken-policy')
      return [saved(brokenSource(locale), '2026-11-21T08:00:00.000Z', 'mei'), ...savedIn(locale)];
    if (isLight(chapter)) return [saved(policySource(locale, 'light'), '2026-11-21T08:00:00.000Z', 'mei')];
    return savedIn(locale);
  };
  const settings = (viewer: Viewer): SettingsData =>
    settingsData({
      locale: viewer.locale,
      timeZone: 'UTC',
      saved: shownIn(viewer),
      mayEdit: viewer.as === 'mei',
      mayErase: viewer.as === 'mei',
    });
  return {
    erasePolicy: (payload, viewer): ErasePolicyAnswer => {
      const { version } = PAYLOADS.erasePolicy.parse(payload);
      if (viewer.as !== 'mei') return { kind: 'not-allowed' };
      const versions = savedIn(viewer.locale);
      if (!versions.some((one) => one.version === version)) return { kind: 'unknown' };
      kept.set(
        viewer.locale,
        versions.map((one) => (one.version === version ? { ...one, source: '', gone: 'erased' } : one)),
      );
      return { kind: 'erased', settings: settings(viewer) };
    },
    settings: (_, viewer) => {
      if (viewer.chapter === 'broken') throw new Error('the resolver is down');
      return settings(viewer);
    },
    saveSettings: (payload, viewer): SaveAnswer => {
      const { expected, change } = PAYLOADS.saveSettings.parse(payload);
      const { locale, as } = viewer;
      if (as !== 'mei') return { kind: 'not-allowed' };
      const [standing] = shownIn(viewer);
      if ((standing?.version ?? '') !== expected) return { kind: 'changed', settings: settings(viewer) };
      const { source, problems } = changedPolicy(standing?.source ?? '', change, locale);
      if (problems.length > 0) return { kind: 'invalid', problems };
      if (standing?.source !== source)
        kept.set(locale, [saved(source, '2026-11-26T15:00:00.000Z', as), ...savedIn(locale)]);
      return { kind: 'saved', settings: settings({ ...viewer, chapter: 'voided' }) };
    },
  };
}

/** As somebody leaves it who has edited it by hand. */
function brokenSource(locale: Locale): string {
  return policySource(locale).replace('planned-days: 120', 'planned-days: soon').replace('customer:', 'custommer:');
}

const isLight = (chapter: string) => LIGHT_CHAPTERS.some((one) => one === chapter);

function saved(source: string, at: string, name: 'mei' | 'arch'): NamedVersion {
  return { version: policyVersion(source), at, by: personNamed(name), source };
}
