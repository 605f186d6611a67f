/**
 * The model card: one scrolling document about one version. Pure: what it shows comes in as data, what it
 * wants done goes out through callbacks, so that it runs in the main area and in a widget alike.
 */
import * as React from 'react';

import type { ModelCard as ModelCardData } from '../schema';
import { cls } from './card/bits';
import { checkedText, Checks, newestChecks } from './card/Checks';
import type {
  ICardActions,
  ICardAround,
  IKernelFacts,
  INotice,
  ISnippet,
  ITrans,
  RenderMarkdown
} from './card/contract';
import { DataSignature } from './card/DataSignature';
import { Discussion } from './card/Discussion';
import { EnvironmentPart } from './card/EnvironmentPart';
import { fitOf } from './card/fit';
import { Header } from './card/Header';
import { HistoryPart } from './card/HistoryPart';
import { LineagePart } from './card/lineage/LineagePart';
import type { ILineageProps } from './card/lineage/LineagePart';
import { Metrics } from './card/metrics/Metrics';
import type { IMetricsProps } from './card/metrics/Metrics';
import { Notice } from './card/Notice';
import { Overview } from './card/Overview';
import { Params } from './card/Params';
import { Rail } from './card/Rail';
import { SectionBar } from './card/SectionBar';
import type { ISectionLink } from './card/SectionBar';
import { UsePart } from './card/UsePart';
import { useCurrentSection } from './card/useCurrentSection';
import { Versions } from './card/Versions';

/** What a card shows and calls. */
export interface IModelCardProps
  extends
    ICardActions,
    Pick<IMetricsProps, 'measured' | 'onBoard' | 'onConfirm'>,
    Pick<ILineageProps, 'lineage' | 'onSteps'> {
  card: ModelCardData;
  kernel: IKernelFacts | null;
  around?: ICardAround;
  trans: ITrans;
  /** Code for this version, by its alias or pinned to its number; the first one is what Insert inserts. */
  snippets: (pinned: boolean) => readonly ISnippet[];
  renderMarkdown?: RenderMarkdown;
  notice?: INotice | null;
  /** Whether single characters are keys now; without it they are. */
  letters?: () => boolean;
  /** Whether a newer state of the card is being read. */
  busy?: boolean;
  /** Focus goes to the heading when this value changes and is not 0. */
  focusRequest?: number;
}

function sectionsOf(props: IModelCardProps, base: string): ISectionLink[] {
  const { card, kernel, trans } = props;
  const { manifest } = card.version;
  const fit = fitOf(manifest.environment, kernel);
  const some = (count: number) => (count > 0 ? count : undefined);
  return [
    { id: `${base}-overview`, label: trans.__('Overview') },
    { id: `${base}-metrics`, label: trans.__('Metrics'), count: some(manifest.metrics?.length ?? 0) },
    { id: `${base}-params`, label: trans.__('Parameters'), count: some(Object.keys(manifest.params ?? {}).length) },
    { id: `${base}-lineage`, label: trans.__('Lineage'), count: some(props.lineage?.lineage?.links.length ?? 0) },
    { id: `${base}-versions`, label: trans.__('Versions'), count: some(card.model.version_count) },
    { id: `${base}-data`, label: trans.__('Data & signature') },
    {
      id: `${base}-environment`,
      label: trans.__('Environment'),
      warning: fit.verdict === 'missing' ? trans.__('needs an install') : undefined
    },
    {
      id: `${base}-checks`,
      label: trans.__('Checks'),
      count: checkedText(card.records.checks),
      warning: newestChecks(card.records.checks).some(([one]) => one.check.verdict === 'failed')
        ? trans.__('a check failed')
        : undefined
    },
    { id: `${base}-use`, label: trans.__('Use') },
    { id: `${base}-discussion`, label: trans.__('Discussion'), count: some(card.records.comments.length) },
    { id: `${base}-history`, label: trans.__('History'), count: some(card.history.length) }
  ];
}

/** Whether a key press belongs to a field and not to the card. */
function typing(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** The neighbour of the version shown: `by` -1 is older, 1 is newer. */
function neighbour(card: ModelCardData, by: number): number | undefined {
  const numbers = card.versions.map(version => version.number).sort((first, second) => first - second);
  return numbers[numbers.indexOf(card.version.number) + by];
}

/** The whole card. */
export function ModelCard(props: IModelCardProps): React.ReactElement {
  const { card, trans, snippets, notice, focusRequest, letters, onOpen, onEditCard } = props;
  const base = React.useId().replace(/[^\w-]/g, '');
  const root = React.useRef<HTMLElement>(null);
  const [editing, setEditing] = React.useState(false);
  const sections = sectionsOf(props, base);
  const [current, jump] = useCurrentSection(root, sections);
  const titleId = `${base}-title`;
  const { manifest } = card.version;

  React.useEffect(() => setEditing(false), [card.model.name, card.version.number]);
  React.useEffect(() => {
    if (focusRequest) {
      root.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    }
  }, [focusRequest]);

  const edit = (on: boolean) => {
    setEditing(on);
    if (on) {
      jump(sections[0].id);
    }
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const off = letters?.() === false;
    if (off || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const place = /^[1-9]$/.test(event.key) ? sections[Number(event.key) - 1] : undefined;
    const number = event.key === '[' ? neighbour(card, -1) : event.key === ']' ? neighbour(card, 1) : undefined;
    if (place) {
      jump(place.id);
    } else if (number !== undefined) {
      onOpen?.(`${card.model.name}:${number}`);
    } else if (event.key.toLowerCase() === 'e' && onEditCard) {
      edit(true);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <article
      className={`jp-ModelRegistry-card ${cls('page')}`}
      ref={root}
      aria-labelledby={titleId}
      aria-busy={props.busy}
      onKeyDown={onKeyDown}
    >
      <Header
        {...props}
        titleId={titleId}
        load={snippets(false)[0]}
        onEdit={onEditCard && (() => edit(true))}
        onJump={section => jump(`${base}-${section}`)}
      />
      {notice && <Notice notice={notice} trans={trans} />}
      <SectionBar sections={sections} current={current} trans={trans} onJump={jump} />
      <div className={cls('columns')}>
        <Rail {...props} />
        <div className={cls('document')}>
          <Overview {...props} id={sections[0].id} editing={editing} onEditing={edit} />
          <Metrics {...props} id={sections[1].id} />
          <Params id={sections[2].id} params={manifest.params ?? {}} trans={trans} />
          <LineagePart {...props} id={sections[3].id} />
          <Versions {...props} id={sections[4].id} />
          <DataSignature id={sections[5].id} manifest={manifest} trans={trans} />
          <EnvironmentPart {...props} id={sections[6].id} environment={manifest.environment} />
          <Checks
            {...props}
            id={sections[7].id}
            versionRef={`${card.model.name}:${card.version.number}`}
            records={card.records}
          />
          <UsePart {...props} id={sections[8].id} />
          <Discussion {...props} id={sections[9].id} />
          <HistoryPart {...props} id={sections[10].id} history={card.history} aliases={card.model.aliases} />
        </div>
      </div>
    </article>
  );
}
