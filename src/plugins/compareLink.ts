/** Links to a comparison. */
import type { IRouter, JupyterFrontEnd } from '@jupyterlab/application';

import { CommandIDs } from '../tokens';
import { addressWith, followLinks } from './links';

const PART = 'registry-compare';

/** The address that opens a comparison. */
export function compareLink(refs: readonly string[]): string {
  return addressWith(PART, refs.join(','));
}

/** The refs in a text, with commas or spaces between. */
export function refsIn(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** Open a comparison when the address asks for it. */
export function followCompareLinks(app: JupyterFrontEnd, router: IRouter): void {
  const open = (text: string): Promise<unknown> => app.commands.execute(CommandIDs.compare, { refs: refsIn(text) });
  followLinks(app, router, { part: PART, command: CommandIDs.openCompareLink, open });
}
