/** What a card shows of other models and versions; each part comes when it is there and never holds up the card. */
import { UUID } from '@lumino/coreutils';

import type { ICardAround } from '../components/card/contract';
import type { CardSchema, Hit, ModelCard, RecordedPractice, ReplyMap, RequestMap, VersionSummary } from '../schema';
import type { IDoor } from './door';

/** Alternatives that are shown. */
const ALTERNATIVES = 4;
type AroundVerb = 'search' | 'get-card' | 'list-versions' | 'get-card-schema' | 'list-practices' | 'get-lineage';

/** The relation of a version to a good practice. */
const FOLLOWS = 'follows';

/** Versions of one reply. */
const PAGE = 100;

/** Reads what stands around one card; `changed` is called when a part is another. */
export class CardAround implements ICardAround {
  constructor(
    private readonly _door: IDoor,
    private readonly _changed: () => void
  ) {}

  alternatives: readonly Hit[] = [];
  earlier: ModelCard | null = null;
  older: readonly VersionSummary[] = [];
  schema: CardSchema | null = null;
  practices: readonly RecordedPractice[] = [];
  followed: readonly string[] = [];

  /** Read what belongs to this card; what is there already stays until the reply. */
  async read(card: ModelCard): Promise<void> {
    const { name } = card.model;
    if (name !== this._model) {
      this.stop();
      this._model = name;
      this._version = 0;
      this.alternatives = [];
      this.older = [];
    }
    const parts = [this._again(card)];
    if (card.version.number !== this._version) {
      this._version = card.version.number;
      this.earlier = null;
      this.followed = [];
      parts.push(
        this._readEarlier(card),
        this._readAlternatives(name),
        this._readSchema(name),
        this.readPractices(card)
      );
    }
    await Promise.all(parts);
  }

  /** Read the next versions behind those that are known. */
  async more(card: ModelCard): Promise<void> {
    await this._readOlder(card, this.older.length + PAGE);
  }

  /** Note that the version follows a good practice; raises what the registry says against it. */
  async followPractice(card: ModelCard, practice: string): Promise<void> {
    const ref = `${card.model.name}:${card.version.number}`;
    const link = { relation: FOLLOWS, target: practice };
    await this._door.request('add-link', { ref, link, request_id: UUID.uuid4() });
    await this.readPractices(card);
  }

  /** Read the good practices, and which of them the version follows. */
  async readPractices({ model, version }: ModelCard): Promise<void> {
    const practices = (await this._ask('list-practices', {}))?.practices ?? [];
    const ref = `${model.name}:${version.number}`;
    const lineage = practices.length > 0 ? await this._ask('get-lineage', { ref, steps: 1 }) : null;
    const links = (lineage?.links ?? []).filter(link => link.start === ref && link.relation === FOLLOWS);
    this._set({ practices, followed: links.map(link => link.end) }, model.name, version.number);
  }

  /** Drop what is under way. */
  stop(): void {
    this._reading.abort();
    this._reading = new AbortController();
  }

  private async _again(card: ModelCard): Promise<void> {
    if (this.older.length > 0) {
      await this._readOlder(card, this.older.length);
    }
  }

  private async _readOlder(card: ModelCard, wanted: number): Promise<void> {
    const found: VersionSummary[] = [];
    while (found.length < wanted) {
      const offset = card.versions.length + found.length;
      const args = { name: card.model.name, limit: PAGE, offset };
      const reply = await this._ask('list-versions', args);
      found.push(...(reply?.versions ?? []));
      if (!reply || reply.versions.length < PAGE) {
        break;
      }
    }
    this._set({ older: found }, card.model.name);
  }

  private async _readEarlier({ model, version, versions }: ModelCard): Promise<void> {
    const before = versions.find(other => other.number < version.number);
    const earlier = before ? await this._ask('get-card', { ref: `${model.name}:${before.number}` }) : null;
    this._set({ earlier }, model.name, version.number);
  }

  private async _readAlternatives(name: string): Promise<void> {
    const page = await this._ask('search', { q: `like:${name}`, limit: ALTERNATIVES, facets: false });
    this._set({ alternatives: page?.hits ?? [] }, name);
  }

  private async _readSchema(name: string): Promise<void> {
    const schema = (await this._ask('get-card-schema', {})) ?? this.schema;
    this._set({ schema }, name);
  }

  /** The reply, or null: what stands around a card is never worth an error. */
  private async _ask<V extends AroundVerb>(verb: V, args: RequestMap[V]): Promise<ReplyMap[V] | null> {
    try {
      return await this._door.request(verb, args, { signal: this._reading.signal });
    } catch {
      return null;
    }
  }

  private _set(part: Partial<ICardAround>, model: string, version = this._version): void {
    if (model === this._model && version === this._version) {
      Object.assign(this, part);
      this._changed();
    }
  }

  private _reading = new AbortController();
  private _model = '';
  private _version = 0;
}
