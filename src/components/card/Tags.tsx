/** The tags of the model: each finds the others that have it. */
import * as React from 'react';

import type { ModelCard } from '../../schema';
import { Button, cls, Icon, Pill } from './bits';
import type { ICardActions, ITrans } from './contract';
import { RailBox } from './RailBox';

interface ITagsProps extends ICardActions {
  card: ModelCard;
  trans: ITrans;
}

/** Tags, and the line that adds one. */
export function Tags({ card, trans, onSetTags, onSearch }: ITagsProps): React.ReactElement {
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
