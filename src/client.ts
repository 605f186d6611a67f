/** The one way to the server part: one request, one error class. */
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import { POSTED } from './schema';
import type { ErrorBody, ReplyMap, RequestMap } from './schema';
import type { IRegistryClient, IRequestOptions } from './tokens';

const API = 'jupyter-registry/api/v1';

/** Codes that the browser finds out itself, beside those the server sends. */
export const SERVER_MISSING = 'server_missing';
export const OFFLINE = 'offline';

/** Why a request failed: `message` says it in one sentence, `fix` the way on. */
export class RequestError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly fix = '',
    readonly field = '',
    readonly status = 0
  ) {
    super(message);
    this.name = 'RequestError';
  }
}

/** Asks the registry on the Jupyter server that JupyterLab is connected to. */
export class RegistryClient implements IRegistryClient {
  constructor(private readonly _settings: ServerConnection.ISettings) {}

  /** Ask for a verb; rejects with `RequestError`, or with `AbortError` when the caller stopped it. */
  async request<K extends keyof RequestMap>(
    verb: K,
    args: RequestMap[K],
    options: IRequestOptions = {}
  ): Promise<ReplyMap[K]> {
    const posted = POSTED.includes(verb);
    const address = URLExt.join(this._settings.baseUrl, API, verb) + (posted ? '' : queryOf(args));
    const init: RequestInit = posted
      ? { method: 'POST', body: JSON.stringify(args), signal: options.signal }
      : { method: 'GET', signal: options.signal };
    const response = await this._fetch(address, init);
    const body = await readJson(response);
    if (!response.ok || body === undefined) {
      throw refusal(response.status, body);
    }
    return body as ReplyMap[K];
  }

  private async _fetch(address: string, init: RequestInit): Promise<Response> {
    try {
      return await ServerConnection.makeRequest(address, init, this._settings);
    } catch (reason) {
      if (init.signal?.aborted) {
        throw new DOMException('Stopped by the caller.', 'AbortError');
      }
      throw new RequestError(OFFLINE, 'Registry not reachable.', 'Check that the Jupyter server runs.');
    }
  }
}

/** The fields of a request as a query string; fields without a value are left out, a list repeats its name. */
export function queryOf(args: object): string {
  const given = Object.entries(args).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as unknown[]) : [value as unknown]).map(item => [name, item] as const)
  );
  const pairs = given
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length ? `?${pairs.join('&')}` : '';
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function refusal(status: number, body: unknown): RequestError {
  const found = body as Partial<ErrorBody> | undefined;
  if (typeof found?.code === 'string' && typeof found.message === 'string') {
    return new RequestError(found.code, found.message, found.details?.fix, found.details?.field, status);
  }
  if (status === 404) {
    return new RequestError(
      SERVER_MISSING,
      'The server part of the model registry is not installed.',
      'Run pip install jupyter_registry where the Jupyter server runs, then restart it.',
      '',
      status
    );
  }
  return new RequestError('registry_error', `The server answered with status ${status}.`, '', '', status);
}
