/** All routes of the stand-in. More specific paths stand first. */
import { appRoutes } from './app-routes.ts';
import { checkRoutes } from './check-routes.ts';
import { commentRoutes } from './comment-routes.ts';
import { contentRoutes } from './content-routes.ts';
import { graphqlRoutes } from './graphql-routes.ts';
import { hookRoutes } from './hook-routes.ts';
import { issueRoutes } from './issue-routes.ts';
import { labelRoutes } from './label-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { pullRoutes } from './pull-routes.ts';
import { refRoutes } from './ref-routes.ts';
import { repositoryRoutes } from './repository-routes.ts';
import type { Route } from './route.ts';

export const ROUTES: readonly Route[] = [
  ...appRoutes,
  ...hookRoutes,
  ...commentRoutes,
  ...issueRoutes,
  ...labelRoutes,
  ...pullRoutes,
  ...checkRoutes,
  ...contentRoutes,
  ...graphqlRoutes,
  ...refRoutes,
  ...repositoryRoutes,
  ...peopleRoutes,
];
