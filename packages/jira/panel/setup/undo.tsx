/** Asks before set-up is undone: what goes in figures, what stays in words beside the button, and each piece on demand. */
import {
  Button,
  ButtonGroup,
  Inline,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
  Stack,
  Text,
} from '@forge/react';
import { useState } from 'react';
import type { SetupData } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';
import { keyed } from '../frame.tsx';
import { counted } from './groups.ts';

interface Props {
  data: SetupData;
  word: Wording;
  onClose: () => void;
  onUndo: () => Promise<void>;
}

export function Undo({ data, word, onClose, onUndo }: Props) {
  const [all, setAll] = useState(false);
  const parts = counted(data.undo).map(({ name, count }) =>
    word('setup.undo.part', { count, name: word(`setup.group.${name}`) }),
  );
  return (
    <ModalTransition>
      <Modal onClose={onClose}>
        <ModalHeader>
          <ModalTitle>{word('setup.undo')}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <Stack space="space.100">
            <Text>{word('setup.undo.what')}</Text>
            {parts.map((one) => (
              <Text key={one}>{`– ${one}`}</Text>
            ))}
            <Inline>
              <Button appearance="subtle" onClick={() => setAll(!all)}>
                {word(all ? 'setup.fewer' : 'setup.each')}
              </Button>
            </Inline>
            {all
              ? keyed(data.undo.map((one) => one.text)).map(({ key, item }) => <Text key={key}>{`– ${item}`}</Text>)
              : null}
          </Stack>
        </ModalBody>
        <ModalFooter>
          <Stack space="space.100" alignInline="end" grow="fill">
            <Text>{word('setup.undo.text')}</Text>
            <ButtonGroup>
              <Button appearance="subtle" onClick={onClose}>
                {word('frame.cancel')}
              </Button>
              <Button appearance="danger" onClick={onUndo}>
                {word('setup.undo')}
              </Button>
            </ButtonGroup>
          </Stack>
        </ModalFooter>
      </Modal>
    </ModalTransition>
  );
}
