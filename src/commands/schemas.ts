/** JSON Schemas of the commands' arguments, so that other programs can call them without reading the code. */
import type { ReadonlyJSONObject } from '@lumino/coreutils';

const REF = {
  type: 'string',
  minLength: 1,
  description: 'Ref of a version: name, name:3 or name@champion.'
};

function schema(properties: ReadonlyJSONObject, required: string[] = []): { args: ReadonlyJSONObject } {
  return { args: { type: 'object', properties, ...(required.length ? { required } : {}) } };
}

/** For commands that take nothing. */
export const NO_ARGS = schema({});

export const OPEN_PANEL_ARGS = schema({
  q: { type: 'string', description: 'Query to search for; what was searched last stays when left out.' }
});

export const OPEN_CATALOGUE_ARGS = schema({
  q: { type: 'string', description: 'Query to search for; what was searched last stays when left out.' },
  isLauncher: { type: 'boolean', default: false, description: 'Whether it is shown as a tile of the launcher.' },
  isPalette: { type: 'boolean', default: false, description: 'Whether it is shown in the palette, without an icon.' }
});

export const OPEN_LINK_ARGS = schema({
  path: { type: 'string', description: 'Path of the address.' },
  search: { type: 'string', description: 'The part after "?", with the query as registry-search.' },
  hash: { type: 'string', description: 'The part after "#".' }
});

export const OPEN_CARD_ARGS = schema({
  ref: { ...REF, description: `${REF.description} Asked for when left out.` },
  focus: { type: 'boolean', default: true, description: 'Whether the focus goes to the card.' },
  beside: { type: 'boolean', default: false, description: 'Whether a new tab stands beside what is shown.' }
});

export const COMPARE_ARGS = schema({
  refs: {
    type: 'array',
    items: REF,
    maxItems: 6,
    description: 'Refs of two to six versions, the first is the baseline. Asked for when there are fewer.'
  }
});

export const INSERT_ARGS = schema({
  ref: { ...REF, description: `${REF.description} The open card's when left out.` },
  snippet: {
    type: 'string',
    enum: ['predict', 'load', 'card', 'batch', 'tune', 'serve', 'onnx', 'pipeline', 'features', 'shell'],
    description: 'Which code; the most useful one when left out.'
  },
  pinned: { type: 'boolean', default: false, description: 'Name the version by its number instead of an alias.' },
  below: { type: 'boolean', default: false, description: 'Always add a cell, even when the active one is empty.' }
});

export const COPY_REF_ARGS = schema({
  ref: { ...REF, description: `${REF.description} The open card's when left out.` }
});

export const RETIRE_ARGS = schema({
  ref: { ...REF, description: `${REF.description} Asked for when left out.` },
  reason: { type: 'string', description: 'Shown to everybody who loads the version.' }
});

export const RESTORE_ARGS = schema({
  ref: { ...REF, description: 'Ref of the retired version by its number: name:3. Asked for when left out.' }
});

export const SET_ALIAS_ARGS = schema({
  ref: { ...REF, description: 'Ref of the version that the alias shall point at. Asked for when left out.' },
  alias: { type: 'string', pattern: '^[a-z][a-z0-9._-]{0,63}$', description: 'Asked for when left out.' }
});
