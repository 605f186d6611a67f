/** The right rail: can I use it, what the card still lacks, where it stands, its tags. */
import * as React from 'react';

import type { CardValue, ModelCard } from '../../schema';
import { Button, cls, Icon, Meter, Pill } from './bits';
import type { ICardActions, IKernelFacts, ITrans } from './contract';
import { cardFields, points } from './fields';
import { fitOf } from './fit';
import { GapForm } from './GapForm';
import { UseLines, verdictText } from './UseLines';
import { dateText, momentText, shortDigest } from './words';

interface IRailProps extends ICardActions {
  card: ModelCard;
  kernel: IKernelFacts | null;
  trans: ITrans;
}

interface IRailBoxProps {
  title: string;
  /** Shown beside the title; all that a narrow strip shows. */
  summary?: React.ReactNode;
  trans: ITrans;
  children?: React.ReactNode;
}

/** A part of the rail. In a narrow card it is a line of a strip that opens on request. */
function RailBox({ title, summary, trans, children }: IRailBoxProps): React.ReactElement {
  const [open, setOpen] = React.useState(false);
  const body = React.useId();
  return (
    <div className={cls('box', 'rail-box', open && 'rail-open')}>
      <div className={cls('box-head')}>
        <h2>{title}</h2>
        {summary !== undefined && <span className={cls('box-aside')}>{summary}</span>}
        <button
          type="button"
          className={cls('rail-toggle')}
          aria-expanded={open}
          aria-controls={body}
          aria-label={open ? trans.__('Hide: %1', title) : trans.__('Show: %1', title)}
          onClick={() => setOpen(!open)}
        >
          <Icon name="down" size={12} />
        </button>
      </div>
      <div className={cls('box-body', 'rail-body')} id={body}>
        {children}
      </div>
    </div>
  );
}

const FIRST_GAPS = 3;

function Gaps({ card, trans, onEditCard }: IRailProps): React.ReactElement {
  const [all, setAll] = React.useState(false);
  const { gaps, percent } = card.completeness;
  const shown = all ? gaps : gaps.slice(0, FIRST_GAPS);
  const fields = cardFields(trans);
  const answer = (field: string, said: CardValue) => onEditCard?.({ fields: { [field]: said } });
  return (
    <RailBox title={trans.__('Metadata')} summary={<b>{`${percent}%`}</b>} trans={trans}>
      <Meter percent={percent} name={trans.__('Metadata, share of the fields that are answered')} />
      {gaps.length === 0 && <p className={cls('muted')}>{trans.__('Every question is answered.')}</p>}
      {shown.map(gap => (
        <GapForm
          key={gap.field}
          gap={{ ...gap, question: fields.find(item => item.field === gap.field)?.question ?? gap.question }}
          trans={trans}
          onAnswer={onEditCard && answer}
        />
      ))}
      {gaps.length > FIRST_GAPS && (
        <Button
          kind="link"
          small
          expanded={all}
          label={all ? trans.__('Show fewer') : trans.__('%1 more', gaps.length - FIRST_GAPS)}
          onClick={() => setAll(!all)}
        />
      )}
    </RailBox>
  );
}

function Lifecycle({ card, trans }: IRailProps): React.ReactElement {
  const { version, model } = card;
  const source = version.manifest.source;
  const notebook = version.manifest.notebook;
  const contact = points(card.card, 'contact')[0];
  const rows: [string, React.ReactNode][] = [
    [
      trans.__('Published'),
      <time dateTime={version.published_at} title={momentText(version.published_at)}>
        {dateText(version.published_at)}
      </time>
    ],
    [trans.__('By'), version.published_by],
    [
      trans.__('Digest'),
      <code title={version.digest} dir="ltr">
        {shortDigest(version.digest)}
      </code>
    ],
    [trans.__('Source'), source ? [source.name, source.id].filter(Boolean).join(' · ') : notebook?.path || ''],
    [trans.__('Git'), notebook?.git?.commit ? notebook.git.commit.slice(0, 8) : ''],
    [trans.__('First version'), dateText(model.created_at)],
    [trans.__('Contact'), contact ?? '']
  ];
  return (
    <RailBox title={trans.__('Lifecycle')} summary={version.stage} trans={trans}>
      {version.stage_reason && <p>{version.stage_reason}</p>}
      <dl className={cls('pairs')}>
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <React.Fragment key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </React.Fragment>
          ))}
      </dl>
    </RailBox>
  );
}

function Tags({ card, trans, onSetTags, onSearch }: IRailProps): React.ReactElement {
  const tags = card.model.tags;
  const [text, setText] = React.useState('');
  const add = (event: React.FormEvent) => {
    event.preventDefault();
    const tag = text.trim();
    if (tag && !tags.includes(tag)) {
      onSetTags?.([...tags, tag]);
    }
    setText('');
  };
  return (
    <RailBox title={trans.__('Tags')} summary={String(tags.length)} trans={trans}>
      {tags.length === 0 && <p className={cls('muted')}>{trans.__('No tag set')}</p>}
      <ul className={cls('tags')}>
        {tags.map(tag => (
          <li key={tag}>
            <Pill title={tag}>
              {onSearch ? (
                <button type="button" className={cls('tag-find')} onClick={() => onSearch(`tag:"${tag}"`)}>
                  {tag}
                </button>
              ) : (
                tag
              )}
              {onSetTags && (
                <button
                  type="button"
                  className={cls('tag-drop')}
                  aria-label={trans.__('Remove tag %1', tag)}
                  onClick={() => onSetTags(tags.filter(other => other !== tag))}
                >
                  <Icon name="cross" size={10} />
                </button>
              )}
            </Pill>
          </li>
        ))}
      </ul>
      {onSetTags && (
        <form className={cls('line-form')} onSubmit={add}>
          <input
            aria-label={trans.__('New tag')}
            placeholder={trans.__('New tag')}
            value={text}
            maxLength={100}
            onChange={event => setText(event.currentTarget.value)}
          />
          <Button small submit label={trans.__('Add')} name={trans.__('Add tag')} disabled={!text.trim()} />
        </form>
      )}
    </RailBox>
  );
}

/** The rail beside the document; a strip above it when the card is narrow. */
export function Rail(props: IRailProps): React.ReactElement {
  const { card, kernel, trans } = props;
  const fit = fitOf(card.version.manifest.environment, kernel);
  return (
    <aside className={cls('rail')} aria-label={trans.__('At a glance')}>
      <RailBox title={trans.__('Can I use it?')} summary={verdictText(fit, kernel, trans)} trans={trans}>
        <UseLines {...props} fit={fit} />
      </RailBox>
      <Gaps {...props} />
      <Lifecycle {...props} />
      <Tags {...props} />
    </aside>
  );
}
