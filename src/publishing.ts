/** What the Publish button asks and writes: the same line a person would type. Pure but for the question to the kernel. */
import type { Kernel } from '@jupyterlab/services';

import { ask, KernelFault } from './kernel';
import { shellQuoted } from './python';

/** A variable that looks like a fitted model. */
export interface IFittedVariable {
  name: string;
  class: string;
}

/** A variable that holds rows and columns. */
export interface ITableVariable {
  name: string;
  shape: string;
}

/** A variable that holds metrics, by the names of its first ones. */
export interface IMetricVariable {
  name: string;
  metrics: string;
}

/** What was found in a kernel. */
export interface IKernelModels {
  state: 'ready' | 'busy' | 'not-installed' | 'not-asked';
  variables: IFittedVariable[];
  tables: ITableVariable[];
  metrics: IMetricVariable[];
  /** Whether `%publish` is there without `%load_ext`. */
  magic: boolean;
}

/** Answers of the form. */
export interface IPublishAnswer {
  variable: string;
  /** Variable with rows that the model takes; empty for none. */
  data: string;
  /** Variable with metrics; empty for none. */
  metrics: string;
  name: string;
  summary: string;
  alias: string;
}

/** Prints the variables to choose from and whether the magic is there; names nothing in the user's namespace. */
export const VARIABLES_CODE = `exec('''
import json
from jupyter_registry.kernel.variables import fitted_variables, metric_variables, table_variables
magics = shell.magics_manager
print(json.dumps({
    "variables": fitted_variables(),
    "tables": table_variables(),
    "metrics": metric_variables(),
    "magic": "publish" in magics.magics["line"] or "publish" in magics.lazy_magics,
}))
''', {"shell": get_ipython()})`;

/** Ask a kernel for its fitted models; a busy kernel is not waited for. */
export async function findModels(kernel: Kernel.IKernelConnection): Promise<IKernelModels> {
  const nothing: IKernelModels = { state: 'not-asked', variables: [], tables: [], metrics: [], magic: false };
  if (kernel.status !== 'idle') {
    return { ...nothing, state: kernel.status === 'busy' ? 'busy' : 'not-asked' };
  }
  try {
    const found = JSON.parse(await ask(kernel, VARIABLES_CODE)) as Partial<IKernelModels>;
    return { ...nothing, ...found, state: 'ready' };
  } catch (reason) {
    const missing = reason instanceof KernelFault && /^(ModuleNotFound|Import)Error$/.test(reason.kind);
    return { ...nothing, state: missing ? 'not-installed' : 'not-asked' };
  }
}

/** The answer to begin with: what the notebook most likely means, each part shown before it is used. */
export function firstAnswer(models: IKernelModels, name: string): IPublishAnswer {
  const inputs = ['X_test', 'X_val', 'X_valid', 'X'].find(known => models.tables.some(table => table.name === known));
  return {
    variable: models.variables[0]?.name ?? '',
    data: inputs ?? '',
    metrics: models.metrics[0]?.name ?? '',
    name,
    summary: '',
    alias: ''
  };
}

/** A valid name near to any text: "Wine Classifier (v2).ipynb" gives "wine-classifier-v2". */
export function nearestName(text: string): string {
  const plain = text
    .replace(/\.ipynb$/i, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
  const joined = plain
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/\.\.+/g, '.')
    .replace(/^[._-]+|[._-]+$/g, '');
  const name = joined.slice(0, 128).replace(/[._-]+$/, '');
  return name === '' || /^\d+$/.test(name) ? `model-${name}`.replace(/-$/, '') : name;
}

const NAME = /^[a-z0-9][a-z0-9._-]{0,127}(\/[a-z0-9][a-z0-9._-]{0,127})?$/;
const ALIAS = /^[a-z][a-z0-9._-]{0,63}$/;
const VARIABLE = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** The fields of an answer that do not hold. */
export function faultsOf(answer: IPublishAnswer): (keyof IPublishAnswer)[] {
  const faults: (keyof IPublishAnswer)[] = [];
  if (!VARIABLE.test(answer.variable)) {
    faults.push('variable');
  }
  for (const field of ['data', 'metrics'] as const) {
    if (answer[field] !== '' && !VARIABLE.test(answer[field])) {
      faults.push(field);
    }
  }
  if (
    !NAME.test(answer.name) ||
    answer.name.includes('..') ||
    answer.name.split('/').some(part => /^\d+$/.test(part))
  ) {
    faults.push('name');
  }
  if (answer.alias !== '' && (!ALIAS.test(answer.alias) || answer.alias.includes('..'))) {
    faults.push('alias');
  }
  return faults;
}

/**
 * IPython reads `$name` and `{name}` in the line of a magic. A doubled brace is itself, and a quote that ends and
 * begins again keeps a dollar from its name. Takes text in single quotes or without any of the three.
 */
function unexpanded(quotedText: string): string {
  return quotedText.replace(/[{}]/g, '$&$&').replace(/\$/g, "$$''");
}

/** The cell that publishes: `%publish clf --name churn`. */
export function publishCell(answer: IPublishAnswer, magic = true): string {
  const parts = ['%publish', answer.variable, '--name', shellQuoted(answer.name)];
  if (answer.data) {
    parts.push('--data', answer.data);
  }
  if (answer.metrics) {
    parts.push('--metrics', answer.metrics);
  }
  if (answer.summary.trim()) {
    // Joined by "=", so that a sentence that begins with a dash is not read as an option.
    parts.push(`--summary=${unexpanded(shellQuoted(answer.summary.trim()))}`);
  }
  if (answer.alias) {
    parts.push('--alias', answer.alias);
  }
  const line = parts.join(' ');
  return magic ? line : `%load_ext jupyter_registry\n${line}`;
}
