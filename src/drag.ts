/** Dragging code to a notebook or a text file: the same code that the button inserts. */
import { MimeData } from '@lumino/coreutils';
import { Drag } from '@lumino/dragdrop';

import type { ITrans } from './components/card/contract';
import { cellSource } from './cells';
import type { Hit, ModelCard } from './schema';
import { fromHit, loadingCode, refOf, snippetFor } from './snippets';

/** What JupyterLab's notebooks take as cells. */
export const CELLS_MIME = 'application/vnd.jupyter.cells';

/** Pixels the pointer travels before a press becomes a drag. */
const THRESHOLD = 5;

/** Code that is known now, and perhaps better code that is still on its way. */
export interface IDraggedCode {
  label: string;
  code: string;
  better?: Promise<string>;
}

/** The part of the client that dragging needs. */
interface ICardReader {
  request(verb: 'get-card', args: { ref: string }): Promise<ModelCard>;
}

/** Code of a search result: loading it now, and with its signature as soon as the card is there. */
export function codeOfHit(reader: ICardReader, hit: Hit, trans: ITrans): IDraggedCode {
  return {
    label: hit.model,
    code: loadingCode(hit),
    better: reader.request('get-card', { ref: refOf(fromHit(hit)) }).then(card => snippetFor(card, '', { trans }).code)
  };
}

/** Write the code into the drag's data, as a cell and as text. */
export function fill(data: MimeData, code: string): void {
  const cell = { cell_type: 'code', source: cellSource(code), metadata: {}, outputs: [], execution_count: null };
  data.setData(CELLS_MIME, [cell]);
  data.setData('text/plain', code);
}

function imageOf(label: string): HTMLElement {
  const image = document.createElement('div');
  image.className = 'jp-ModelRegistry-drag-image jp-ThemedContainer';
  image.textContent = label;
  return image;
}

function prevent(event: Event): void {
  event.preventDefault();
}

async function drag(dragged: IDraggedCode, x: number, y: number): Promise<Drag.DropAction> {
  const mimeData = new MimeData();
  fill(mimeData, dragged.code);
  const running = new Drag({
    mimeData,
    dragImage: imageOf(dragged.label),
    proposedAction: 'copy',
    supportedActions: 'copy'
  });
  dragged.better?.then(
    code => fill(mimeData, code),
    () => undefined // the code that is known already stays
  );
  const action = await running.start(x, y);
  running.dispose();
  return action;
}

/**
 * Watch a press of the main button; when the pointer travels, it becomes a drag of what `code` gives.
 * Resolves with true when a drag began, so that the caller can tell it from a click.
 */
export function dragFrom(press: MouseEvent, code: () => IDraggedCode): Promise<boolean> {
  if (press.button !== 0) {
    return Promise.resolve(false);
  }
  return new Promise(resolve => {
    const stopWatching = () => {
      document.removeEventListener('pointermove', onMove, true);
      document.removeEventListener('mouseup', onUp, true);
    };
    const letMark = () => document.removeEventListener('selectstart', prevent, true);
    const onUp = () => {
      stopWatching();
      letMark();
      resolve(false);
    };
    const onMove = (event: PointerEvent) => {
      if (Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) < THRESHOLD) {
        return;
      }
      event.preventDefault();
      stopWatching(); // first: the drag sends a pointer move of its own at once
      resolve(true);
      void drag(code(), event.clientX, event.clientY).finally(letMark);
    };
    // A pointer that travels with its button down would mark all text on its way.
    document.addEventListener('selectstart', prevent, true);
    document.addEventListener('pointermove', onMove, true);
    document.addEventListener('mouseup', onUp, true);
  });
}
