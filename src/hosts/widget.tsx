/**
 * Live widgets in any notebook front end, by anywidget: the same components as in JupyterLab, with Preact.
 *
 * A model with the trait `snapshot` is a card; one with `query`, `page` and `selection` is a list. Python writes
 * `snapshot` and `page`; the list writes `query` and `selection`.
 */
import * as React from 'react';
import { createRoot } from 'react-dom/client';

import '../style/tokens.css';
import '../style/parts.css';
import '../style/blocks.css';
import '../style/inline.css';
import '../style/browse.css';
import '../style/compareCells.css';
import '../style/compareTable.css';
import '../style/widget.css';

import { BrowseList } from '../components/BrowseList';
import { cls } from '../components/card/bits';
import { PLAIN_TRANS } from '../components/card/contract';
import { InlineCard } from '../components/InlineCard';
import { readPage, readSnapshot } from '../snapshot';

/** The part of a widget's model that is used here. */
export interface IWidgetModel {
  get(trait: string): unknown;
  set(trait: string, value: unknown): void;
  save_changes(): void;
  on(event: string, callback: () => void): void;
  off(event: string, callback: () => void): void;
}

const TRAITS = ['snapshot', 'query', 'page', 'selection'];

async function copy(code: string): Promise<void> {
  await navigator.clipboard?.writeText(code);
}

function Card({ model }: { model: IWidgetModel }): React.ReactElement {
  const snapshot = readSnapshot(model.get('snapshot'));
  if (!snapshot) {
    return <p className={cls('nothing')}>{PLAIN_TRANS.__('No card to show yet.')}</p>;
  }
  return <InlineCard snapshot={snapshot} trans={PLAIN_TRANS} actions={{ onCopy: code => void copy(code) }} />;
}

function Browse({ model }: { model: IWidgetModel }): React.ReactElement {
  const write = React.useCallback(
    (trait: string, value: unknown) => {
      model.set(trait, value);
      model.save_changes();
    },
    [model]
  );
  const onQuery = React.useCallback((query: string) => write('query', query), [write]);
  const selection = model.get('selection');
  return (
    <BrowseList
      query={String(model.get('query') ?? '')}
      page={readPage(model.get('page'))}
      selection={Array.isArray(selection) ? selection.map(String) : []}
      trans={PLAIN_TRANS}
      onQuery={onQuery}
      onSelect={chosen => write('selection', chosen)}
    />
  );
}

/** Draws again whenever a trait changes, by Python or by the reader. */
function Live({ model }: { model: IWidgetModel }): React.ReactElement {
  const [, redraw] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => {
    const onChange = () => redraw();
    TRAITS.forEach(trait => model.on(`change:${trait}`, onChange));
    onChange(); // a trait may have changed between the first drawing and now
    return () => TRAITS.forEach(trait => model.off(`change:${trait}`, onChange));
  }, [model]);
  return model.get('snapshot') === undefined ? <Browse model={model} /> : <Card model={model} />;
}

/** Called by anywidget for each view; the function it gives back takes the view away. */
function render({ model, el }: { model: IWidgetModel; el: HTMLElement }): () => void {
  el.classList.add('jp-ModelRegistry-widget');
  const root = createRoot(el);
  root.render(<Live model={model} />);
  return () => root.unmount();
}

export default { render };
