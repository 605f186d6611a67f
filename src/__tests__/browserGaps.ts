/** What JupyterLab's packages ask the browser for while they load, and jsdom does not have. Import it first. */
const quiet = { matches: false, addListener: () => undefined, addEventListener: () => undefined };

window.matchMedia ??= () => quiet as unknown as MediaQueryList;
globalThis.DragEvent ??= class extends MouseEvent {} as typeof DragEvent;
globalThis.requestIdleCallback ??= callback =>
  Number(setTimeout(() => callback({ didTimeout: false, timeRemaining: () => 50 }), 0));
