/** The short form beside an issue: state, class, the next step, and who has still to vote. */
import { Inline, Lozenge, Stack, Text } from '@forge/react';
import type { ChangeData, PanelData } from '../data.ts';
import { Sentence, Shown, useAnswer } from '../frame.tsx';
import { wording } from '../words.ts';
import { classLook, stageLook } from './look.ts';

export function IssueContext() {
  const { answered, again } = useAnswer<PanelData>('panel');
  return (
    <Shown answered={answered} again={again}>
      {(data) => {
        if (data.kind === 'nothing')
          return <Text color="color.text.subtle">{wording(data.locale)(`nothing.${data.why}`)}</Text>;
        return <Short data={data} />;
      }}
    </Shown>
  );
}

function Short({ data }: { data: ChangeData }) {
  const word = wording(data.locale);
  const standing = (wanted: string) => data.seats.filter((one) => one.standing === wanted).length;
  const counts = { approved: standing('approved'), seats: data.seats.length, ended: standing('voided') };
  const isAsked = data.mine.some((one) => one.asked);
  return (
    <Stack space="space.100">
      <Inline space="space.100" alignBlock="center" shouldWrap>
        <Lozenge appearance={stageLook(data.stage.id)} isBold>
          {data.stage.name}
        </Lozenge>
        {data.class ? <Lozenge appearance={classLook(data.class.id)}>{data.class.name}</Lozenge> : null}
      </Inline>
      {counts.seats > 0 ? <Text>{word(counts.ended > 0 ? 'context.ended' : 'context.votes', counts)}</Text> : null}
      {data.next.slice(0, 1).map((one) => (
        <Sentence key={JSON.stringify(one)} said={one} quiet={!isAsked} />
      ))}
    </Stack>
  );
}
