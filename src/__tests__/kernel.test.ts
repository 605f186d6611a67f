import { execFileSync } from 'node:child_process';

import type { INotebookTracker } from '@jupyterlab/notebook';
import { PromiseDelegate } from '@lumino/coreutils';
import { Signal } from '@lumino/signaling';
import { describe, expect, it } from 'vitest';

import { ask, KernelFault, KernelWatch, PACKAGES_CODE, packagesFrom } from '../kernel';

/** A kernel at the end of the wire: answers each question with the text given, when told to. */
class FarKernel {
  constructor(
    public status = 'idle',
    private readonly _language = 'python'
  ) {}

  readonly name = 'python3';
  readonly asked: string[] = [];
  readonly replies: PromiseDelegate<object>[] = [];
  printed = '{"numpy": "2.0"}';

  get info() {
    return Promise.resolve({ language_info: { name: this._language, version: '3.11.7' } });
  }

  requestExecute({ code }: { code: string }) {
    this.asked.push(code);
    const reply = new PromiseDelegate<object>();
    this.replies.push(reply);
    const future = { done: reply.promise, onIOPub: (_: object) => undefined, dispose: () => undefined };
    const message = { header: { msg_type: 'stream' }, content: { name: 'stdout', text: this.printed } };
    void reply.promise.then(() => future.onIOPub(message));
    return future;
  }

  async answer(status = 'ok'): Promise<void> {
    this.replies.shift()?.resolve({ content: { status, ename: 'ModuleNotFoundError', evalue: 'no module' } });
    await settled();
  }
}

const settled = () => new Promise(resolve => setTimeout(resolve));

function notebookWith(kernel: FarKernel) {
  const session = {
    session: { kernel },
    kernelChanged: new Signal<object, unknown>({}),
    statusChanged: new Signal<object, string>({})
  };
  const context = { path: 'work/churn.ipynb' };
  return { context, sessionContext: session, disposed: new Signal<object, void>({}), isDisposed: false };
}

function watching(kernel: FarKernel) {
  const panel = notebookWith(kernel);
  const tracker = { currentWidget: panel as typeof panel | null, currentChanged: new Signal<object, unknown>({}) };
  const watch = new KernelWatch(tracker as unknown as INotebookTracker);
  return { watch, panel, tracker };
}

describe('facts about the kernel', () => {
  it('are asked once and hold its packages', async () => {
    const kernel = new FarKernel();
    const { watch, panel } = watching(kernel);
    await settled();
    await kernel.answer();
    expect(watch.facts).toEqual({
      name: 'churn.ipynb',
      language: 'python',
      python: '3.11.7',
      packages: { numpy: '2.0' }
    });
    panel.sessionContext.statusChanged.emit('busy');
    panel.sessionContext.statusChanged.emit('idle');
    await settled();
    expect(kernel.asked).toHaveLength(1);
  });

  it('leave a busy kernel alone until it is idle', async () => {
    const kernel = new FarKernel('busy');
    const { watch, panel } = watching(kernel);
    await settled();
    expect(kernel.asked).toEqual([]);
    expect(watch.facts).toMatchObject({ python: '3.11.7', packages: null });
    kernel.status = 'idle';
    panel.sessionContext.statusChanged.emit('idle');
    await settled();
    await kernel.answer();
    expect(watch.facts?.packages).toEqual({ numpy: '2.0' });
  });

  it('drop the answer of a kernel that was replaced meanwhile', async () => {
    const old = new FarKernel();
    const { watch, panel } = watching(old);
    await settled();
    const fresh = new FarKernel('idle', 'R');
    panel.sessionContext.session.kernel = fresh;
    panel.sessionContext.kernelChanged.emit({});
    await settled();
    await old.answer();
    expect(watch.facts).toMatchObject({ language: 'R', packages: null });
    expect(fresh.asked).toEqual([]);
  });

  it('are none without a notebook and after disposal nothing more is said', async () => {
    const kernel = new FarKernel();
    const { watch, tracker } = watching(kernel);
    tracker.currentWidget = null;
    tracker.currentChanged.emit({});
    expect(watch.facts).toBeNull();
    watch.dispose();
    await kernel.answer();
    expect(watch.facts).toBeNull();
    expect(new KernelWatch(null).facts).toBeNull();
  });
});

describe('questions to a kernel', () => {
  it('end in a fault that names the exception', async () => {
    const kernel = new FarKernel();
    const answer = ask(kernel as never, 'import nothing');
    const expected = expect(answer).rejects.toMatchObject({ kind: 'ModuleNotFoundError', message: 'no module' });
    await kernel.answer('error');
    await expected;
    await expect(answer).rejects.toBeInstanceOf(KernelFault);
  });

  it('find the distributions that Python itself finds, and leave no name behind', () => {
    const check = [
      'import importlib.metadata as m, json, re',
      'key = lambda name: re.sub("[-_.]+", "-", name.lower())',
      'print(json.dumps({key(d.metadata["Name"]): d.version for d in m.distributions() if d.metadata["Name"]}))',
      'before = set(globals())',
      PACKAGES_CODE,
      'assert set(globals()) - before == {"before"}'
    ].join('\n');
    const [expected, printed] = execFileSync('python3', ['-c', check], { encoding: 'utf-8' }).split('\n');
    const found = packagesFrom(printed) ?? {};
    const keyed = Object.fromEntries(
      Object.entries(found).map(([name, version]) => [name.toLowerCase().replace(/[-_.]+/g, '-'), version])
    );
    expect(Object.keys(keyed).sort()).toEqual(Object.keys(JSON.parse(expected)).sort());
  });

  it('take anything else than a map of texts as unknown', () => {
    for (const printed of ['', 'null', '[]', '{"a": 1}', 'warning {"a": "1"}']) {
      expect(packagesFrom(printed)).toBeNull();
    }
  });
});
