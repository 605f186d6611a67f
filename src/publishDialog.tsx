/** The form of the Publish button: which variable, under what name, one sentence, an alias. */
import { Dialog, ReactWidget, showDialog } from '@jupyterlab/apputils';
import { HTMLSelect } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { ITrans } from './components/card/contract';
import type { IKernelModels, IPublishAnswer } from './publishing';
import { faultsOf, firstAnswer } from './publishing';

const CSS = 'jp-ModelRegistry-publish';

interface IFieldProps {
  id: string;
  label: string;
  fault?: string;
  help?: string;
  children: (describedBy: string | undefined) => React.ReactElement;
}

function Row({ id, label, fault, help, children }: IFieldProps): React.ReactElement {
  const about = fault || help ? `${id}-about` : undefined;
  return (
    <div className={`${CSS}-row`}>
      <label htmlFor={id}>{label}</label>
      {children(about)}
      {about && (
        <div id={about} className={fault ? `${CSS}-fault` : `${CSS}-help`} role={fault ? 'alert' : undefined}>
          {fault ?? help}
        </div>
      )}
    </div>
  );
}

interface IChoice {
  value: string;
  label: string;
}

/** Body of the dialog; its value is the answer so far. */
export class PublishForm extends ReactWidget implements Dialog.IBodyWidget<IPublishAnswer> {
  constructor(
    private readonly _models: IKernelModels,
    private _answer: IPublishAnswer,
    private readonly _trans: ITrans,
    private readonly _strict: boolean
  ) {
    super();
    this.id = 'jp-model-registry-publish';
    this.addClass(CSS);
  }

  getValue(): IPublishAnswer {
    return this._answer;
  }

  private _set(change: Partial<IPublishAnswer>): void {
    this._answer = { ...this._answer, ...change };
    this.update();
  }

  private _fault(field: keyof IPublishAnswer): string | undefined {
    const typed = this._answer[field] !== '';
    if (!(this._strict || typed) || !faultsOf(this._answer).includes(field)) {
      return undefined;
    }
    const trans = this._trans;
    switch (field) {
      case 'variable':
      case 'data':
      case 'metrics':
        return trans.__('Name a variable of this notebook.');
      case 'name':
        return trans.__('Use a-z, 0-9, ".", "_" and "-", starting with a letter or a digit.');
      default:
        return trans.__('Use a-z, 0-9, ".", "_" and "-", starting with a letter.');
    }
  }

  private _state(): string {
    const trans = this._trans;
    switch (this._models.state) {
      case 'ready':
        return this._models.variables.length ? '' : trans.__('No fitted model was found. Name the variable yourself.');
      case 'busy':
        return trans.__('The kernel is busy, so its variables are not listed. Publishing waits for it.');
      case 'not-installed':
        return trans.__('This kernel has no jupyter_registry. Run "%pip install jupyter_registry" in it first.');
      default:
        return trans.__('The kernel did not list its variables. Name the variable yourself.');
    }
  }

  private _choice(
    field: 'variable' | 'data' | 'metrics',
    choices: readonly IChoice[],
    label: string,
    help: string
  ): React.ReactElement {
    const id = `${this.id}-${field}`;
    return (
      <Row id={id} label={label} fault={this._fault(field)} help={help || undefined}>
        {about =>
          choices.length ? (
            <HTMLSelect
              id={id}
              aria-describedby={about}
              value={this._answer[field]}
              onChange={event => this._set({ [field]: event.currentTarget.value })}
            >
              {choices.map(choice => (
                <option key={choice.value} value={choice.value}>
                  {choice.label}
                </option>
              ))}
            </HTMLSelect>
          ) : (
            this._input(id, field, about)
          )
        }
      </Row>
    );
  }

  private _variable(): React.ReactElement {
    const choices = this._models.variables.map(found => ({
      value: found.name,
      label: `${found.name} (${found.class.split('.').pop() ?? ''})`
    }));
    return this._choice('variable', choices, this._trans.__('Variable'), this._state());
  }

  /** A variable that may be left out; without any to choose from it is not asked for. */
  private _optional(
    field: 'data' | 'metrics',
    found: readonly IChoice[],
    label: string,
    help: string
  ): React.ReactElement | null {
    if (this._models.state === 'ready' && found.length === 0) {
      return null;
    }
    const none = { value: '', label: this._trans.__('none') };
    return this._choice(field, found.length ? [none, ...found] : [], label, help);
  }

  private _data(): React.ReactElement | null {
    const trans = this._trans;
    return this._optional(
      'data',
      this._models.tables.map(table => ({ value: table.name, label: `${table.name} (${table.shape})` })),
      trans.__('Data (optional)'),
      trans.__('Rows the model takes. Their columns and the first row are stored as its signature.')
    );
  }

  private _metrics(): React.ReactElement | null {
    return this._optional(
      'metrics',
      this._models.metrics.map(found => ({ value: found.name, label: `${found.name} (${found.metrics})` })),
      this._trans.__('Metrics (optional)'),
      ''
    );
  }

  private _input(id: string, field: keyof IPublishAnswer, about?: string): React.ReactElement {
    return (
      <input
        id={id}
        className="jp-mod-styled"
        type="text"
        autoComplete="off"
        spellCheck={field === 'summary'}
        dir={field === 'summary' ? 'auto' : 'ltr'}
        aria-describedby={about}
        aria-invalid={this._fault(field) !== undefined}
        value={this._answer[field]}
        onChange={event => this._set({ [field]: event.currentTarget.value })}
      />
    );
  }

  private _text(field: keyof IPublishAnswer, label: string, help?: string): React.ReactElement {
    const id = `${this.id}-${field}`;
    return (
      <Row id={id} label={label} fault={this._fault(field)} help={help}>
        {about => this._input(id, field, about)}
      </Row>
    );
  }

  protected render(): React.ReactElement {
    const trans = this._trans;
    return (
      <>
        {this._variable()}
        {this._data()}
        {this._metrics()}
        {this._text('name', trans.__('Model name'))}
        {this._text('summary', trans.__('Summary (optional)'), trans.__('One sentence: what it predicts, from what.'))}
        {this._text('alias', trans.__('Alias (optional)'), trans.__('Points at the new version, such as champion.'))}
      </>
    );
  }
}

/** Ask until the answer holds or the person cancels; null is cancelled. */
export async function askPublish(
  models: IKernelModels,
  suggested: string,
  trans: ITrans
): Promise<IPublishAnswer | null> {
  let answer = firstAnswer(models, suggested);
  for (let strict = false; ; strict = true) {
    const result = await showDialog({
      title: trans.__('Publish a model'),
      body: new PublishForm(models, answer, trans, strict),
      buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.okButton({ label: trans.__('Publish') })],
      focusNodeSelector: strict ? '[aria-invalid="true"]' : 'select, input'
    });
    if (!result.button.accept || !result.value) {
      return null;
    }
    answer = result.value;
    if (faultsOf(answer).length === 0) {
      return answer;
    }
  }
}
