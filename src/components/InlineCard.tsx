/**
 * What a notebook output shows of the registry: a publication, a card, a list, a preview or a refusal. It is a
 * snapshot: it says as of when it holds and never changes by itself. Pure, so that it runs in an output and in a
 * widget alike.
 */
import * as React from 'react';

import type { Snapshot } from '../schema';
import { cls } from './card/bits';
import type { ITrans } from './card/contract';
import { CardView } from './inline/CardView';
import { CompareView } from './inline/CompareView';
import type { IInlineActions } from './inline/contract';
import { ListView } from './inline/ListView';
import { PreviewView } from './inline/PreviewView';
import { PublishedView } from './inline/PublishedView';
import { RefusalView } from './inline/RefusalView';
import { SendingView } from './inline/SendingView';

export type { IInlineActions } from './inline/contract';

interface IInlineCardProps {
  snapshot: Snapshot;
  trans: ITrans;
  /** What the buttons do; without it there are none, as in a notebook that is not trusted. */
  actions?: IInlineActions;
}

const VIEWS = {
  published: PublishedView,
  card: CardView,
  comparison: CompareView,
  sending: SendingView,
  list: ListView,
  preview: PreviewView,
  refusal: RefusalView
};

/** The output, whichever view it is. */
export function InlineCard({ snapshot, trans, actions }: IInlineCardProps): React.ReactElement {
  const View = VIEWS[snapshot.view];
  return (
    <div className={`jp-ModelRegistry-inline ${cls('inline', `inline-${snapshot.view}`)}`}>
      <View snapshot={snapshot} trans={trans} actions={actions ?? {}} />
    </div>
  );
}
