/** The second step of what cannot be undone: what goes, what stays, and the button that warns. */
import {
  Button,
  ButtonGroup,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
  Stack,
} from '@forge/react';
import type { ReactNode } from 'react';
import type { Wording } from '../port/words.ts';

interface Asked {
  title: string;
  /** The word on the button that does it. */
  send: string;
  word: Wording;
  onClose: () => void;
  onSure: () => Promise<void>;
  children: ReactNode;
}

export function Sure({ title, send, word, onClose, onSure, children }: Asked) {
  return (
    <ModalTransition>
      <Modal onClose={onClose}>
        <ModalHeader>
          <ModalTitle>{title}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <Stack space="space.100">{children}</Stack>
        </ModalBody>
        <ModalFooter>
          <ButtonGroup>
            <Button appearance="subtle" onClick={onClose}>
              {word('frame.cancel')}
            </Button>
            <Button appearance="danger" onClick={onSure}>
              {send}
            </Button>
          </ButtonGroup>
        </ModalFooter>
      </Modal>
    </ModalTransition>
  );
}
