/**
 * What the cards need from their host, and nothing of JupyterLab: the same components run in the main area,
 * in a notebook output and in a widget.
 */
import type { CardSchema, CardValue, Comment, Hit, ModelCard, RecordedPractice, VersionSummary } from '../../schema';

/** The part of a translation bundle that the cards use; JupyterLab's `TranslationBundle` has this shape. */
export interface ITrans {
  __(msgid: string, ...args: (string | number)[]): string;
  _n(singular: string, plural: string, n: number, ...args: (string | number)[]): string;
}

/** What is known of the kernel a model would be loaded in. */
export interface IKernelFacts {
  /** "python", "R" ... as the kernel reports it. */
  readonly language: string;
  /** Installed distributions, name to version, as installed; null when they could not be asked. */
  readonly packages: Record<string, string> | null;
  /** Shown to people: the notebook's or the kernel's name. */
  readonly name?: string;
  /** Version of the language: "3.11.4". */
  readonly python?: string;
}

/** One way to use a model, ready to be inserted. */
export interface ISnippet {
  id: string;
  label: string;
  code: string;
  /** Packages that only this code needs. */
  needs: readonly string[];
}

/** Later edits of a card: null clears a field, a field left out stays. */
export interface ICardEdit {
  fields?: Record<string, CardValue | null>;
  text?: string;
}

/** A sentence for the reader, mostly after an action, with the way back where there is one. */
export interface INotice {
  readonly level: 'error' | 'status' | 'note';
  readonly text: string;
  readonly undo?: () => void;
}

/** What is shown of other models and versions; each part comes when it is there. */
export interface ICardAround {
  /** Models like this one, the nearest first. */
  readonly alternatives: readonly Hit[];
  /** The version before the one shown. */
  readonly earlier: ModelCard | null;
  /** Versions older than those that the card itself names. */
  readonly older: readonly VersionSummary[];
  /** The fields that this registry asks for. */
  readonly schema: CardSchema | null;
  /** The good practices of this registry. */
  readonly practices: readonly RecordedPractice[];
  /** Names of the practices that the version follows. */
  readonly followed: readonly string[];
}

/** How a version goes out of use; with a day to come it is offered until then, with a warning. */
export interface IRetirement {
  reason: string;
  sunset_on?: string | null;
  replacement?: string;
}

/** A variable of the kernel that holds rows and columns. */
export interface ITable {
  name: string;
  shape: string;
}

/** What is wrong with rows for a model, or worth knowing. */
export interface IDataFault {
  level: 'error' | 'warning';
  message: string;
  fix: string;
}

/** What a card can ask its host to do. A missing callback hides or replaces its control. */
export interface ICardActions {
  onOpen?: (ref: string) => void;
  /** Insert code; with `needs`, after a cell that installs what it and the version need and the kernel lacks. */
  onInsert?: (code: string, needs?: readonly string[]) => void;
  onCopy?: (code: string) => void;
  onSetAlias?: (alias: string, number: number | null) => void;
  onRetire?: (number: number, how: IRetirement) => void;
  onRestore?: (number: number) => void;
  /** Save an edit; false when it was not saved, so that what was typed stays on screen. */
  onEditCard?: (edit: ICardEdit) => Promise<boolean>;
  onSetTags?: (tags: string[]) => void;
  onStar?: (starred: boolean) => void;
  /** Say something about the version; false when it was not kept, so that what was typed stays on screen. */
  onComment?: (comment: Comment) => Promise<boolean>;
  onRemoveComment?: (sequence: number) => void;
  /** Whether this person may take away what `author` said. */
  mayRemove?: (author: string) => boolean;
  /** Read older versions than those shown. */
  onMoreVersions?: () => void;
  /** The tables of the kernel; null when it cannot say now. */
  onTables?: () => Promise<readonly ITable[] | null>;
  /** What is wrong with a table of the kernel for this version; null when it cannot say now. */
  onCheckData?: (variable: string) => Promise<readonly IDataFault[] | null>;
  /** Note that the version follows a good practice. */
  onFollow?: (practice: string) => void;
  onSearch?: (q: string) => void;
  /** Versions side by side, the first is the baseline; of a single one the others are asked for. */
  onCompare?: (refs: readonly string[]) => void;
  /** Begin to drag code to a notebook. */
  onDragCode?: (code: string, event: MouseEvent) => void;
}

/** Puts Markdown, made safe, into a host element. */
export type RenderMarkdown = (text: string, host: HTMLElement) => void | Promise<void>;

/** Texts as they are, for a host without languages. */
export const PLAIN_TRANS: ITrans = {
  __: (msgid, ...args) => fill(msgid, args),
  // As in JupyterLab: %1 is the number itself, what follows counts from %2.
  _n: (singular, plural, n, ...args) => fill(n === 1 ? singular : plural, [n, ...args])
};

function fill(text: string, args: (string | number)[]): string {
  return text.replace(/%(\d)/g, (all, place) => {
    const value = args[Number(place) - 1];
    return value === undefined ? all : String(value);
  });
}
