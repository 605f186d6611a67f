/** The good practices that a version follows, and those of the registry that it could. */
import * as React from 'react';

import type { RecordedPractice } from '../../schema';
import { Button, cls, Nothing, Pill } from './bits';
import type { ICardActions, ICardAround, ITrans } from './contract';

interface IPracticesProps extends Pick<ICardActions, 'onFollow'> {
  /** Note that the version does not follow a good practice any more. */
  onUnfollow?: (practice: string) => void;
  around?: ICardAround;
  trans: ITrans;
}

interface ILineProps extends Pick<IPracticesProps, 'onUnfollow' | 'trans'> {
  one: RecordedPractice;
}

function Line({ one, trans, onUnfollow }: ILineProps): React.ReactElement {
  const { practice, models } = one;
  return (
    <details className={cls('practice')}>
      <summary>
        {practice.title} {practice.practice_kind && <Pill>{practice.practice_kind}</Pill>}{' '}
        <span className={cls('muted')}>{trans._n('%1 model follows it', '%1 models follow it', models, models)}</span>
      </summary>
      <p className={cls('practice-text')}>{practice.text || trans.__('Nothing more is written about it.')}</p>
      {onUnfollow && (
        <Button
          small
          label={trans.__('Unfollow')}
          name={trans.__('Unfollow %1', practice.title)}
          onClick={() => onUnfollow(practice.name)}
        />
      )}
    </details>
  );
}

/** A part of the section "Use"; nothing where the registry keeps no practices. */
export function Practices({ around, trans, onFollow, onUnfollow }: IPracticesProps): React.ReactElement | null {
  const [chosen, setChosen] = React.useState('');
  const label = React.useId();
  const known = around?.practices ?? [];
  const isFollowed = ({ practice }: RecordedPractice): boolean => (around?.followed ?? []).includes(practice.name);
  const followed = known.filter(isFollowed);
  const others = known.filter(one => !isFollowed(one));
  if (known.length === 0) {
    return null;
  }
  return (
    <div className={cls('practices')} role="group" aria-labelledby={label}>
      <h3 id={label}>{trans.__('Good practices')}</h3>
      {followed.length === 0 && <Nothing>{trans.__('This version is not said to follow any.')}</Nothing>}
      {followed.map(one => (
        <Line key={one.practice.name} one={one} trans={trans} onUnfollow={onUnfollow} />
      ))}
      {onFollow && others.length > 0 && (
        <form
          className={cls('line-form')}
          onSubmit={event => {
            event.preventDefault();
            onFollow(chosen);
            setChosen('');
          }}
        >
          <select
            aria-label={trans.__('A practice that this version follows')}
            value={chosen}
            onChange={event => setChosen(event.currentTarget.value)}
          >
            <option value="">{trans.__('Follows also…')}</option>
            {others.map(({ practice }) => (
              <option key={practice.name} value={practice.name}>
                {practice.title}
              </option>
            ))}
          </select>
          <Button small submit label={trans.__('Add')} name={trans.__('Add practice')} disabled={chosen === ''} />
        </form>
      )}
    </div>
  );
}
