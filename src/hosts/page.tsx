/** The model card in the main area: a widget that shows the state of one card. */
import type { ISignal } from '@lumino/signaling';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';

import { ModelCard } from '../components/ModelCard';
import type { IModelCardProps } from '../components/ModelCard';
import { CardFault } from '../components/card/CardFault';
import type {
  ICardActions,
  IKernelFacts,
  INotice,
  ISnippet,
  ITrans,
  RenderMarkdown
} from '../components/card/contract';
import type { ModelCard as ModelCardData } from '../schema';
import type { BenchmarkState } from '../state/benchmarkState';
import { troubleText } from '../state/door';
import type { LineageState } from '../state/lineageState';
import type { ModelState } from '../state/modelState';

/** The kernel to compare with, and when it is another. */
export interface IKernelSource {
  readonly facts: IKernelFacts | null;
  readonly changed: ISignal<unknown, unknown>;
}

/** What the page needs from the application. */
export interface ICardPageOptions {
  state: ModelState;
  /** Places among other models, and the lineage; both come after the card. */
  places: BenchmarkState;
  lineage: LineageState;
  trans: ITrans;
  /** Code for a card, by its alias or pinned to its number; the first one is what Insert inserts. */
  snippets: (card: ModelCardData, pinned: boolean) => readonly ISnippet[];
  renderMarkdown?: RenderMarkdown;
  kernel?: IKernelSource;
  /** Whether single letters are keys; asked at each press. */
  letters?: () => boolean;
  /** Opening, inserting, copying, searching; edits go through the state. */
  actions: Pick<
    ICardActions,
    'onOpen' | 'onInsert' | 'onCopy' | 'onSearch' | 'onCompare' | 'onDragCode' | 'onTables' | 'onCheckData'
  >;
  /** Why the registry takes no edits from this person; empty while it does. */
  readOnly?: () => string;
  /** Whether this person may take away what `author` said. */
  mayRemove?: (author: string) => boolean;
}

function noteOf(reason: string): INotice | null {
  return reason === '' ? null : { level: 'note', text: reason };
}

/** Content of the tab of one model. */
export class CardPage extends ReactWidget {
  constructor(private readonly _options: ICardPageOptions) {
    super();
    this.addClass('jp-ModelRegistry-page');
    this.node.tabIndex = -1;
    const { state, places, lineage } = _options;
    state.changed.connect(() => {
      void places.show(state.card);
      void lineage.show(state.card);
    });
    places.changed.connect(() => this.update());
    lineage.changed.connect(() => this.update());
  }

  /** The card shown, its edits and its errors. */
  get state(): ModelState {
    return this._options.state;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this.state.dispose();
      this._options.places.dispose();
      this._options.lineage.dispose();
      super.dispose();
    }
  }

  protected onActivateRequest(_: Message): void {
    this._focus += 1;
    this.node.focus({ preventScroll: true });
    this.update();
  }

  protected render(): React.ReactElement {
    const { state, kernel } = this._options;
    const focusRequest = this._focus;
    return (
      <UseSignal signal={state.changed}>
        {() =>
          kernel ? (
            <UseSignal signal={kernel.changed}>{() => this._body(focusRequest)}</UseSignal>
          ) : (
            this._body(focusRequest)
          )
        }
      </UseSignal>
    );
  }

  private _body(focusRequest: number): React.ReactElement {
    const { state, trans, kernel, snippets, renderMarkdown, actions, readOnly, mayRemove } = this._options;
    const { places, lineage, letters } = this._options;
    const { card, error, notice } = state;
    if (!card) {
      return <CardFault state={state} trans={trans} />;
    }
    const reason = readOnly?.() ?? '';
    const edits: ICardActions & Pick<IModelCardProps, 'onConfirm'> =
      reason !== ''
        ? {}
        : {
            onEditCard: edit => state.edit(edit),
            onSetAlias: (alias, number) => state.moveAlias(alias, number),
            onSetTags: tags => void state.setTags(tags),
            onRetire: (number, how) => state.retireLater(number, how),
            onRestore: number => void state.restore(number),
            onStar: starred => void state.star(starred),
            onFollow: practice => void state.followPractice(card, practice),
            onComment: comment => state.comment(comment),
            onRemoveComment: sequence => void state.removeComment(sequence),
            onConfirm: metric => void places.confirm(metric),
            mayRemove
          };
    return (
      <ModelCard
        {...actions}
        {...edits}
        card={card}
        around={state.around}
        measured={places.measured}
        onBoard={benchmark => void places.open(benchmark)}
        lineage={lineage.part}
        onSteps={steps => void lineage.follow(steps)}
        onMoreVersions={() => void state.around.more(card)}
        kernel={kernel?.facts ?? null}
        trans={trans}
        snippets={pinned => snippets(card, pinned)}
        renderMarkdown={renderMarkdown}
        notice={error ? { level: 'error', text: troubleText(error) } : (notice ?? noteOf(reason))}
        letters={letters}
        busy={state.loading}
        focusRequest={focusRequest}
      />
    );
  }

  private _focus = 0;
}
