/** The mail server that an address names, and how far it is trusted with a password. */

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise it is asked for once connected. */
  readonly secure: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

const HERE: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** `smtps://user:password@host:465`, or `smtp://` where TLS begins later. @returns `undefined` for anything else */
export function smtpServerIn(text: string): SmtpServer | undefined {
  if (!/^smtps?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  if (hostname === '' || !['', '/'].includes(pathname) || search !== '' || hash !== '') return undefined;
  const secure = protocol === 'smtps:';
  const [user, pass] = [decoded(username), decoded(password)];
  if (user === undefined || pass === undefined || (pass !== '' && user === '')) return undefined;
  return {
    host: hostname,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(user === '' ? {} : { auth: { user, pass } }),
  };
}

/** A password leaves this machine under TLS only; a relay that asks for none may have none. */
export function needsTls({ host, auth }: SmtpServer): boolean {
  return auth !== undefined && !HERE.includes(host);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
