/** The setting that lets single letters be keys, for all parts that have some. */
import type { ISettingRegistry } from '@jupyterlab/settingregistry';

/** Id of the plugin that the settings belong to. */
export const SETTINGS_ID = 'jupyter-registry:plugin';

/** Whether single letters are keys now; they are until the settings are read, and where there are none. */
export function singleLetterKeys(settings: Promise<ISettingRegistry.ISettings> | null | undefined): () => boolean {
  let on = true;
  settings?.then(
    read => {
      const look = (): void => void (on = read.get('singleLetterKeys').composite !== false);
      read.changed.connect(look);
      look();
    },
    () => undefined // without its settings JupyterLab is as it is by default
  );
  return () => on;
}
