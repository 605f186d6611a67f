/** Links to a search. */
import type { IRouter, JupyterFrontEnd } from '@jupyterlab/application';

import { CommandIDs } from '../tokens';
import { addressWith, followLinks } from './links';

const PART = 'registry-search';

/** The address that opens the panel with a query. */
export function linkTo(query: string): string {
  return addressWith(PART, query);
}

/** Open the panel when the address asks for it. */
export function followSearchLinks(app: JupyterFrontEnd, router: IRouter): void {
  const open = (q: string): Promise<unknown> => app.commands.execute(CommandIDs.openPanel, { q });
  followLinks(app, router, { part: PART, command: CommandIDs.openLink, open });
}
