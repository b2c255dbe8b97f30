/** Holds every webhook payload against GitHub's own webhook schemas. */
import { openBook, type Schema, type Violation } from './github-schema.ts';

export interface WebhookOracle {
  /** `event` as in `X-GitHub-Event`. */
  payload(event: string, payload: unknown): readonly Violation[];
}

const DESCRIPTION = new URL(
  '../../node_modules/@octokit/openapi-webhooks/generated/api.github.com.json',
  import.meta.url,
);

export function webhookOracle(): WebhookOracle {
  const book = openBook(DESCRIPTION.pathname);
  const webhooks = book.document.webhooks as Readonly<Record<string, Schema>>;
  const known = Object.keys(webhooks).map((name) => name.replaceAll('-', '_'));
  return {
    payload(event, payload) {
      const { action } = payload as { action?: string };
      const name = [event, ...(action === undefined ? [] : [action])].join('-').replaceAll('_', '-');
      const webhook = webhooks[name] as
        | { post?: { requestBody: { content: { 'application/json': { schema: Schema } } } } }
        | undefined;
      const schema = webhook?.post?.requestBody.content['application/json'].schema;
      if (!schema) return [{ what: name, at: '/', message: 'GitHub sends no such webhook' }];
      return book.check(name, schema, payload).filter(({ at }) => !isYoungEvent(at, payload, known));
    },
  };
}

/**
 * An app lists the events that it hears. In two payloads the schema's list of possible events is older than the
 * description's own webhooks (no `merge_group`, no `sub_issues`); what is among those webhooks is accepted there.
 */
function isYoungEvent(at: string, payload: unknown, known: readonly string[]): boolean {
  if (!/\/app\/events\/\d+$/.test(at)) return false;
  let value = payload;
  for (const part of at.slice(1).split('/')) value = (value as Readonly<Record<string, unknown>>)[part];
  return typeof value === 'string' && known.some((name) => name === value || name.startsWith(`${value}_`));
}
