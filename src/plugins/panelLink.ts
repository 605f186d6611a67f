/** Links to a search: the address of JupyterLab with the query in it. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IRouter } from '@jupyterlab/application';
import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { OPEN_LINK_ARGS } from '../commands/schemas';
import { CommandIDs } from '../tokens';

const NAME = 'registry-search';

/** The address that opens the panel with a query. */
export function linkTo(query: string): string {
  const page = new URL(PageConfig.getUrl({}), window.location.href);
  page.searchParams.set(NAME, query);
  return page.href;
}

/** The query in a part of an address after "?"; empty when it has none. */
export function queryIn(search: string): string {
  return new URLSearchParams(search).get(NAME)?.trim() ?? '';
}

/** Open the panel when the address asks for it, and take the query out of the address. */
export function followLinks(app: JupyterFrontEnd, router: IRouter): void {
  app.commands.addCommand(CommandIDs.openLink, {
    describedBy: OPEN_LINK_ARGS,
    execute: (args: ReadonlyPartialJSONObject) => {
      const { path = '', search = '', hash = '' } = args as Partial<IRouter.ILocation>;
      const rest = new URLSearchParams(search);
      rest.delete(NAME);
      const left = rest.toString();
      router.navigate(URLExt.join(path) + (left ? `?${left}` : '') + hash, { skipRouting: true });
      // Not awaited: JupyterLab restores its layout only after the address was followed.
      void app.restored.then(() => app.commands.execute(CommandIDs.openPanel, { q: queryIn(search) }));
    }
  });
  router.register({ command: CommandIDs.openLink, pattern: new RegExp(`[?&]${NAME}=[^&]`), rank: 30 });
}
