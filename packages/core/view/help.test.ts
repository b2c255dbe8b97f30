/** Reads the lines of the help: whoever may give a command is named once, however many forms it has. */
import { expect, test } from 'vitest';
import { STAGES_TOLD } from '../../../test/browser/stages.ts';
import { LOCALES } from '../text/locale.ts';
import { helpFor } from './help.ts';
import { PLAIN, speaker } from './sentence.ts';

test.each(Object.keys(STAGES_TOLD) as (keyof typeof STAGES_TOLD)[])(
  'nobody is named twice in a line of the help: %s',
  (stage) => {
    const play = STAGES_TOLD[stage]();
    for (const locale of LOCALES) {
      const say = speaker({ locale, timeZone: 'UTC' }, PLAIN);
      for (const line of helpFor(play.state(), play.situation('mei')).map(say)) {
        const [, who = ''] = /[(（]([^()（）]*)[)）]$/.exec(line) ?? [];
        const names = who.split(/、|, | or |或/).map((one) => one.trim());
        expect([...new Set(names)], line).toEqual(names);
      }
    }
  },
);
