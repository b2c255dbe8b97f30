/** The administrator's page: what set-up will do in a project, how far it is, and how to take back what it made. */
import {
  Box,
  Button,
  ButtonGroup,
  EmptyState,
  Heading,
  Inline,
  Label,
  LoadingButton,
  ProgressBar,
  SectionMessage,
  Select,
  Stack,
  Text,
} from '@forge/react';
import { useEffect, useState } from 'react';
import type { FunctionName } from '../../port/call.ts';
import type { SetupData } from '../../port/data.ts';
import { type Wording, wording } from '../../port/words.ts';
import { ask, Shown, useAnswer } from '../frame.tsx';
import { GoTo } from '../goto.tsx';
import { Erase } from './erase.tsx';
import { isThere } from './groups.ts';
import { ByHand, Pieces } from './pieces.tsx';
import { Undo } from './undo.tsx';

/** Milliseconds between two looks at a set-up that is running. */
const LOOK = 2000;

export function SetupPage() {
  const { answered, again, put } = useAnswer<SetupData>('setupPlan', {});
  const running = answered.kind === 'here' && answered.data.standing === 'running';
  const projectId = answered.kind === 'here' ? answered.data.projectId : undefined;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => {
      // One look that fails is followed by the next one.
      ask<SetupData>('setupPlan', { projectId }).then(put, () => undefined);
    }, LOOK);
    return () => clearInterval(timer);
  }, [running, projectId, put]);
  return (
    <Shown answered={answered} again={again}>
      {(data) => <Setup data={data} put={put} />}
    </Shown>
  );
}

function Setup({ data, put }: { data: SetupData; put: (data: SetupData) => void }) {
  const word = wording(data.locale);
  const [busy, setBusy] = useState<FunctionName>();
  const [lost, setLost] = useState(false);
  const [undoing, setUndoing] = useState(false);
  const run = async (name: FunctionName, projectId: string | undefined) => {
    setBusy(name);
    setLost(false);
    try {
      let found = await ask<SetupData>(name, { projectId });
      put(found);
      // One call makes what fits into Forge's time; the next goes on there, as long as each makes something.
      let isGoingOn = left(name, found) > 0;
      while (isGoingOn) {
        const before = left(name, found);
        found = await ask<SetupData>(name, { projectId });
        put(found);
        isGoingOn = left(name, found) > 0 && left(name, found) < before;
      }
    } catch {
      setLost(true);
    }
    setBusy(undefined);
  };
  const projects = data.projects.map((one) => ({ value: one.id, label: one.name }));
  const chosen = projects.find((one) => one.value === data.projectId);
  const project = data.projects.find((one) => one.id === data.projectId);
  const isByHand = data.steps.some((one) => one.standing === 'by-hand');
  const again = (
    <Button isDisabled={busy !== undefined} onClick={() => run('setupPlan', data.projectId)}>
      {word('setup.look')}
    </Button>
  );
  return (
    <Stack space="space.200">
      <Heading size="medium" as="h1">
        {word('setup.title')}
      </Heading>
      <Text color="color.text.subtle">{word('setup.what')}</Text>
      {projects.length === 0 && data.standing === 'failed' ? null : projects.length === 0 ? (
        <EmptyState header={word('setup.no-project')} description={word('setup.no-project.text')} />
      ) : (
        <Box xcss={{ maxWidth: '400px' }}>
          <Label labelFor="setup-project">{word('setup.project')}</Label>
          <Select
            id="setup-project"
            name="setup-project"
            options={projects}
            value={chosen ?? null}
            placeholder={word('setup.choose')}
            onChange={(option) => void run('setupPlan', option.value)}
          />
        </Box>
      )}
      {lost ? (
        <SectionMessage appearance="error" title={word('frame.failed')}>
          <Text>{word('setup.lost')}</Text>
        </SectionMessage>
      ) : null}
      <Standing data={busy === 'setupApply' ? { ...data, standing: 'running' } : data} word={word} />
      {chosen ? (
        <Inline>
          <ButtonGroup>
            {data.standing === 'to-do' || data.standing === 'failed' ? (
              <LoadingButton
                appearance="primary"
                isLoading={busy !== undefined}
                onClick={() => run('setupApply', data.projectId)}
              >
                {word(data.standing === 'failed' ? 'setup.resume' : 'setup.apply')}
              </LoadingButton>
            ) : null}
            {isByHand ? null : again}
            {data.undo.length > 0 && data.standing !== 'running' ? (
              <Button appearance="subtle" isDisabled={busy !== undefined} onClick={() => setUndoing(true)}>
                {word('setup.undo')}
              </Button>
            ) : null}
          </ButtonGroup>
        </Inline>
      ) : null}
      {isByHand ? (
        <>
          <SectionMessage appearance="information" title={word('setup.by-hand')}>
            <Text>{word('setup.by-hand.text')}</Text>
          </SectionMessage>
          <ByHand steps={data.steps} word={word} />
          <Inline>{again}</Inline>
        </>
      ) : project && data.steps.length > 0 ? (
        <Pieces steps={data.steps} project={project.name} word={word} />
      ) : null}
      {data.projects.length > 0 ? <Erase word={word} /> : null}
      {undoing ? (
        <Undo
          data={data}
          word={word}
          onClose={() => setUndoing(false)}
          onUndo={async () => {
            setUndoing(false);
            await run('setupUndo', data.projectId);
          }}
        />
      ) : null}
    </Stack>
  );
}

