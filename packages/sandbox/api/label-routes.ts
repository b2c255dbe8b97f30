/** The labels that a repository defines. */
import { labelJson } from '../show/issue.ts';
import type { Label } from '../world/record.ts';
import { notFound } from '../world/refused.ts';
import { createLabel, deleteLabel, editLabel, labelNamed } from '../world/repository.ts';
import { EITHER_READ, EITHER_WRITE } from './issue-routes.ts';
import {
  NO_CONTENT,
  nullableText,
  ok,
  onRepository,
  paged,
  type RepositoryCall,
  type Route,
  required,
  text,
} from './route.ts';

function find({ repository, params }: RepositoryCall): Label {
  const label = labelNamed(repository, params.name ?? '');
  if (!label) throw notFound();
  return label;
}

export const labelRoutes: readonly Route[] = [
  onRepository('GET', '/labels', EITHER_READ, (call) =>
    paged(call, [...call.repository.labels.values()], (one) => labelJson(call.world, call.repository, one)),
  ),
  onRepository('GET', '/labels/:name', EITHER_READ, (call) => ok(labelJson(call.world, call.repository, find(call)))),
  onRepository('POST', '/labels', EITHER_WRITE, (call) => {
    const { world, repository, actor, body } = call;
    const [color, description] = [text(body, 'color'), nullableText(body, 'description')];
    const made = {
      name: required(body, 'name', 'Label'),
      ...(color ? { color } : {}),
      ...(description ? { description } : {}),
    };
    return ok(labelJson(world, repository, createLabel(world, actor.account, repository, made)), 201);
  }),
  onRepository('PATCH', '/labels/:name', EITHER_WRITE, (call) => {
    const { world, repository, actor, body } = call;
    const label = find(call);
    const [name, color, description] = [text(body, 'new_name'), text(body, 'color'), nullableText(body, 'description')];
    const change = {
      ...(name ? { name } : {}),
      ...(color ? { color } : {}),
      ...(description === undefined ? {} : { description }),
    };
    editLabel(world, actor.account, repository, label, change);
    return ok(labelJson(world, repository, label));
  }),
  onRepository('DELETE', '/labels/:name', EITHER_WRITE, (call) => {
    deleteLabel(call.world, call.actor.account, call.repository, call.params.name ?? '');
    return NO_CONTENT;
  }),
];
