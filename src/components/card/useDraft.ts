/** What was typed and not saved: it is there again when the card is opened next time. */
import * as React from 'react';

const PREFIX = 'jupyter-registry:draft:';

function stored<T extends object>(place: string): T {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(PREFIX + place) ?? '{}');
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as T) : ({} as T);
  } catch {
    return {} as T;
  }
}

function keep(place: string, value: object): void {
  try {
    if (Object.keys(value).length > 0) {
      localStorage.setItem(PREFIX + place, JSON.stringify(value));
    } else {
      localStorage.removeItem(PREFIX + place);
    }
  } catch {
    // Private windows and full disks: the draft lives as long as the form.
  }
}

/** Whether there is a draft under `place`. */
export function hasDraft(place: string): boolean {
  return Object.keys(stored(place)).length > 0;
}

/** An object that outlives the form; an empty one is forgotten. */
export function useDraft<T extends object>(place: string): [T, (value: T) => void] {
  const [value, setValue] = React.useState<T>(() => stored<T>(place));
  const known = React.useRef(place);
  React.useEffect(() => {
    if (known.current !== place) {
      known.current = place;
      setValue(stored<T>(place));
    }
  }, [place]);
  const set = (next: T): void => {
    setValue(next);
    keep(place, next);
  };
  return [value, set];
}
