import { describe, expect, it, vi } from 'vitest';

import { PLAIN_TRANS } from '../components/card/contract';
import { Practices } from '../components/card/Practices';
import { drawn, NOTHING, PRACTICES, press } from './cardFixture';

const AROUND = { ...NOTHING, practices: PRACTICES, followed: ['five-fold'] };

describe('a good practice', () => {
  it('is followed no more by a button', async () => {
    const onUnfollow = vi.fn();
    const { host } = await drawn(<Practices around={AROUND} trans={PLAIN_TRANS} onUnfollow={onUnfollow} />);
    await press(host, 'Unfollow Practice five-fold');
    expect(onUnfollow).toHaveBeenCalledExactlyOnceWith('five-fold');
  });

  it('has no such button where nothing can be changed', async () => {
    const { host } = await drawn(<Practices around={AROUND} trans={PLAIN_TRANS} />);
    expect(host.querySelectorAll('button')).toHaveLength(0);
  });
});
