/** `npm run preview:jira`: look at the Jira panels in a browser, without a Jira site. */
import { serve } from './preview/server.ts';

const { url } = await serve(Number(process.env.PORT ?? 8090));
process.stdout.write(`The panels are at ${url}/issue (stop with Ctrl+C)\n`);
