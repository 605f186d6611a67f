/** Publishing from the toolbar: asks four things, writes the magic's line into the notebook and runs it. */
import { Notification } from '@jupyterlab/apputils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { PathExt } from '@jupyterlab/coreutils';

import { placeAtEnd } from '../cells';
import { showCell } from '../insert';
import { findModels, nearestName, publishCell } from '../publishing';
import { CommandIDs } from '../tokens';
import type { ICommandContext, NamedCommand } from './context';
import { sayInserted } from './say';
import { NO_ARGS } from './schemas';
import { publishIcon } from '../icons';

async function publishFrom(context: ICommandContext, panel: NotebookPanel): Promise<void> {
  const { trans, app } = context;
  const notebook = panel.content;
  const kernel = panel.sessionContext.session?.kernel;
  if (!kernel) {
    Notification.warning(trans.__('Start a kernel and run the notebook first: a model is published from its kernel.'));
    return;
  }
  const models = await findModels(kernel);
  if (models.state === 'not-installed') {
    Notification.warning(trans.__('This kernel has no jupyter_registry, so it cannot publish.'), {
      autoClose: 15_000,
      actions: [
        {
          label: trans.__('Insert install cell'),
          callback: () => void sayInserted(app, context.insertion, trans, ['%pip install jupyter_registry'])
        }
      ]
    });
    return;
  }
  const { askPublish } = await import('../publishDialog');
  const { NotebookActions } = await import('@jupyterlab/notebook');
  const answer = await askPublish(models, nearestName(PathExt.basename(panel.context.path)), trans);
  const model = notebook.model;
  if (!answer || !model || panel.isDisposed) {
    return;
  }
  if (model.readOnly) {
    Notification.warning(trans.__('This notebook is read-only, so nothing was inserted.'));
    return;
  }
  const placed = placeAtEnd(model.sharedModel, publishCell(answer, models.magic || models.state !== 'ready'));
  showCell(app.shell, panel, placed.index);
  await NotebookActions.run(notebook, panel.sessionContext);
}

/** The command behind the toolbar button. */
export function publishCommands(context: ICommandContext): NamedCommand[] {
  const { trans, insertion } = context;
  return [
    [
      CommandIDs.publish,
      {
        label: trans.__('Publish a Model from This Notebook…'),
        caption: trans.__('Publish a fitted model of this notebook to the registry'),
        icon: publishIcon,
        describedBy: NO_ARGS,
        execute: async () => {
          const panel = insertion.notebook;
          if (panel) {
            await publishFrom(context, panel);
          } else {
            Notification.warning(trans.__('Open the notebook that fits the model first.'));
          }
        }
      }
    ]
  ];
}
