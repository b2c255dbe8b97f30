/** The addresses at which a new change request is filed: of a repository, of an account to choose among its repositories, and where what was filed is found. */
import type { Context, Hono } from 'hono';
import type { NewFacts, Opening } from './editport.ts';
import type { Shared } from './editroutes.ts';
import { choiceView, closedView, comingView, newView, type Unfiled } from './newchange.ts';
import type { Nothing, Visitor } from './port.ts';
import { registerPath } from './registerask.ts';
import { typedIn } from './requestform.ts';

type At = Context<object, '/r/:tenant/:project/new'>;

const STATUS = { invalid: 422, waiting: 503, declined: 409, 'filed-before': 409 } as const;
const PRESS = /^[0-9a-f-]{36}$/;

/** Seconds after which the page asks again whether it is on record. */
const LOOKS_AGAIN = '3';

export function newRoutes(app: Hono, { facts, visitor, pathOf, fieldsOf, voiceFor, show, nothing }: Shared): void {
  const placeIn = (c: At) => {
    const of = { tenant: c.req.param('tenant'), project: c.req.param('project') };
    const register = registerPath(of);
    return { of, register, here: `${register}/new` };
  };

  const draw = (c: At, who: Visitor, found: NewFacts, unfiled?: Unfiled) => {
    const { register, here } = placeIn(c);
    const speak = voiceFor(c, found.timeZone);
    const frame = {
      title: speak.page('page.new.title'),
      visitor: who,
      register: { project: found.project, address: register },
    };
    // Whoever was not answered sends the same press again: it is filed once.
    const press = unfiled?.why.kind === 'waiting' ? unfiled.press : crypto.randomUUID();
    const main = newView(speak, { found, here, register, press, ...(unfiled ? { unfiled } : {}) });
    return show(c, speak, frame, main, unfiled ? STATUS[unfiled.why.kind] : 200);
  };

  const closed = (c: At, who: Visitor, found: Extract<Opening, { kind: 'closed' }>) => {
    const { register } = placeIn(c);
    const speak = voiceFor(c, 'UTC');
    const frame = {
      title: speak.page('page.new.closed'),
      visitor: who,
      register: { project: found.project, address: register },
    };
    return show(c, speak, frame, closedView(speak, found, register), 409);
  };

  /** What the page of a repository begins with, or what is said in its place. */
  const opened = async (c: At): Promise<{ who: Visitor; found: NewFacts } | Response> => {
    const who = await visitor(c);
    if (who.kind === 'stranger') return nothing(c, who, 'hidden');
    const found: Opening | Nothing = await facts.opening(placeIn(c).of, who);
    if (typeof found === 'string') return nothing(c, who, found);
    return found.kind === 'closed' ? closed(c, who, found) : { who, found };
  };

  // Before the register's own addresses: no repository has this id.
  app.get('/r/:tenant/new', async (c) => {
    const who = await visitor(c);
    if (who.kind === 'stranger') return nothing(c, who, 'hidden');
    const tenant = c.req.param('tenant');
    const choices = await facts.openings(tenant, who);
    if (typeof choices === 'string') return nothing(c, who, choices);
    const [first, ...more] = choices.filter(({ why }) => why === undefined);
    if (first && more.length === 0 && choices.length === 1)
      return c.redirect(`${registerPath({ tenant, project: first.project })}/new`, 303);
    const speak = voiceFor(c, 'UTC');
    return show(c, speak, { title: speak.page('page.new.title'), visitor: who }, choiceView(speak, tenant, choices));
  });

  app.get('/r/:tenant/:project/new', async (c) => {
    const ready = await opened(c);
    return ready instanceof Response ? ready : draw(c, ready.who, ready.found);
  });

  app.post('/r/:tenant/:project/new', async (c) => {
    const ready = await opened(c);
    if (ready instanceof Response) return ready;
    const { who, found } = ready;
    const fields = await fieldsOf(c);
    const posted = typedIn(fields, found);
    const press = fields.press?.[0] ?? '';
    const { of, here } = placeIn(c);
    // What no page of ours drew is shown before it is filed.
    if (!PRESS.test(press)) return draw(c, who, found, { ...posted, press, why: { kind: 'invalid', wrong: [] } });
    const filed = await facts.file(of, who, { ...posted.typed, press });
    if (typeof filed === 'string') return nothing(c, who, filed);
    if (filed.kind === 'done') return c.redirect(`${here}/${press}`, 303);
    return draw(c, who, found, { ...posted, press, why: filed });
  });

  app.get('/r/:tenant/:project/new/:press', async (c) => {
    const who = await visitor(c);
    if (who.kind === 'stranger') return nothing(c, who, 'hidden');
    const { of, register, here } = placeIn(c);
    const press = c.req.param('press');
    const landed = PRESS.test(press) ? await facts.landing(of, who, press) : 'hidden';
    if (typeof landed === 'string') return nothing(c, who, landed);
    if (landed.kind === 'recorded') return c.redirect(`${pathOf(landed.ref)}?from=0`, 303);
    const speak = voiceFor(c, 'UTC');
    const frame = {
      title: speak.page('page.new.title'),
      visitor: who,
      register: { project: landed.project, address: register },
    };
    // A page that refreshes itself without a script.
    c.header('refresh', LOOKS_AGAIN);
    return show(c, speak, frame, comingView(speak, landed, `${here}/${press}`));
  });
}