/** How much a run has still to do; nothing where it waits for a person. */
function left(name: FunctionName, { standing, steps, undo }: SetupData): number {
  if (standing === 'failed' || standing === 'running') return 0;
  if (name === 'setupUndo') return undo.length;
  return name === 'setupApply' ? steps.filter((one) => one.standing === 'missing').length : 0;
}

const missing = ({ steps }: SetupData): number => steps.filter((one) => one.standing === 'missing').length;

function Standing({ data, word }: { data: SetupData; word: Wording }) {
  if (data.standing === 'choose') return null;
  const there = data.steps.filter(isThere).length;
  const total = data.steps.length;
  if (data.standing === 'running')
    return (
      <Stack space="space.100">
        <Text>{word('setup.running', { there, total })}</Text>
        <ProgressBar value={total === 0 ? 0 : there / total} ariaLabel={word('setup.steps')} />
      </Stack>
    );
  // What a person has to add stands below, with its own words.
  if (data.standing === 'by-hand') return null;
  if (data.standing === 'failed') return <Stopped data={data} word={word} />;
  const project = data.projects.find((one) => one.id === data.projectId);
  return (
    <SectionMessage
      appearance={data.standing === 'done' ? 'success' : 'information'}
      title={word(`setup.${data.standing}`)}
    >
      <Stack space="space.100" alignInline="start">
        <Text>
          {word(`setup.${data.standing}.text`, { missing: missing(data), there, project: project?.name ?? '' })}
        </Text>
        {data.standing === 'done' && project ? (
          <GoTo page="project-settings" project={project.key}>
            {word('nothing.go')}
          </GoTo>
        ) : null}
      </Stack>
    </SectionMessage>
  );
}

/** Which piece it was, what Jira said, and who can help: the piece itself stands far below. */
function Stopped({ data, word }: { data: SetupData; word: Wording }) {
  const failed = data.steps.filter((one) => one.standing === 'failed');
  const isRight = failed.some((one) => /^Jira 40[13]\b/.test(one.detail ?? '')) || data.projects.length === 0;
  return (
    <SectionMessage appearance="error" title={word(data.projects.length === 0 ? 'setup.no-right' : 'setup.failed')}>
      <Stack space="space.100">
        {failed.map((one) => (
          <Text key={one.id}>
            {one.detail ? word('setup.cause', { piece: one.text, cause: one.detail }) : one.text}
          </Text>
        ))}
        <Text>{word(isRight ? 'setup.failed.right' : 'setup.failed.text')}</Text>
      </Stack>
    </SectionMessage>
  );
}
