/** The project's settings: who decides what, as a form and as text with the same messages, and who changed it when. */
import type { Problem } from '@countersign/core/ask/ask.ts';
import { Box, Heading, SectionMessage, Stack, Tab, TabList, TabPanel, Tabs, Text } from '@forge/react';
import { type ReactNode, useState } from 'react';
import type { SaveAnswer, SettingsData } from '../../port/data.ts';
import { type Wording, wording } from '../../port/words.ts';
import { namesOf } from '../field.tsx';
import { FormHere } from '../form.tsx';
import { ask, Shown, useAnswer } from '../frame.tsx';
import { formAnswers } from './answers.ts';
import { formFields } from './fields.ts';
import { HistoryTab } from './history.tsx';

export function SettingsPage() {
  const { answered, again, put } = useAnswer<SettingsData>('settings');
  return (
    <Shown answered={answered} again={again}>
      {(data) => <Settings data={data} put={put} />}
    </Shown>
  );
}

type Outcome = 'saved' | 'changed' | 'not-allowed';

function Settings({ data, put }: { data: SettingsData; put: (data: SettingsData) => void }) {
  const word = wording(data.locale);
  const [outcome, setOutcome] = useState<Outcome>();
  const save = async (change: unknown): Promise<readonly Problem[] | undefined> => {
    setOutcome(undefined);
    const answer = await ask<SaveAnswer>('saveSettings', { expected: data.version, change });
    if (answer.kind === 'invalid') return answer.problems;
    setOutcome(answer.kind);
    if (answer.kind !== 'not-allowed') put(answer.settings);
    return undefined;
  };
  const told = outcome ? (
    <SectionMessage appearance={outcome === 'saved' ? 'success' : 'warning'}>
      <Text>{word(`settings.${outcome}`)}</Text>
    </SectionMessage>
  ) : null;
  const props = { data, word, save, told, edited: () => setOutcome(undefined) };
  return (
    <Stack space="space.200">
      <Heading size="medium" as="h1">
        {word('settings.title')}
      </Heading>
      <Text color="color.text.subtle">{word('settings.what')}</Text>
      {data.mayEdit ? null : (
        <SectionMessage appearance="information">
          <Text>{word('settings.read-only')}</Text>
        </SectionMessage>
      )}
      {data.version === '' ? (
        <SectionMessage appearance="information" title={word('settings.first')}>
          <Text>{word('settings.first.text')}</Text>
        </SectionMessage>
      ) : null}
      {data.problems.length > 0 ? (
        <SectionMessage appearance="error" title={word('settings.broken')}>
          <Stack space="space.050">
            <Text>{word('settings.broken.text')}</Text>
            {data.problems.map((one) => (
              <Text key={one}>{one}</Text>
            ))}
          </Stack>
        </SectionMessage>
      ) : null}
      {data.hints.length > 0 ? (
        <SectionMessage appearance="warning" title={word('settings.hints')}>
          <Stack space="space.050">
            {data.hints.map((one) => (
              <Text key={one}>{one}</Text>
            ))}
          </Stack>
        </SectionMessage>
      ) : null}
      <Tabs id="policy">
        <TabList>
          <Tab>{word('settings.form')}</Tab>
          <Tab>{word('settings.text')}</Tab>
          <Tab>{word('settings.history')}</Tab>
        </TabList>
        <TabPanel>
          <FormTab {...props} key={data.version} />
        </TabPanel>
        <TabPanel>
          <TextTab {...props} key={data.version} />
        </TabPanel>
        <TabPanel>
          <HistoryTab data={data} word={word} put={put} />
        </TabPanel>
      </Tabs>
    </Stack>
  );
}

interface Props {
  data: SettingsData;
  word: Wording;
  save: (change: unknown) => Promise<readonly Problem[] | undefined>;
  told: ReactNode;
  /** What came of the last saving is of no more interest. */
  edited: () => void;
}

const below = { width: '100%', paddingBlockStart: 'space.200' } as const;

function FormTab({ data, word, save, told, edited }: Props) {
  const { form } = data;
  const [all, setAll] = useState(false);
  const [profile, setProfile] = useState(form?.profile ?? 'standard');
  if (!form)
    return (
      <Box xcss={below}>
        <Text>{word('settings.no-form')}</Text>
      </Box>
    );
  const asking = { word, profile, choose: setProfile, all, showAll: () => setAll(true), isFirst: data.version === '' };
  const fields = formFields(form, data, asking);
  const names = namesOf(fields);
  return (
    <Box xcss={below}>
      <FormHere
        word={word}
        fields={fields}
        send={word('frame.save')}
        disabled={!data.mayEdit}
        told={told}
        onEdit={edited}
        onSend={async (answers) => {
          const problems = await save({ form: formAnswers(answers, form, data) });
          // A role that nobody holds may be one that is not shown yet.
          if (problems?.some((one) => !names.has(one.field) && /^(users|groups)-/.test(one.field))) setAll(true);
          return problems;
        }}
      >
        <Text color="color.text.subtle">{word('settings.form.rest')}</Text>
      </FormHere>
    </Box>
  );
}

function TextTab({ data, word, save, told, edited }: Props) {
  return (
    <Box xcss={below}>
      <FormHere
        word={word}
        fields={[{ kind: 'code', name: 'source', label: word('settings.source'), value: data.source, rows: 24 }]}
        send={word('frame.save')}
        disabled={!data.mayEdit}
        told={told}
        onEdit={edited}
        onSend={(answers) => save({ source: answers.text('source') })}
      />
    </Box>
  );
}
