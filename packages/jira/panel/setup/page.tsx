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
  Lozenge,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
  ProgressBar,
  SectionMessage,
  Select,
  Stack,
  Text,
} from '@forge/react';
import { useEffect, useState } from 'react';
import type { SetupData, SetupStep } from '../data.ts';
import { ask, keyed, Shown, useAnswer } from '../frame.tsx';
import type { FunctionName } from '../port.ts';
import { type Wording, wording } from '../words.ts';

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
  const byHand = data.steps.filter((one) => one.standing === 'by-hand');
  const ours = data.steps.filter((one) => one.standing !== 'by-hand');
  return (
    <Stack space="space.200">
      <Heading size="medium" as="h1">
        {word('setup.title')}
      </Heading>
      <Text color="color.text.subtle">{word('setup.what')}</Text>
      {projects.length === 0 ? (
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
      <Standing data={busy === 'setupApply' ? { ...data, standing: 'running' } : data} word={word} ours={ours} />
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
            <Button isDisabled={busy !== undefined} onClick={() => run('setupPlan', data.projectId)}>
              {word('setup.look')}
            </Button>
            {data.undo.length > 0 && data.standing !== 'running' ? (
              <Button appearance="subtle" isDisabled={busy !== undefined} onClick={() => setUndoing(true)}>
                {word('setup.undo')}
              </Button>
            ) : null}
          </ButtonGroup>
        </Inline>
      ) : null}
      {ours.length > 0 ? <Steps title={word('setup.steps')} steps={ours} word={word} /> : null}
      {byHand.length > 0 ? (
        <>
          <SectionMessage appearance="information" title={word('setup.by-hand')}>
            <Text>{word('setup.by-hand.text')}</Text>
          </SectionMessage>
          <Steps title={word('setup.by-hand.steps')} steps={byHand} word={word} />
        </>
      ) : null}
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

function Standing({ data, word, ours }: { data: SetupData; word: Wording; ours: readonly SetupStep[] }) {
  if (data.standing === 'choose') return null;
  const there = ours.filter((one) => one.standing === 'there' || one.standing === 'made').length;
  if (data.standing === 'running')
    return (
      <Stack space="space.100">
        <Text>{word('setup.running', { there, total: ours.length })}</Text>
        <ProgressBar value={ours.length === 0 ? 0 : there / ours.length} ariaLabel={word('setup.steps')} />
      </Stack>
    );
  // What a person has to add stands below, with its own words.
  if (data.standing === 'by-hand') return null;
  const looks = { 'to-do': 'information', done: 'success', failed: 'error' } as const;
  return (
    <SectionMessage appearance={looks[data.standing]} title={word(`setup.${data.standing}`)}>
      <Text>{word(`setup.${data.standing}.text`, { missing: missing(data), there })}</Text>
    </SectionMessage>
  );
}

const LOOKS = {
  there: 'default',
  missing: 'inprogress',
  made: 'success',
  failed: 'removed',
  'by-hand': 'moved',
} as const;

function Steps({ title, steps, word }: { title: string; steps: readonly SetupStep[]; word: Wording }) {
  return (
    <Stack space="space.100">
      <Heading size="small" as="h2">
        {title}
      </Heading>
      {steps.map((one) => (
        <Stack key={one.id} space="space.025">
          <Inline space="space.100" alignBlock="start">
            <Box xcss={{ minWidth: '88px' }}>
              <Lozenge appearance={LOOKS[one.standing]}>{word(`setup.is.${one.standing}`)}</Lozenge>
            </Box>
            <Text>{one.text}</Text>
          </Inline>
          {one.detail ? (
            <Text size="small" color="color.text.subtle">
              {one.detail}
            </Text>
          ) : null}
        </Stack>
      ))}
    </Stack>
  );
}

function Undo(props: { data: SetupData; word: Wording; onClose: () => void; onUndo: () => Promise<void> }) {
  const { data, word, onClose, onUndo } = props;
  return (
    <ModalTransition>
      <Modal onClose={onClose}>
        <ModalHeader>
          <ModalTitle>{word('setup.undo')}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <Stack space="space.100">
            <Text>{word('setup.undo.text')}</Text>
            {keyed(data.undo).map(({ key, item }) => (
              <Text key={key}>{`– ${item}`}</Text>
            ))}
          </Stack>
        </ModalBody>
        <ModalFooter>
          <ButtonGroup>
            <Button appearance="subtle" onClick={onClose}>
              {word('frame.cancel')}
            </Button>
            <Button appearance="danger" onClick={onUndo}>
              {word('setup.undo')}
            </Button>
          </ButtonGroup>
        </ModalFooter>
      </Modal>
    </ModalTransition>
  );
}
