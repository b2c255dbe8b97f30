/** `npm run preview:jira`: look at the Jira panels in a browser, without a Jira site. */
import { HELP, previewAsked } from './preview/options.ts';

const asked = previewAsked(process.argv.slice(2), process.env.PORT);
if (asked.kind === 'help') process.stdout.write(HELP);
else if (asked.kind === 'refused') {
  process.stderr.write(`${asked.why}\n`);
  process.exitCode = 2;
} else {
  const { serve } = await import('./preview/server.ts');
  const { url } = await serve(asked.port);
  process.stdout.write(`The panels are at ${url}/issue (stop with Ctrl+C; -- --help says more)\n`);
}
