/** What a browser remembers of a registry between sessions: small, and never needed. */

/** Reads and writes values under names of one registry; without a storage nothing is kept. */
export class Memory {
  constructor(
    private readonly _storage: Pick<Storage, 'getItem' | 'setItem'> | null,
    private readonly _scope: string
  ) {}

  /** The list kept under a name; empty when there is none or it cannot be read. */
  list<T>(name: string): T[] {
    try {
      const found: unknown = JSON.parse(this._storage?.getItem(this._key(name)) ?? '[]');
      return Array.isArray(found) ? (found as T[]) : [];
    } catch {
      return [];
    }
  }

  /** Keep a list under a name; a full or forbidden storage is no fault. */
  keep(name: string, values: readonly unknown[]): void {
    try {
      this._storage?.setItem(this._key(name), JSON.stringify(values));
    } catch {
      // Private windows and full disks: what was to be remembered is only a convenience.
    }
  }

  private _key(name: string): string {
    return `jupyter-registry:${this._scope}:${name}`;
  }
}
