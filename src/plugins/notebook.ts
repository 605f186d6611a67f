/** The notebook side: where code goes, what the kernel is, and dragging code there. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';

import { InsertionPoint } from '../insert';
import { KernelWatch } from '../kernel';
import { IWorkplace } from '../tokens';

/** Provides the place where the user works; without notebooks it is a place where nothing can be inserted. */
export const notebookPlugin: JupyterFrontEndPlugin<IWorkplace> = {
  id: 'jupyter-registry:notebook',
  description: 'Where code is inserted and what the kernel there is.',
  autoStart: true,
  optional: [INotebookTracker],
  provides: IWorkplace,
  activate: (app: JupyterFrontEnd, notebooks: INotebookTracker | null): IWorkplace => ({
    insertion: new InsertionPoint(app.shell, notebooks),
    kernel: new KernelWatch(notebooks)
  })
};
