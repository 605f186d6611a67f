/** Facts about the kernel that a model would be loaded in, asked once per kernel session and never in its way. */
import { PathExt } from '@jupyterlab/coreutils';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { IKernelFacts } from './components/card/contract';

/**
 * Prints names and versions of installed distributions, read from folder names alone: opening every package's
 * own files takes seconds on a slow disk. Runs in a namespace of its own and leaves nothing behind.
 */
export const PACKAGES_CODE = `exec('''
import json, os, sys
found = {}
for folder in sys.path:
    try:
        names = os.listdir(folder or ".")
    except OSError:
        continue
    for name in names:
        stem, ending = os.path.splitext(name)
        parts = stem.split("-")
        if ending in (".dist-info", ".egg-info") and len(parts) > 1:
            found.setdefault(parts[0], parts[1])
print(json.dumps(found))
''', {})`;

/** How long a silent question may take before the answer counts as unknown, in milliseconds. */
const PATIENCE = 10_000;

/** Run a piece of Python without trace in the notebook and give the text it printed. */
export async function ask(kernel: Kernel.IKernelConnection, code: string): Promise<string> {
  const future = kernel.requestExecute({
    code,
    silent: true,
    store_history: false,
    allow_stdin: false,
    stop_on_error: false
  });
  let printed = '';
  future.onIOPub = message => {
    if (message.header.msg_type === 'stream') {
      const { name, text } = message.content as KernelMessage.IStreamMsg['content'];
      printed += name === 'stdout' ? text : '';
    }
  };
  const timer = setTimeout(() => future.dispose(), PATIENCE);
  try {
    const reply = await future.done;
    if (reply && reply.content.status !== 'ok') {
      const fault = reply.content as { ename?: string; evalue?: string };
      throw new KernelFault(fault.ename ?? '', fault.evalue ?? '');
    }
    return printed;
  } finally {
    clearTimeout(timer);
  }
}

/** A silent question that the kernel answered with an exception. */
export class KernelFault extends Error {
  constructor(
    readonly kind: string,
    message: string
  ) {
    super(message);
  }
}

/** Names and versions from what the kernel printed; null when it is anything else. */
export function packagesFrom(printed: string): Record<string, string> | null {
  try {
    const found: unknown = JSON.parse(printed);
    const plain = typeof found === 'object' && found !== null && !Array.isArray(found);
    return plain && Object.values(found as object).every(version => typeof version === 'string')
      ? (found as Record<string, string>)
      : null;
  } catch {
    return null;
  }
}

/** What is known of the kernel of the notebook used last; `changed` fires when that becomes something else. */
export class KernelWatch implements IDisposable {
  constructor(notebooks: INotebookTracker | null) {
    this._notebooks = notebooks;
    notebooks?.currentChanged.connect(this._follow, this);
    this._follow();
  }

  /** The facts, or null without a kernel. */
  get facts(): IKernelFacts | null {
    return this._facts;
  }

  get changed(): ISignal<this, IKernelFacts | null> {
    return this._changed;
  }

  /** The kernel of that notebook, or null. */
  get connection(): Kernel.IKernelConnection | null {
    return this._panel?.sessionContext.session?.kernel ?? null;
  }

  get isDisposed(): boolean {
    return this._disposed;
  }

  /** Ask again, for instance after an install; the old facts stay until the answer is there. */
  refresh(): void {
    const kernel = this._panel?.sessionContext.session?.kernel;
    if (kernel) {
      this._asked = false;
      void this._learn(kernel, this._round);
    }
  }

  dispose(): void {
    this._disposed = true;
    this._notebooks?.currentChanged.disconnect(this._follow, this);
    this._leave();
    Signal.clearData(this);
  }

  private _follow(): void {
    const panel = this._notebooks?.currentWidget ?? null;
    if (panel === this._panel) {
      return;
    }
    this._leave();
    this._panel = panel;
    if (panel) {
      panel.sessionContext.kernelChanged.connect(this._restart, this);
      panel.sessionContext.statusChanged.connect(this._onStatus, this);
      panel.disposed.connect(this._follow, this);
    }
    this._restart();
  }

  private _leave(): void {
    if (this._panel && !this._panel.isDisposed) {
      this._panel.sessionContext.kernelChanged.disconnect(this._restart, this);
      this._panel.sessionContext.statusChanged.disconnect(this._onStatus, this);
      this._panel.disposed.disconnect(this._follow, this);
    }
    this._panel = null;
  }

  /** Another kernel: forget the old facts; a later answer of the old kernel is dropped by its round. */
  private _restart(): void {
    this._round += 1;
    this._asked = false;
    const kernel = this._panel?.sessionContext.session?.kernel ?? null;
    this._set(kernel && { name: this._title(kernel), language: '', python: '', packages: null });
    if (kernel) {
      void this._learn(kernel, this._round);
    }
  }

  private _onStatus(_: unknown, status: Kernel.Status): void {
    if (status === 'restarting' || status === 'autorestarting') {
      this._restart();
    } else if (status === 'idle' && this._facts && !this._asked) {
      const kernel = this._panel?.sessionContext.session?.kernel;
      if (kernel) {
        void this._learn(kernel, this._round);
      }
    }
  }

  /** Ask the kernel what it is; its packages only when it is idle. */
  private async _learn(kernel: Kernel.IKernelConnection, round: number): Promise<void> {
    const learned = await this._question(kernel, round).catch(() => null);
    if (learned && round === this._round && !this._disposed) {
      this._set(learned);
    }
  }

  private async _question(kernel: Kernel.IKernelConnection, round: number): Promise<IKernelFacts | null> {
    const { language_info: language } = await kernel.info;
    const name = this._title(kernel);
    const facts = { name, language: language.name, python: '', packages: null };
    if (language.name.toLowerCase() !== 'python') {
      this._asked = true;
      return facts;
    }
    const known = { ...facts, python: language.version };
    if (kernel.status !== 'idle' || this._asked || round !== this._round) {
      return this._asked ? null : known;
    }
    this._asked = true;
    return { ...known, packages: packagesFrom(await ask(kernel, PACKAGES_CODE).catch(() => '')) };
  }

  private _title(kernel: Kernel.IKernelConnection): string {
    return PathExt.basename(this._panel?.context.path ?? '') || kernel.name;
  }

  private _set(facts: IKernelFacts | null): void {
    if (facts !== this._facts) {
      this._facts = facts;
      this._changed.emit(facts);
    }
  }

  private readonly _notebooks: INotebookTracker | null;
  private readonly _changed = new Signal<this, IKernelFacts | null>(this);
  private _panel: NotebookPanel | null = null;
  private _facts: IKernelFacts | null = null;
  private _round = 0;
  private _asked = false;
  private _disposed = false;
}
