/** Whether a model's environment fits a kernel: pure comparison, no I/O. */
import type { Environment } from '../../schema';
import type { IKernelFacts } from './contract';

/** One package against the kernel. */
export interface IFitLine {
  name: string;
  wanted: string;
  /** Version found in the kernel; empty when not installed. */
  found: string;
  needed: boolean;
  state: 'same' | 'other' | 'missing';
}

/** The verdict: `unknown` when there is nothing to compare. */
export interface IFit {
  verdict: 'loads' | 'missing' | 'other-language' | 'unknown';
  python: 'same' | 'other' | 'unknown';
  lines: IFitLine[];
  missing: IFitLine[];
}

/** Names of distributions compare without case and with `-` for `_` and `.`. */
export function packageKey(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function minor(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

function linesOf(environment: Environment, installed: Record<string, string>): IFitLine[] {
  const found = new Map(Object.entries(installed).map(([name, version]) => [packageKey(name), version]));
  const wanted = new Map((environment.packages ?? []).map(item => [packageKey(item.name), item]));
  const needed = new Set((environment.requires ?? []).map(packageKey));
  const names = [...needed, ...[...wanted.keys()].filter(key => !needed.has(key))];
  return names.map(key => {
    const version = wanted.get(key)?.version ?? '';
    const here = found.get(key) ?? '';
    const state = here === '' ? 'missing' : version === '' || here === version ? 'same' : 'other';
    return { name: wanted.get(key)?.name ?? key, wanted: version, found: here, needed: needed.has(key), state };
  });
}

/** Compare the environment of a version with a kernel. */
export function fitOf(environment: Environment | null | undefined, kernel: IKernelFacts | null): IFit {
  const nothing: IFit = { verdict: 'unknown', python: 'unknown', lines: [], missing: [] };
  if (!kernel || !environment) {
    return nothing;
  }
  if (kernel.language && kernel.language.toLowerCase() !== 'python') {
    return { ...nothing, verdict: 'other-language' };
  }
  const known = Boolean(environment.python && kernel.python);
  const python = !known ? 'unknown' : minor(environment.python ?? '') === minor(kernel.python ?? '') ? 'same' : 'other';
  if (!kernel.packages) {
    return { ...nothing, python };
  }
  const lines = linesOf(environment, kernel.packages);
  const missing = lines.filter(line => line.needed && line.state === 'missing');
  const comparable = lines.some(line => line.needed);
  return { verdict: missing.length ? 'missing' : comparable ? 'loads' : 'unknown', python, lines, missing };
}

/** The cell that installs what the version and this way to use it need and the kernel lacks; none when all is there. */
export function installCells(
  environment: Environment | null | undefined,
  needs: readonly string[],
  kernel: IKernelFacts | null
): string[] {
  const installed = new Set(Object.keys(kernel?.packages ?? {}).map(packageKey));
  const further: IFitLine[] = kernel?.packages
    ? needs
        .filter(name => !installed.has(packageKey(name)))
        .map(name => ({ name, wanted: '', found: '', needed: true, state: 'missing' }))
    : [];
  const missing = [...fitOf(environment, kernel).missing, ...further];
  return missing.length > 0 ? [installCode(missing)] : [];
}

/** The cell that installs what is missing, at the versions the model was made with. */
export function installCode(missing: readonly IFitLine[]): string {
  const wanted = missing
    .filter(line => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(line.name))
    .map(line => (/^[A-Za-z0-9.+!]+$/.test(line.wanted) ? `"${line.name}==${line.wanted}"` : line.name));
  return `%pip install ${wanted.join(' ')}`;
}
