/** "card": the numbers of one version and what to do with it. */
import * as React from 'react';

import { cls, Icon } from '../card/bits';
import type { IViewProps } from './contract';
import { Figures, Findings, Foot, Head, Name } from './parts';

/** One version in short. */
export function CardView(props: IViewProps): React.ReactElement | null {
  const { snapshot, trans } = props;
  const { hit } = snapshot;
  if (!hit) {
    return null;
  }
  const said = hit.summary.trim();
  const under = [/[^.!?]$/.test(said) ? `${said}.` : said, hit.architecture || hit.framework].filter(Boolean).join(' ');
  return (
    <section aria-label={trans.__('Model card %1 v%2', hit.model, hit.number)}>
      <Head icon="model" title={<Name hit={hit} />} under={under || trans.__('Purpose not set')} />
      <div className={cls('inline-body')}>
        <Figures figures={snapshot.figures.length ? snapshot.figures : hit.figures} trans={trans} />
        {hit.warning && (
          <p className={cls('banner', 'banner-warn')}>
            <Icon name="warn" tone="warn" />
            <span>{hit.warning}</span>
          </p>
        )}
        <Findings findings={snapshot.findings} />
      </div>
      <Foot {...props} facts={snapshot.facts} />
    </section>
  );
}
