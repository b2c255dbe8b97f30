/** The short form beside an issue: state, class, the next step, who has still to vote, and the viewer's own act at hand. */
import { Button, Inline, Lozenge, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { ChangeData, PanelData } from '../../port/data.ts';
import { wording } from '../../port/words.ts';
import { Sentence, Shown, useAnswer } from '../frame.tsx';
import { Actions } from './actions.tsx';
import { classLook, stageLook } from './look.ts';
import { Lost } from './nothing.tsx';
import { Notice, useAct } from './send.tsx';
import { VoteBox } from './votebox.tsx';

export function IssueContext() {
  const { answered, again, put } = useAnswer<PanelData>('panel');
  return (
    <Shown answered={answered} again={again}>
      {(data) => {
        if (data.kind === 'nothing')
          return <Text color="color.text.subtle">{wording(data.locale)(`nothing.${data.why}`)}</Text>;
        if (data.kind === 'lost') return <Lost data={data} put={put} />;
        return <Short data={data} put={put} />;
      }}
    </Shown>
  );
}

function Short({ data, put }: { data: ChangeData; put: (data: PanelData) => void }) {
  const word = wording(data.locale);
  const act = useAct(data, put);
  const [open, setOpen] = useState(false);
  const may = data.mine.length > 0 || data.offers.some((one) => !one.why);
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
      {may ? (
        <Inline>
          <Button appearance={isAsked && !open ? 'primary' : 'default'} onClick={() => setOpen(!open)}>
            {word(open ? 'context.close' : isAsked ? 'context.vote' : 'context.act')}
          </Button>
        </Inline>
      ) : null}
      <Notice act={act} word={word} />
      {open && data.mine.length > 0 ? <VoteBox data={data} word={word} act={act} /> : null}
      {open ? <Actions data={data} word={word} act={act} /> : null}
      {open ? (
        <Text size="small" color="color.text.subtle">
          {word('context.whole')}
        </Text>
      ) : null}
    </Stack>
  );
}
