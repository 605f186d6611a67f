/** What the commands work on; every part that may be missing in an application is nullable. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { InsertionPoint } from '../insert';
import type { KernelWatch } from '../kernel';
import type { ILive, IRegistryClient } from '../tokens';

/** Shared by all commands of the registry. */
export interface ICommandContext {
  app: JupyterFrontEnd;
  client: IRegistryClient;
  trans: TranslationBundle;
  insertion: InsertionPoint;
  kernel: KernelWatch;
  live: ILive | null;
  /** The ref of the card used last; empty when none is open. */
  currentRef: () => string;
}

/** A command with its id. */
export type NamedCommand = [id: string, options: CommandRegistry.ICommandOptions];
