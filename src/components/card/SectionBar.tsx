/** The bar that stays on top and jumps to a section. */
import * as React from 'react';

import { cls, Icon } from './bits';
import type { ITrans } from './contract';

/** One entry of the bar. */
export interface ISectionLink {
  id: string;
  label: string;
  /** Count, or nothing. */
  count?: number | string;
  /** A short warning: shown as a mark with this name. */
  warning?: string;
}

interface ISectionBarProps {
  sections: readonly ISectionLink[];
  current: string;
  trans: ITrans;
  onJump: (id: string) => void;
}

/** Links to the sections; the one on screen is marked. */
export function SectionBar({ sections, current, trans, onJump }: ISectionBarProps): React.ReactElement {
  return (
    <nav className={cls('nav')} aria-label={trans.__('Sections of the card')}>
      <ul>
        {sections.map((section, index) => (
          <li key={section.id}>
            <a
              href={`#${section.id}`}
              aria-current={section.id === current ? 'true' : undefined}
              title={index < 9 ? trans.__('Key %1', index + 1) : undefined}
              onClick={event => {
                event.preventDefault();
                onJump(section.id);
              }}
            >
              {section.label}
              {section.count !== undefined && <span className={cls('nav-count')}> {section.count}</span>}
              {section.warning && (
                <span title={section.warning}>
                  <Icon name="warn" tone="warn" size={12} />
                  <span className={cls('hidden')}>{section.warning}</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
