/** What the plugins offer each other, and the names that other extensions may rely on. */
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';

import type { InsertionPoint } from './insert';
import type { KernelWatch } from './kernel';
import type { IChange } from './live';
import type { ReplyMap, RequestMap } from './schema';

/** Commands of the registry. */
export namespace CommandIDs {
  export const openPanel = 'registry:open-panel';
  export const openCatalogue = 'registry:open-catalogue';
  export const openCard = 'registry:open-card';
  export const insert = 'registry:insert';
  export const copyRef = 'registry:copy-ref';
  export const publish = 'registry:publish';
  export const refresh = 'registry:refresh';
  export const retire = 'registry:retire';
  export const restore = 'registry:restore';
  export const setAlias = 'registry:set-alias';
  export const openLink = 'registry:open-link';
  export const compare = 'registry:compare';
  export const openCompareLink = 'registry:open-compare-link';
  export const toggleFilters = 'registry:toggle-filters';
  export const saveSearch = 'registry:save-search';
  export const copyLink = 'registry:copy-link';
  export const toggleCompact = 'registry:toggle-compact';
  export const showHelp = 'registry:show-help';
  export const insertSelected = 'registry:insert-selected';
  export const compareSelected = 'registry:compare-selected';
  export const copySelected = 'registry:copy-selected';
  export const clearSelected = 'registry:clear-selected';
  export const openResult = 'registry:open-result';
  export const openBeside = 'registry:open-beside';
  export const insertResult = 'registry:insert-result';
  export const insertBelow = 'registry:insert-below';
  export const copyResult = 'registry:copy-result';
  export const selectResult = 'registry:select-result';
  export const showWhy = 'registry:show-why';
  export const starResult = 'registry:star-result';
  export const findLike = 'registry:find-like';
}

/** Options of one request. */
export interface IRequestOptions {
  /** Aborts the request; the promise rejects with an `AbortError`. */
  signal?: AbortSignal;
}

/** Asks the server part for any verb. */
export interface IRegistryClient {
  request<K extends keyof RequestMap>(verb: K, args: RequestMap[K], options?: IRequestOptions): Promise<ReplyMap[K]>;
}

export const IRegistryClient = new Token<IRegistryClient>(
  'jupyter-registry:IRegistryClient',
  'Asks the model registry of the Jupyter server.'
);

/** Where the user works: the place code goes to, and the kernel there. */
export interface IWorkplace {
  readonly insertion: InsertionPoint;
  readonly kernel: KernelWatch;
}

export const IWorkplace = new Token<IWorkplace>(
  'jupyter-registry:IWorkplace',
  'Where code is inserted and what the kernel there is.'
);

/** Tells that the registry changed. */
export interface ILive {
  readonly changed: ISignal<unknown, IChange>;
  readonly prepared: ISignal<unknown, void>;
  refresh(): void;
}

export const ILive = new Token<ILive>('jupyter-registry:ILive', 'Tells that the model registry changed.');

/** The open model cards. */
export interface ICardTabs {
  /** The ref of the card used last; empty when none is open. */
  readonly currentRef: string;
  open(ref: string, focus?: boolean, beside?: boolean): Promise<void>;
}

export const ICardTabs = new Token<ICardTabs>('jupyter-registry:ICardTabs', 'The model cards that are open.');
