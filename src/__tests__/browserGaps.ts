/** What JupyterLab's packages ask the browser for while they load, and jsdom does not have. Runs before each test file. */
const quiet = { matches: false, addListener: () => undefined, addEventListener: () => undefined };

/** A drag event without the window it happened in: jsdom knows no other window than its own. */
class DragEventWithoutWindow extends MouseEvent {
  constructor(type: string, init?: DragEventInit) {
    super(type, { ...init, view: null });
  }
}

window.matchMedia ??= () => quiet as unknown as MediaQueryList;
globalThis.DragEvent ??= DragEventWithoutWindow as unknown as typeof DragEvent;
globalThis.requestIdleCallback ??= callback =>
  Number(setTimeout(() => callback({ didTimeout: false, timeRemaining: () => 50 }), 0));

/** An observer that sees nothing: nothing has a size here. */
class BlindObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver ??= BlindObserver;
