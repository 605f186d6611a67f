/** Faults in the browser that come from the files of this extension; the applications around it have their own. */

import type { Page } from '@playwright/test';

const OWN_FILES = 'extensions/jupyter-registry/';

/** A list that grows with each uncaught error and each console error of this extension. */
export function ownFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', error => {
    if (error.stack?.includes(OWN_FILES)) {
      faults.push(error.stack);
    }
  });
  page.on('console', message => {
    const about = `${message.location().url} ${message.text()}`;
    if (message.type() === 'error' && /jupyter-registry|jupyter_registry|ModelRegistry/.test(about)) {
      faults.push(about);
    }
  });
  return faults;
}
