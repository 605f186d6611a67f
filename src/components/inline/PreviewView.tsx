/** "preview": what a publication would hold; nothing was sent. */
import * as React from 'react';

import { cls } from '../card/bits';
import type { IViewProps } from './contract';
import { Captured, Findings, Foot, Head, Name, Removed } from './parts';
import { Progress } from './PublishedView';

/** A publication that was tried and rolled back. */
export function PreviewView(props: IViewProps): React.ReactElement {
  const { snapshot, trans } = props;
  const { hit, completeness } = snapshot;
  return (
    <section aria-label={trans.__('Preview of a publication')}>
      <Head
        icon="info"
        tone="acc"
        title={hit ? <Name hit={hit} words={trans.__('would be published')} /> : <b>{trans.__('Preview')}</b>}
        under={snapshot.message || trans.__('Nothing was sent.')}
        aside={completeness && <Progress completeness={completeness} trans={trans} />}
      />
      <div className={cls('inline-scroll')} role="group" aria-label={trans.__('What would be sent')} tabIndex={0}>
        <Captured lines={snapshot.captured} trans={trans} />
        <Removed snapshot={snapshot} trans={trans} />
        <Findings findings={snapshot.findings} />
      </div>
      <Foot {...props} actions={{}} facts={snapshot.facts} />
    </section>
  );
}
