/** What the model is for, not for, where it fails, and the text its author wrote. */
import * as React from 'react';

import type { ModelCard } from '../../schema';
import { Box, Button, cls, Icon, Nothing, Pill, Section } from './bits';
import type { IconName } from './bits';
import type { ICardActions, ICardAround, ITrans, RenderMarkdown } from './contract';
import { CardText } from './CardText';
import { DriftNotes, driftPill } from './DriftNotes';
import { EditForm } from './EditForm';
import { Explanations } from './Explanations';
import { cardFields, originText, points } from './fields';
import { hasDraft } from './useDraft';

interface IOverviewProps extends ICardActions {
  id: string;
  card: ModelCard;
  around?: ICardAround;
  trans: ITrans;
  editing: boolean;
  onEditing: (editing: boolean) => void;
  renderMarkdown?: RenderMarkdown;
}

const MARKS: Record<string, [IconName, 'ok' | 'err' | 'warn']> = {
  intended_use: ['check', 'ok'],
  out_of_scope: ['cross', 'err'],
  limits: ['warn', 'warn']
};

function FieldBox({ field, label, ...props }: IOverviewProps & { field: string; label: string }): React.ReactElement {
  const { card, trans, onEditCard, onEditing } = props;
  const lines = points(card.card, field);
  const [mark, tone] = MARKS[field] ?? ['info', 'ok'];
  const origin = card.card.fields?.[field]?.origin;
  return (
    <Box
      title={label}
      aside={
        <>
          {field === 'limits' && driftPill(card.records.checks, trans)}
          {lines.length > 0 && <Pill>{originText(origin, trans)}</Pill>}
        </>
      }
    >
      {lines.length > 0 ? (
        <ul className={cls('points')}>
          {lines.map((line, index) => (
            <li key={index}>
              <Icon name={mark} tone={tone} />
              <span>{line}</span>
            </li>
          ))}
        </ul>
      ) : (
        <Nothing>
          {trans.__('not set')}{' '}
          {onEditCard && (
            <Button
              kind="link"
              small
              label={trans.__('Add')}
              name={trans.__('Add: %1', label)}
              onClick={() => onEditing(true)}
            />
          )}
        </Nothing>
      )}
      {field === 'limits' && <DriftNotes checks={card.records.checks} trans={trans} />}
    </Box>
  );
}

function OtherFields({ card, around, trans }: IOverviewProps): React.ReactElement | null {
  const labels = new Map(cardFields(trans, around?.schema).map(item => [item.field, item.label]));
  const rows = Object.keys(card.card.fields ?? {})
    .filter(field => !(field in MARKS) && field !== 'purpose' && points(card.card, field).length > 0)
    .map(field => ({
      field,
      label: labels.get(field) ?? field,
      lines: points(card.card, field),
      origin: originText(card.card.fields?.[field]?.origin, trans)
    }));
  if (rows.length === 0) {
    return null;
  }
  return (
    <dl className={cls('pairs', 'overview-pairs')}>
      {rows.map(row => (
        <React.Fragment key={row.field}>
          <dt>{row.label}</dt>
          <dd>
            {row.lines.join('; ')} <Pill>{row.origin}</Pill>
          </dd>
        </React.Fragment>
      ))}
    </dl>
  );
}

/** First section of the document. */
export function Overview(props: IOverviewProps): React.ReactElement {
  const { id, card, around, trans, editing, onEditing, onEditCard, renderMarkdown } = props;
  const labels = new Map(cardFields(trans, around?.schema).map(item => [item.field, item.label]));
  const draftPlace = `card:${card.model.name}:${card.version.number}`;
  return (
    <Section
      id={id}
      title={trans.__('Overview')}
      aside={
        onEditCard &&
        !editing && (
          <Button
            small
            kind="ghost"
            icon="edit"
            label={hasDraft(draftPlace) ? trans.__('Go on editing') : trans.__('Edit card')}
            onClick={() => onEditing(true)}
          />
        )
      }
    >
      {editing && onEditCard ? (
        <EditForm
          card={card.card}
          schema={around?.schema}
          trans={trans}
          place={draftPlace}
          onClose={() => onEditing(false)}
          onSave={async edit => (!edit.fields && edit.text === undefined) || onEditCard(edit)}
        />
      ) : (
        <>
          <div className={cls('grid-3')}>
            {Object.keys(MARKS).map(field => (
              <FieldBox key={field} {...props} field={field} label={labels.get(field) ?? field} />
            ))}
          </div>
          <OtherFields {...props} />
          <Explanations explanations={card.version.manifest.explanations ?? []} trans={trans} />
          {card.card.text ? <CardText text={card.card.text} trans={trans} renderMarkdown={renderMarkdown} /> : null}
        </>
      )}
    </Section>
  );
}
