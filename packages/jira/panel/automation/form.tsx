/** What a rule of Jira's Automation is asked when one of our actions is put into it: which issue; by default the one that the rule is about. */
import { view } from '@forge/bridge';
import {
  ErrorMessage,
  Form,
  HelperMessage,
  Label,
  RequiredAsterisk,
  Stack,
  Text,
  Textfield,
  useProductContext,
} from '@forge/react';
import { useEffect, useState } from 'react';
import { useWording, Waiting } from '../frame.tsx';

/** Automation's own value for the key of the rule's issue. */
const THIS_ISSUE = '{{issue.key}}';

/** A key, or a value of the rule that becomes one when it runs. */
const KEY = /^\s*(?:[A-Za-z][A-Za-z0-9_]{1,30}-\d{1,9}|\{\{[^{}]+\}\})\s*$/;

export function AutomationForm() {
  const context = useProductContext();
  if (!context) return <Waiting />;
  const extension = context.extension as { data?: { inputs?: { issueKey?: unknown } } } | undefined;
  const known = extension?.data?.inputs?.issueKey;
  return <IssueForm known={typeof known === 'string' && known !== '' ? known : undefined} />;
}

function IssueForm({ known }: { known: string | undefined }) {
  const { word } = useWording();
  const [issueKey, setKey] = useState(known ?? THIS_ISSUE);
  // A rule can only be saved after the form has said something.
  useEffect(() => {
    if (known === undefined) void view.submit({ issueKey: THIS_ISSUE });
  }, [known]);
  const isInvalid = !KEY.test(issueKey);
  const submit = async (value: string) => {
    if (KEY.test(value)) await view.submit({ issueKey: value.trim() });
  };
  return (
    <Form onSubmit={() => submit(issueKey)}>
      <Stack space="space.100">
        <Text>{word('automation.what')}</Text>
        <Stack>
          <Label labelFor="issueKey">
            {word('automation.issue')}
            <RequiredAsterisk />
          </Label>
          <Textfield
            id="issueKey"
            name="issueKey"
            defaultValue={issueKey}
            isInvalid={isInvalid}
            onChange={(event) => {
              const value = String(event.target.value ?? '');
              setKey(value);
              void submit(value);
            }}
          />
          {isInvalid ? (
            <ErrorMessage>{word('automation.wrong')}</ErrorMessage>
          ) : (
            <HelperMessage>{word('automation.hint')}</HelperMessage>
          )}
        </Stack>
      </Stack>
    </Form>
  );
}
