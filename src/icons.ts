/** The icons of the registry: 16 px, one weight, drawn for this project. */
import { LabIcon } from '@jupyterlab/ui-components';

const STROKE = 'stroke-width="1.4" stroke-linejoin="round" stroke-linecap="round"';

// No `fill` on the group: JupyterLab's theme fills whatever carries that attribute.
function drawn(name: string, body: string): LabIcon {
  return new LabIcon({
    name: `jupyter-registry:${name}`,
    svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 16 16" fill="none"><g class="jp-icon3 jp-ModelRegistry-stroke" ${STROKE} stroke="currentColor">${body}</g></svg>`
  });
}

/** A drawer of models. */
export const registryIcon = drawn(
  'registry',
  '<path d="M2.5 5 8 2l5.5 3v6L8 14l-5.5-3z"/><path d="M2.5 5 8 8l5.5-3M8 8v6"/>'
);

/** Two models side by side. */
export const compareIcon = drawn('compare', '<path d="M2.5 3h4.2v10H2.5zM9.3 3h4.2v10H9.3z"/>');

/** A model on its way into the drawer. */
export const publishIcon = drawn('publish', '<path d="M8 10V2.5M5 5.5l3-3 3 3"/><path d="M2.5 9.5v4h11v-4"/>');
