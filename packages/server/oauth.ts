/** GitHub's side of signing in to the pages: a code for a token, and whose it is. */

import type { Oauth } from '@countersign/web/signin.ts';
import { Octokit } from '@octokit/rest';

export interface OauthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** `https://github.com` */
  readonly githubUrl: string;
  readonly apiUrl?: string;
}

export function githubOauth({ clientId, clientSecret, githubUrl, apiUrl }: OauthOptions): Oauth {
  return {
    clientId,
    authorizeAt: `${githubUrl}/login/oauth/authorize`,
    async exchange(code, redirect, verifier) {
      const answer = await fetch(`${githubUrl}/login/oauth/access_token`, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify({
          client_id: clientId,
          client_secret: clientSecret,
          code,
          redirect_uri: redirect,
          code_verifier: verifier,
        }),
        signal: AbortSignal.timeout(10_000),
      });
      const { access_token: token } = (await answer.json()) as { access_token?: string };
      if (!token) return undefined;
      const octokit = new Octokit({ auth: token, ...(apiUrl ? { baseUrl: apiUrl } : {}) });
      const { data } = await octokit.request('GET /user');
      return { id: `github:${data.id}`, login: data.login, token };
    },
  };
}
