/** The way to the registry as the panel's states see it, and how it can fail. */
import type { ReplyMap, RequestMap } from '../schema';

/** The part of the client that the states need: one verb, its arguments, a way to stop it. */
export interface IDoor {
  request<V extends keyof RequestMap>(
    verb: V,
    args: RequestMap[V],
    options?: { signal?: AbortSignal }
  ): Promise<ReplyMap[V]>;
}

/** Why there is no answer: `code` is "offline", "server_missing" or one of the server's. */
export interface ITrouble {
  code: string;
  message: string;
  fix: string;
}

/** Codes of a registry that does not answer for now. */
const AWAY = ['offline', 'unreachable', 'busy'];

/** The words of a failed request. */
export function troubleOf(reason: unknown): ITrouble {
  const found = reason as { code?: string; message?: string; fix?: string };
  return { code: found.code ?? 'registry_error', message: found.message ?? String(reason), fix: found.fix ?? '' };
}

/** What happened and the way on, in one line. */
export function troubleText({ message, fix }: ITrouble): string {
  return [message, fix].filter(Boolean).join(' ');
}

/** Whether it may answer again by itself. */
export function isAway({ code }: ITrouble): boolean {
  return AWAY.includes(code);
}
