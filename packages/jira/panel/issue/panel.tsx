/** The panel on a change request's issue: where it stands, what is next, who decides, what it costs, and what happened. */
import { Box, Heading, Inline, Lozenge, SectionMessage, Stack, Tab, TabList, TabPanel, Tabs, Text } from '@forge/react';
import { useEffect } from 'react';
import type { ChangeData, PanelData } from '../../port/data.ts';
import { type Wording, wording } from '../../port/words.ts';
import { ask, Sentence, Shown, useAnswer, Words } from '../frame.tsx';
import { Actions } from './actions.tsx';
import { ChangeTab, HistoryTab, PlanTab } from './detail.tsx';
import { firstTab, TABS } from './first.ts';
import { ImpactTab } from './impact.tsx';
import { classLook, stageLook } from './look.ts';
import { Lost, Nothing } from './nothing.tsx';
import { Notice, useAct } from './send.tsx';
import { VoteBox } from './votebox.tsx';
import { VotesTab } from './votes.tsx';

export function IssuePanel() {
  const { answered, again, put } = useAnswer<PanelData>('panel');
  return (
    <Shown answered={answered} again={again}>
      {(data) => {
        if (data.kind === 'nothing') return <Nothing data={data} />;
        return data.kind === 'lost' ? <Lost data={data} put={put} /> : <Change data={data} put={put} />;
      }}
    </Shown>
  );
}

function Change({ data, put }: { data: ChangeData; put: (data: PanelData) => void }) {
  const word = wording(data.locale);
  const act = useAct(data, put);
  useEffect(() => {
    // What was shown counts as seen; should this fail, the news only show once more.
    ask('seen', { version: data.version }).catch(() => undefined);
  }, [data.version]);
  return (
    <Stack space="space.200">
      <News data={data} word={word} />
      <Head data={data} />
      {data.warnings.map((one) => (
        <SectionMessage key={JSON.stringify(one)} appearance="warning">
          <Text>
            <Words said={one} />
          </Text>
        </SectionMessage>
      ))}
      <Next data={data} word={word} />
      {data.notes.map((one) => (
        <Sentence key={JSON.stringify(one)} said={one} quiet />
      ))}
      <Notice act={act} word={word} />
      {data.mine.length > 0 ? <VoteBox data={data} word={word} act={act} /> : null}
      <Actions data={data} word={word} act={act} />
      <Tabs id="change" defaultSelected={TABS.indexOf(firstTab(data))}>
        <TabList>
          {TABS.map((name) => (
            <Tab key={name}>{word(`tab.${name}`)}</Tab>
          ))}
        </TabList>
        <TabPanel>
          <VotesTab data={data} word={word} act={act} />
        </TabPanel>
        <TabPanel>
          <ImpactTab data={data} word={word} act={act} />
        </TabPanel>
        <TabPanel>
          <ChangeTab data={data} word={word} />
        </TabPanel>
        <TabPanel>
          <PlanTab data={data} word={word} act={act} />
        </TabPanel>
        <TabPanel>
          <HistoryTab data={data} word={word} />
        </TabPanel>
      </Tabs>
    </Stack>
  );
}

/** Board members see first what changed since they last looked. */
function News({ data, word }: { data: ChangeData; word: Wording }) {
  if (!data.news) return null;
  const { count, lines } = data.news;
  return (
    <SectionMessage appearance="discovery" title={word('news.title', { count })}>
      <Stack space="space.050">
        {lines.map((one) => (
          <Text key={one.at + JSON.stringify(one.line)}>
            <Words said={one.line} /> {`· ${one.at}`}
          </Text>
        ))}
        {count > lines.length ? <Text>{word('news.more', { count: count - lines.length })}</Text> : null}
      </Stack>
    </SectionMessage>
  );
}

function Head({ data }: { data: ChangeData }) {
  return (
    <Stack space="space.100">
      <Inline space="space.100" alignBlock="center" shouldWrap>
        <Lozenge appearance={stageLook(data.stage.id)} isBold>
          {data.stage.name}
        </Lozenge>
        {data.class ? <Lozenge appearance={classLook(data.class.id)}>{data.class.name}</Lozenge> : null}
      </Inline>
      {data.class ? (
        <Text>
          <Words said={data.class.sentence} />
          {data.class.raised.map((one) => (
            <Words key={JSON.stringify(one)} said={[{ kind: 'text', text: ' ' }, ...one]} />
          ))}
        </Text>
      ) : null}
      <Inline space="space.050" shouldWrap rowSpace="space.0">
        {data.line.map((step, index) => (
          <Text
            key={step.name}
            size="small"
            weight={step.is === 'here' ? 'bold' : 'regular'}
            color={step.is === 'ahead' ? 'color.text.subtlest' : 'color.text'}
          >
            {`${index > 0 ? '› ' : ''}${step.name}`}
          </Text>
        ))}
      </Inline>
    </Stack>
  );
}

function Next({ data, word }: { data: ChangeData; word: Wording }) {
  if (data.next.length === 0) return null;
  return (
    <Box backgroundColor="color.background.neutral" padding="space.150" xcss={{ borderRadius: 'border.radius' }}>
      <Stack space="space.050">
        <Heading size="xsmall" as="h3">
          {word('next.title')}
        </Heading>
        {data.next.map((one) => (
          <Sentence key={JSON.stringify(one)} said={one} />
        ))}
        {data.hint ? <Sentence said={data.hint} quiet /> : null}
      </Stack>
    </Box>
  );
}
