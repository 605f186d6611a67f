/** Which tables a kernel holds, and whether one of them fits a model: asked of the kernel, where the rows stay. */
import type { Kernel } from '@jupyterlab/services';

import type { IDataFault, ITable } from './components/card/contract';
import { ask } from './kernel';
import { quoted } from './python';
import type { Signature } from './schema';

const TABLES_CODE = `exec('''
import json
from jupyter_registry.kernel.variables import table_variables
print(json.dumps(table_variables()))
''', {})`;

/** Fields of a signature that are compared; those of very wide tables would not fit into a question. */
const MOST_INPUTS = 2000;

/** The code that checks a variable. */
export function checkCode(variable: string, signature: Signature): string {
  return `exec('''
import json
from jupyter_registry.kernel.data_check import data_faults
print(json.dumps(data_faults(names, variable, json.loads(signature))))
''', {"names": globals(), "variable": ${quoted(variable)}, "signature": ${quoted(JSON.stringify(signature))}})`;
}

async function listFrom<T>(kernel: Kernel.IKernelConnection | null, code: string): Promise<T[] | null> {
  if (kernel?.status !== 'idle') {
    return null; // a busy kernel is not waited for
  }
  try {
    const found: unknown = JSON.parse(await ask(kernel, code));
    return Array.isArray(found) ? (found as T[]) : null;
  } catch {
    return null;
  }
}

/** The tables of a kernel; null when it is busy, dead or has no jupyter_registry. */
export async function tablesOf(kernel: Kernel.IKernelConnection | null): Promise<readonly ITable[] | null> {
  return listFrom<ITable>(kernel, TABLES_CODE);
}

/** What is wrong with a table of a kernel for a model; null when the kernel cannot say. */
export async function dataFaults(
  kernel: Kernel.IKernelConnection | null,
  variable: string,
  signature: Signature | null | undefined
): Promise<readonly IDataFault[] | null> {
  const known = signature && (signature.inputs ?? []).length <= MOST_INPUTS;
  return known ? listFrom<IDataFault>(kernel, checkCode(variable, signature)) : null;
}
