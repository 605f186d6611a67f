/** Publications in the background of a kernel, steered from their output. */
import { Notification } from '@jupyterlab/apputils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { JobAct } from './components/inline/contract';
import { ask, KernelFault } from './kernel';

/** Pause, resume or cancel a job; the output is drawn anew by the kernel. A busy kernel does it after its cell. */
export async function steerJob(
  panel: NotebookPanel | null,
  trans: TranslationBundle,
  job: string,
  act: JobAct
): Promise<void> {
  const kernel = panel?.sessionContext.session?.kernel;
  if (!kernel) {
    Notification.warning(trans.__('This notebook has no kernel, so nothing is being sent any more.'));
    return;
  }
  const code = `exec('from jupyter_registry.kernel.jobs import act; act("${job}", "${act}")', {})`;
  try {
    await ask(kernel, code);
  } catch (reason) {
    const gone = reason instanceof KernelFault;
    Notification.warning(
      gone
        ? trans.__('This publication has ended, or its kernel was restarted.')
        : trans.__('The kernel did not answer.')
    );
  }
}
