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
  return {
    payload(event, payload) {
      const { action } = payload as { action?: string };
      const name = [event, ...(action === undefined ? [] : [action])].join('-').replaceAll('_', '-');
      const webhook = webhooks[name] as
        | { post?: { requestBody: { content: { 'application/json': { schema: Schema } } } } }
        | undefined;
      const schema = webhook?.post?.requestBody.content['application/json'].schema;
      if (!schema) return [{ what: name, at: '/', message: 'GitHub sends no such webhook' }];
      return book.check(name, schema, payload);
    },
  };
}
