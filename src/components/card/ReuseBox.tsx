/** Who uses the model: loads and how they ended, people, places where it runs. */
import * as React from 'react';

import type { ModelCard, Records } from '../../schema';
import { Avatar, cls } from './bits';
import type { ITrans } from './contract';
import { Pairs, RailBox } from './RailBox';
import { ageText, momentText, numberText } from './words';

/** Deployments whose newest record says that they are in use, newest first. */
export function activeDeployments(records: Records): Records['deployments'] {
  const seen = new Set<string>();
  return records.deployments.filter(({ deployment }) => {
    const first = !seen.has(deployment.target);
    seen.add(deployment.target);
    return first && deployment.state !== 'ended';
  });
}

function Recent({ records, trans }: { records: Records; trans: ITrans }): React.ReactElement | null {
  const people = [...new Set(records.reuse.recent.map(one => one.by))];
  const others = records.reuse.people - people.length;
  if (people.length === 0) {
    return null;
  }
  return (
    <p className={cls('people')}>
      {people.map(name => (
        <span key={name} title={name}>
          <Avatar name={name} />
          <span className={cls('hidden')}>{name}</span>
        </span>
      ))}
      {others > 0 && <span className={cls('muted')}>{trans.__('and %1 more', others)}</span>}
    </p>
  );
}

/** The part of the rail. */
export function ReuseBox({ card, trans }: { card: ModelCard; trans: ITrans }): React.ReactElement {
  const { records } = card;
  const { loaded, refused, failed, people, last_at: last, recent } = records.reuse;
  const tried = loaded + refused + failed;
  const running = activeDeployments(records);
  const reason = recent.find(one => one.reuse.outcome !== 'loaded' && one.reuse.reason)?.reuse.reason;
  return (
    <RailBox title={trans.__('Reuse')} summary={<b>{numberText(loaded)}</b>} trans={trans}>
      {tried === 0 && running.length === 0 ? (
        <p className={cls('muted')}>{trans.__('Nobody has loaded it yet.')}</p>
      ) : (
        <Pairs
          rows={[
            [trans.__('Loaded'), trans.__('%1 of %2 tries', numberText(loaded), numberText(tried))],
            [trans.__('By'), trans._n('%1 person', '%1 people', people)],
            [trans.__('Deployments'), numberText(running.length)],
            [
              trans.__('Last'),
              last && (
                <time dateTime={last} title={momentText(last)}>
                  {ageText(last, trans)}
                </time>
              )
            ],
            [trans.__('Favourite of'), records.stars ? trans._n('%1 person', '%1 people', records.stars) : '']
          ]}
        />
      )}
      {running.length > 0 && (
        <ul className={cls('places')} aria-label={trans.__('Where it runs')}>
          {running.slice(0, 5).map(({ sequence, deployment, at }) => (
            <li key={sequence} title={momentText(deployment.deployed_at ?? at)}>
              <bdi>{deployment.target}</bdi> <span className={cls('muted')}>{deployment.environment}</span>
            </li>
          ))}
        </ul>
      )}
      {reason && <p className={cls('muted')}>{trans.__('Last refusal: %1', reason)}</p>}
      <Recent records={records} trans={trans} />
    </RailBox>
  );
}
