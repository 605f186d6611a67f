/** How the panel looks: what is open, which row is current, what is selected. */
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { Hit } from '../schema';

/** Models that can be selected at once. */
export const MOST_SELECTED = 6;

/** What is open and chosen. */
export interface IPanelLook {
  /** The current row of the list. */
  readonly row: number;
  readonly filters: boolean;
  readonly help: boolean;
  /** Whether what is known of the registry is open. */
  readonly registries: boolean;
  readonly preview: boolean;
  /** Whether the line that asks for the name of a saved search is open. */
  readonly saving: boolean;
  /** One line for each result. */
  readonly compact: boolean;
  readonly selection: readonly Hit[];
  /** What is to take the focus; empty once it has. */
  readonly focus: 'box' | 'list' | '';
}

const CLOSED: IPanelLook = {
  row: 0,
  filters: false,
  help: false,
  registries: false,
  preview: false,
  saving: false,
  compact: false,
  selection: [],
  focus: ''
};

/** What a step back closes, the topmost first. */
const STEPS: readonly (readonly [keyof IPanelLook, Partial<IPanelLook>])[] = [
  ['help', { help: false }],
  ['registries', { registries: false }],
  ['saving', { saving: false }],
  ['filters', { filters: false }],
  ['preview', { preview: false }]
];

/** State of the panel's parts; `changed` fires after each difference. */
export class PanelState implements IDisposable {
  look: IPanelLook = CLOSED;

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._disposed;
  }

  dispose(): void {
    this._disposed = true;
    Signal.clearData(this);
  }

  /** Change some of it. */
  set(change: Partial<IPanelLook>): void {
    this.look = { ...this.look, ...change };
    if (!this._disposed) {
      this._changed.emit();
    }
  }

  focusBox(): void {
    this.set({ focus: 'box' });
  }

  focusList(): void {
    this.set({ focus: 'list' });
  }

  /** Select a model or take it out; one more than fit is not taken. Gives whether the selection changed. */
  toggle(hit: Hit): boolean {
    const { selection } = this.look;
    const others = selection.filter(other => other.model !== hit.model);
    if (others.length === selection.length && selection.length >= MOST_SELECTED) {
      return false;
    }
    this.set({ selection: others.length < selection.length ? others : [...selection, hit] });
    return true;
  }

  /** Close the topmost thing that is open, then the selection; false when there was nothing to close. */
  back(): boolean {
    const step = STEPS.find(([name]) => this.look[name] === true);
    if (step) {
      this.set(step[1]);
    } else if (this.look.selection.length) {
      this.set({ selection: [] });
    } else {
      return false;
    }
    return true;
  }

  private readonly _changed = new Signal<this, void>(this);
  private _disposed = false;
}
