/** What a person does with a publication from its output: confirm metrics that were found, take it back. */
import type { ITrans } from './components/card/contract';
import type { IDoor } from './state/door';
import { troubleOf, troubleText } from './state/door';

/** Record metrics that were only found as ones a person stands for; says what became of it. */
export async function confirmMetrics(
  door: IDoor,
  trans: ITrans,
  ref: string,
  names: readonly string[]
): Promise<string> {
  try {
    const { version } = await door.request('get-card', { ref });
    const found = (version.manifest.metrics ?? []).filter(metric => metric.inferred && names.includes(metric.name));
    const metrics = found.map(metric => ({ ...metric, inferred: false, origin: 'confirmed' }));
    const note = trans.__('Numbers of the notebook, confirmed to be of this model.');
    await door.request('add-evaluation', { ref, evaluation: { metrics, note } });
    return trans.__('confirmed: %1', metrics.map(metric => metric.name).join(', '));
  } catch (reason) {
    return trans.__('not confirmed: %1', troubleText(troubleOf(reason)));
  }
}

/** Take the version away while nobody has used it; says what became of it. */
export async function undoPublish(door: IDoor, trans: ITrans, ref: string): Promise<string> {
  try {
    const { model, number } = await door.request('undo-publish', { ref });
    return trans.__('%1 v%2 was taken back.', model, number);
  } catch (reason) {
    return trans.__('Not taken back: %1', troubleText(troubleOf(reason)));
  }
}
