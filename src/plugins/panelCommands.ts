/** Everything that the panel's keys and controls do, as commands: for the palette, menus and own shortcuts. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import { NO_ARGS } from '../commands/schemas';
import type { RegistryPanel } from '../hosts/panel';
import { CommandIDs } from '../tokens';

interface IPanelCommand {
  id: string;
  label: string;
  /** Whether it is about the current result. */
  result?: boolean;
  act: (body: RegistryPanel) => void;
}

function lookCommands(trans: TranslationBundle): IPanelCommand[] {
  return [
    {
      id: CommandIDs.toggleFilters,
      label: trans.__('Filter the Models Found'),
      act: ({ panel }) => panel.set({ filters: !panel.look.filters })
    },
    { id: CommandIDs.saveSearch, label: trans.__('Save This Search'), act: ({ panel }) => panel.set({ saving: true }) },
    {
      id: CommandIDs.copyLink,
      label: trans.__('Copy a Link to This Search'),
      act: ({ actions }) => actions.onCopyLink?.()
    },
    {
      id: CommandIDs.toggleCompact,
      label: trans.__('Show One Line for Each Model'),
      act: ({ panel }) => panel.set({ compact: !panel.look.compact, preview: !panel.look.compact })
    },
    {
      id: CommandIDs.showHelp,
      label: trans.__('Keys and Syntax of the Search'),
      act: ({ panel }) => panel.set({ help: true })
    },
    {
      id: CommandIDs.insertSelected,
      label: trans.__('Insert the Selected Models'),
      act: ({ panel, actions }) => actions.onInsert(panel.look.selection, true)
    },
    {
      id: CommandIDs.compareSelected,
      label: trans.__('Compare the Selected Models'),
      act: ({ panel, actions }) => actions.onCompare?.(panel.look.selection)
    },
    {
      id: CommandIDs.copySelected,
      label: trans.__('Copy the Refs of the Selected Models'),
      act: ({ panel, actions }) => actions.onCopyRefs(panel.look.selection)
    },
    {
      id: CommandIDs.clearSelected,
      label: trans.__('Clear the Selection of Models'),
      act: ({ panel }) => panel.set({ selection: [] })
    }
  ];
}

function resultCommands(trans: TranslationBundle): IPanelCommand[] {
  const about =
    (act: (body: RegistryPanel, hit: NonNullable<RegistryPanel['current']>) => void) => (body: RegistryPanel) =>
      void (body.current && act(body, body.current));
  return [
    {
      id: CommandIDs.openResult,
      label: trans.__('Open Its Card'),
      act: about(({ actions }, hit) => actions.onOpen(hit))
    },
    {
      id: CommandIDs.openBeside,
      label: trans.__('Open Its Card Beside the Notebook'),
      act: about(({ actions }, hit) => actions.onOpen(hit, true))
    },
    {
      id: CommandIDs.insertResult,
      label: trans.__('Insert Load Code'),
      act: about(({ actions }, hit) => actions.onInsert([hit]))
    },
    {
      id: CommandIDs.insertBelow,
      label: trans.__('Insert Load Code in a New Cell'),
      act: about(({ actions }, hit) => actions.onInsert([hit], true))
    },
    {
      id: CommandIDs.copyResult,
      label: trans.__('Copy Its Ref'),
      act: about(({ actions }, hit) => actions.onCopyRefs([hit]))
    },
    {
      id: CommandIDs.selectResult,
      label: trans.__('Select It, or Not'),
      act: about(({ actions }, hit) => actions.onSelect(hit))
    },
    {
      id: CommandIDs.showWhy,
      label: trans.__('Preview It and Why It Is Here'),
      act: about(({ panel }) => panel.set({ preview: true }))
    },
    {
      id: CommandIDs.starResult,
      label: trans.__('Star It, or Not'),
      act: about(({ actions }, hit) => actions.onStar(hit))
    },
    {
      id: CommandIDs.findLike,
      label: trans.__('Find Models Like It'),
      act: about(({ actions }, hit) => actions.onQuery(`like:${hit.model}`))
    }
  ].map(command => ({ ...command, result: true }));
}

/** Adds the commands; `withBody` opens the panel and gives its body. `body` is the open one, if any. */
export function addPanelCommands(
  app: JupyterFrontEnd,
  palette: ICommandPalette | null,
  trans: TranslationBundle,
  withBody: () => Promise<RegistryPanel>,
  body: () => RegistryPanel | null
): void {
  const category = trans.__('Model Registry');
  for (const { id, label, result, act } of [...lookCommands(trans), ...resultCommands(trans)]) {
    app.commands.addCommand(id, {
      label,
      describedBy: NO_ARGS,
      isEnabled: () => !result || body()?.current !== undefined,
      execute: async () => act(await withBody())
    });
    palette?.addItem({ command: id, category });
  }
}
