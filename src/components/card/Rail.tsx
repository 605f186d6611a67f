/** The right rail: can I use it, who does, what the card still lacks, where it stands, what else there is, its tags. */
import * as React from 'react';

import type { ModelCard } from '../../schema';
import { Alternatives } from './Alternatives';
import { cls } from './bits';
import type { ICardActions, ICardAround, IKernelFacts, ITrans } from './contract';
import { DataCheck } from './DataCheck';
import { fitOf } from './fit';
import { Lifecycle } from './Lifecycle';
import { MetadataBox } from './MetadataBox';
import { RailBox } from './RailBox';
import { ReuseBox } from './ReuseBox';
import { Tags } from './Tags';
import type { ILineagePart } from './lineage/contract';
import { UseLines, verdictText } from './UseLines';

interface IRailProps extends ICardActions {
  card: ModelCard;
  kernel: IKernelFacts | null;
  around?: ICardAround;
  lineage?: ILineagePart;
  trans: ITrans;
}

/** The rail beside the document; a strip above it when the card is narrow. */
export function Rail(props: IRailProps): React.ReactElement {
  const { card, kernel, trans } = props;
  const fit = fitOf(card.version.manifest.environment, kernel);
  return (
    <aside className={cls('rail')} aria-label={trans.__('At a glance')}>
      <RailBox title={trans.__('Can I use it?')} summary={verdictText(fit, kernel, trans)} trans={trans}>
        <UseLines {...props} fit={fit} />
        <DataCheck {...props} />
      </RailBox>
      <ReuseBox {...props} />
      <MetadataBox {...props} />
      <Lifecycle {...props} />
      <Alternatives {...props} />
      <Tags {...props} />
    </aside>
  );
}
