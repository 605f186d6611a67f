/** Links into the registry: the address of JupyterLab with a part that says what to open. */
import type { IRouter, JupyterFrontEnd } from '@jupyterlab/application';
import { PageConfig, URLExt } from '@jupyterlab/coreutils';

import { OPEN_LINK_ARGS } from '../commands/schemas';

/** A kind of link: the name of its part of the address, the command that follows it, and what it opens. */
export interface ILinkKind {
  part: string;
  command: string;
  open: (value: string) => Promise<unknown>;
}

/** The address with `value` in its part. */
export function addressWith(part: string, value: string): string {
  const page = new URL(PageConfig.getUrl({}), window.location.href);
  page.searchParams.set(part, value);
  return page.href;
}

/** The value of a part of an address after "?"; empty when it has none. */
export function partIn(search: string, part: string): string {
  return new URLSearchParams(search).get(part)?.trim() ?? '';
}

/** Open what the address asks for, and take that part out of the address. */
export function followLinks(app: JupyterFrontEnd, router: IRouter, { part, command, open }: ILinkKind): void {
  app.commands.addCommand(command, {
    describedBy: OPEN_LINK_ARGS,
    execute: args => {
      const { path = '', search = '', hash = '' } = args as Partial<IRouter.ILocation>;
      const rest = new URLSearchParams(search);
      rest.delete(part);
      const left = rest.toString();
      router.navigate(URLExt.join(path) + (left ? `?${left}` : '') + hash, { skipRouting: true });
      // Not awaited: JupyterLab restores its layout only after the address was followed.
      void app.restored.then(() => open(partIn(search, part)));
    }
  });
  router.register({ command, pattern: new RegExp(`[?&]${part}=[^&]`), rank: 30 });
}
