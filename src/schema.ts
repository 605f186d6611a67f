/* Generated from the Structs, do not edit: python -m jupyter_registry.schema typescript > src/schema.ts */
/* eslint-disable @typescript-eslint/naming-convention */

/**
 * Who is acting; always from the identity of the caller, never from a
 * request's body.
 */
export interface Actor {
  name: string;
  display_name: string;
  role: 'contributor' | 'reader' | 'reviewer' | 'steward';
}

/**
 * One file of a version; its bytes are the blob of the same digest.
 */
export interface Artifact {
  path: string;
  digest: string;
  size: number;
  format: string;
}

/**
 * One link of the hash chain. `request` is the canonical JSON of the
 * request.
 */
export interface AuditEntry {
  sequence: number;
  at: string;
  actor: string;
  verb: string;
  model: string;
  request: Record<string, unknown>;
  previous_hash: string;
  hash: string;
}

export interface AuditTail {
  entries: AuditEntry[];
  total: number;
  head: string;
}

/**
 * One line of "captured for you".
 */
export interface CapturedLine {
  label: string;
  text: string;
  ok: boolean;
  warning: string;
}

/**
 * The human document about a version: answered fields and a Markdown text.
 */
export interface Card {
  fields?: Record<string, CardValue>;
  text?: string;
}

/**
 * One answered field of a card, with where the answer came from.
 */
export interface CardValue {
  value: string | string[];
  origin?: 'captured' | 'confirmed' | 'imported' | 'recovered' | 'typed';
}

/**
 * One executed notebook cell, secrets already scrubbed from its source.
 */
export interface Cell {
  source: string;
  order: number;
  cell_id?: string;
  ok?: boolean;
  duration_ms?: number | null;
  error?: string;
  in_slice?: boolean;
}

export interface Completeness {
  percent: number;
  gaps: Gap[];
}

/**
 * One term of a query and whether a model meets it; `found` is what the
 * model has instead.
 */
export interface Condition {
  text: string;
  met: boolean;
  found: string;
}

/**
 * One thing that does not hold: what, where and what to do about it.
 */
export interface Damage {
  subject: string;
  message: string;
  fix: string;
}

/**
 * Data a version was trained or evaluated on.
 */
export interface Dataset {
  name: string;
  split?: string;
  rows?: number | null;
  columns?: Field[];
  digest?: string;
  sampled?: boolean;
  source?: string;
}

/**
 * Answer or clear card fields of a version, or replace its text; the
 * manifest stays as published. A field set to null is cleared. `if_revision`
 * refuses the edit when somebody else edited in between.
 */
export interface EditCard {
  request_id?: string;
  ref: string;
  fields?: Record<string, CardValue | null>;
  text?: string | null;
  if_revision?: number | null;
}

/**
 * Python, packages, platform and hardware at capture.
 */
export interface Environment {
  python?: string;
  implementation?: string;
  platform?: string;
  machine?: string;
  cpu?: string;
  cpu_count?: number | null;
  memory_bytes?: number | null;
  packages?: Package[];
  requires?: string[];
  gpus?: string[];
  seeds?: Record<string, number>;
  unseeded?: string[];
}

/**
 * What every refusal is; `code` names the class, `message` is one sentence
 * for people.
 */
export interface ErrorBody {
  code: string;
  message: string;
  details: {
    field?: string;
    fix?: string;
    findings?: Finding[];
  };
}

/**
 * A field's values with exact counts for the query without this facet's own
 * filter.
 */
export interface Facet {
  name: string;
  label: string;
  values: FacetValue[];
}

export interface FacetList {
  facets: Facet[];
  total: number;
  histograms: Histogram[];
}

export interface FacetValue {
  value: string;
  count: number;
  selected: boolean;
}

/**
 * One column or tensor of a signature. `None` in `shape` is a free
 * dimension.
 */
export interface Field {
  name: string;
  dtype: string;
  shape?: (number | null)[];
  optional?: boolean;
  low?: number | null;
  high?: number | null;
  categories?: string[];
}

/**
 * One number shown on a card: `text` is ready to print, `bar` is 0..1,
 * longer is better.
 */
export interface Figure {
  label: string;
  text: string;
  value: number;
  unit: string;
  note: string;
  in_query: boolean;
  bar: number | null;
}

/**
 * One failure of a rule or a thing worth knowing: the field and the fix.
 */
export interface Finding {
  level: 'error' | 'warning';
  field: string;
  message: string;
  fix: string;
}

/**
 * A card field without an answer: what to ask and what answering it gains in
 * percent points.
 */
export interface Gap {
  field: string;
  question: string;
  gain: number;
}

/**
 * Everything the model page shows about the version a ref names.
 */
export interface GetCard {
  ref: string;
}

/**
 * Values and exact counts of the facets for a query.
 */
export interface GetFacets {
  q?: string;
  limit?: number;
  kernel?: string[];
}

/**
 * Look up one model by name.
 */
export interface GetModel {
  name: string;
}

/**
 * Say what the registry is, how much it holds and whether it can be written.
 */
export type GetStatus = Record<string, never>;

/**
 * Look up one version by ref: `name`, `name:3` or `name@champion`.
 */
export interface GetVersion {
  ref: string;
}

/**
 * Code state at capture; credentials are stripped from `remote`.
 */
export interface GitState {
  commit?: string;
  branch?: string;
  dirty?: boolean;
  remote?: string;
}

/**
 * How the models of a query are spread over one number, counted without the
 * query's own bounds on it. `counts[i]` models lie in `[edges[i], edges[i +
 * 1])`, the last bin closed. One metric on one dataset, never two.
 */
export interface Histogram {
  name: string;
  label: string;
  edges: number[];
  counts: number[];
  dataset: string;
  unit: string;
  low: number | null;
  high: number | null;
  inside: number;
  logarithmic: boolean;
  higher_is_better: boolean;
}

/**
 * An audit entry in words, for the history of one model.
 */
export interface HistoryEntry {
  number: number | null;
  verb: string;
  text: string;
  actor: string;
  at: string;
}

/**
 * One model as a search result or at the head of a card.
 */
export interface Hit {
  model: string;
  number: number;
  title: string;
  summary: string;
  task: string;
  framework: string;
  architecture: string;
  license: string;
  owner: string;
  stage: string;
  aliases: string[];
  tags: string[];
  figures: Figure[];
  warning: string;
  source_id: string;
  published_at: string;
  matches: [number, number][];
  reasons: string[];
}

/**
 * Take over cards made elsewhere, each as a draft; an item that does not
 * hold is skipped with its reason.
 */
export interface ImportCards {
  request_id?: string;
  items: Publish[];
}

export interface Imported {
  created: number;
  unchanged: number;
  skipped: Skipped[];
}

/**
 * An edge of the lineage: `relation` such as "trained-on", `target` a ref or
 * a purl.
 */
export interface Link {
  relation: string;
  target: string;
  digest?: string;
}

/**
 * What was searched for here: queries without results first.
 */
export interface ListSearchLog {
  limit?: number;
}

/**
 * The saved searches of the actor, with what is new in each.
 */
export type ListSearches = Record<string, never>;

/**
 * The versions of a model, newest first.
 */
export interface ListVersions {
  name: string;
  limit?: number;
  offset?: number;
}

/**
 * Note that somebody searched, how many results there were, and the place of
 * the one taken (0: none). Does nothing where recording is switched off; who
 * searched is not kept.
 */
export interface LogSearch {
  request_id?: string;
  q: string;
  total: number;
  taken?: number;
}

/**
 * What was searched for: how often, with how many results at the last time,
 * and which results were taken.
 */
export interface LoggedSearch {
  q: string;
  times: number;
  total: number;
  last_at: string;
  taken: number[];
}

/**
 * What the author supplies about a version and nobody may change; its sha256
 * is the digest.
 */
export interface Manifest {
  framework?: string;
  task?: string;
  domain?: string;
  architecture?: string;
  family?: string;
  summary?: string;
  license?: string;
  languages?: string[];
  artifacts?: Artifact[];
  signature?: Signature | null;
  params?: Record<string, unknown>;
  metrics?: Metric[];
  datasets?: Dataset[];
  resources?: Resources | null;
  environment?: Environment | null;
  notebook?: Notebook | null;
  links?: Link[];
  card?: Card | null;
  source?: Source | null;
  model_class?: string;
}

/**
 * A named finite number with its dataset and split; comparable only when all
 * three agree.
 */
export interface Metric {
  name: string;
  value: number;
  dataset?: string;
  split?: string;
  key?: string;
  unit?: string;
  higher_is_better?: boolean | null;
  low?: number | null;
  high?: number | null;
  n?: number | null;
  origin?: string;
  inferred?: boolean;
}

/**
 * A named thing with versions.
 */
export interface Model {
  name: string;
  title: string;
  owner: string;
  tags: string[];
  aliases: Record<string, number>;
  version_count: number;
  newest: number | null;
  source_id: string;
  created_at: string;
  updated_at: string;
}

/**
 * All that the model page shows, in one reply.
 */
export interface ModelCard {
  model: Model;
  version: Version;
  hit: Hit;
  card: Card;
  card_revision: number;
  completeness: Completeness;
  versions: VersionSummary[];
  history: HistoryEntry[];
}

/**
 * A model that meets most terms of a query without results.
 */
export interface Nearest {
  hit: Hit;
  conditions: Condition[];
}

/**
 * The notebook a version was published from.
 */
export interface Notebook {
  path?: string;
  path_confidence?: 'certain' | 'likely' | 'unknown';
  cell_id?: string;
  cells?: Cell[];
  slice_reason?: string;
  git?: GitState | null;
}

/**
 * One installed distribution.
 */
export interface Package {
  name: string;
  version: string;
}

/**
 * A slice of the results with the exact total.
 */
export interface Page {
  q: string;
  hits: Hit[];
  total: number;
  offset: number;
  sort: string;
  terms: Term[];
  problems: Problem[];
  facets: Facet[];
  ways_out: WayOut[];
  took_ms: number;
  understood: Understood[];
  also: string[];
  refinements: WayOut[];
  nearest: Nearest[];
  histograms: Histogram[];
}

/**
 * Run a Publish up to its findings, then roll back.
 */
export interface Preview {
  publish: Publish;
}

/**
 * What Publish would do, judged by the same code and rolled back.
 */
export interface Previewed {
  model: string;
  number: number;
  digest: string;
  findings: Finding[];
  completeness: Completeness;
}

/**
 * A part of a query that was ignored, why, and the text that would work (""
 * when none is known).
 */
export interface Problem {
  start: number;
  end: number;
  message: string;
  fix: string;
}

/**
 * Add a version to a model; the model is made when it is new.
 */
export interface Publish {
  request_id?: string;
  model: string;
  manifest: Manifest;
  title?: string;
  tags?: string[];
  alias?: string;
}

/**
 * Reply to Publish. `created` is false when the same manifest was already
 * the newest version.
 */
export interface Published {
  version: Version;
  model: Model;
  created: boolean;
  findings: Finding[];
}

/**
 * Whether searches are noted here.
 */
export interface Recording {
  recording: boolean;
}

/**
 * Rebuild the search tables from the versions.
 */
export interface Reindex {
  request_id?: string;
}

export interface Reindexed {
  models: number;
  took_ms: number;
}

/**
 * Forget a saved search.
 */
export interface RemoveSearch {
  request_id?: string;
  name: string;
}

/**
 * What it takes to hold and run the model. `None` is "not measured".
 */
export interface Resources {
  parameter_count?: number | null;
  flops?: number | null;
  size_bytes?: number | null;
  memory_mb?: number | null;
  latency_ms?: number | null;
  hardware?: string;
}

/**
 * Take a retirement back; `ref` names the version by number.
 */
export interface Restore {
  request_id?: string;
  ref: string;
}

/**
 * Mark a version not for new use; refs to it still resolve, and loading it
 * warns with the reason.
 */
export interface Retire {
  request_id?: string;
  ref: string;
  reason?: string;
}

/**
 * Keep a query under a name of one's own; repeating it marks its results as
 * seen.
 */
export interface SaveSearch {
  request_id?: string;
  name: string;
  q: string;
}

/**
 * A query that an actor keeps, with how many models it gives and how many of
 * them are new since it was seen.
 */
export interface SavedSearch {
  name: string;
  q: string;
  saved_at: string;
  seen_at: string;
  count: number;
  new: number;
}

export interface SavedSearchList {
  searches: SavedSearch[];
}

/**
 * Find models by one query line.
 */
export interface Search {
  q?: string;
  sort?: string;
  limit?: number;
  offset?: number;
  facets?: boolean;
  kernel?: string[];
}

/**
 * Queries of this registry, those without results first, then the most
 * frequent; kept here and nowhere else.
 */
export interface SearchLog {
  searches: LoggedSearch[];
  recording: boolean;
}

/**
 * Point an alias at a version, or take it away with `number` null.
 * `if_number` makes it a compare-and-set: the move is refused with
 * `Conflict` unless the alias points there now (null: is not set now).
 */
export interface SetAlias {
  request_id?: string;
  model: string;
  alias: string;
  number: number | null;
  if_number?: number | null;
}

/**
 * Replace the tags of a model.
 */
export interface SetTags {
  request_id?: string;
  model: string;
  tags: string[];
}

/**
 * Names, dtypes and shapes of inputs and outputs, and one valid input as
 * JSON rows.
 */
export interface Signature {
  inputs?: Field[];
  outputs?: Field[];
  example?: Record<string, unknown>[];
  container?: string;
}

/**
 * One item of an import that was not taken, by its position, and why.
 */
export interface Skipped {
  index: number;
  id: string;
  reason: string;
}

/**
 * The data of one notebook output (MIME
 * `application/vnd.jupyter-registry.v1+json`). `view` says which of the
 * optional parts are there: "published" and "card" have `hit`, "list" has
 * `hits`, "refusal" has `message` and `ways_on`.
 */
export interface Snapshot {
  view: 'card' | 'list' | 'preview' | 'published' | 'refusal';
  as_of: string;
  registry: string;
  hit: Hit | null;
  figures: Figure[];
  facts: string[];
  captured: CapturedLine[];
  completeness: Completeness | null;
  findings: Finding[];
  load_code: string;
  card_text: string;
  q: string;
  hits: Hit[];
  total: number;
  message: string;
  ways_on: string[];
}

/**
 * Where an imported card came from. `id` is unique at the source and stays
 * searchable.
 */
export interface Source {
  id: string;
  name?: string;
  repo?: string;
  path?: string;
  commit?: string;
  version?: string;
  paper?: string;
  weights_url?: string;
  created?: string;
}

/**
 * The state of a registry, for its user and for a client that must decide
 * what to offer.
 */
export interface Status {
  name: string;
  location: string;
  models: number;
  versions: number;
  changed: number;
  writable: boolean;
  reason: string;
  program: string;
  schema: number;
  actor: Actor;
  vectors_done: number;
  vectors_total: number;
}

/**
 * Bytes that are stored now.
 */
export interface StoredBlob {
  digest: string;
  size: number;
}

/**
 * Ways to go on with a query line that is being typed: filters, values,
 * models, text.
 */
export interface Suggest {
  q?: string;
  cursor?: number;
  limit?: number;
}

/**
 * One row of the list that opens while typing; taking it puts `text` in
 * place of the word being typed.
 */
export interface Suggestion {
  group: 'filter' | 'model' | 'text' | 'value';
  text: string;
  label: string;
  note: string;
  count: number | null;
}

/**
 * At most eight ways to go on, and the part of the line they replace.
 */
export interface SuggestionList {
  suggestions: Suggestion[];
  start: number;
  end: number;
}

/**
 * The newest entries of the audit log.
 */
export interface TailAudit {
  name?: string;
  limit?: number;
  offset?: number;
}

/**
 * One parsed term of a query, with its span in the text, so that a client
 * needs no parser.
 */
export interface Term {
  text: string;
  start: number;
  end: number;
  field: string;
  negated: boolean;
}

/**
 * Plain words that were read as a filter. `filter` in their place says the
 * same without interpretation, `literal` keeps the words as words.
 */
export interface Understood {
  text: string;
  start: number;
  end: number;
  filter: string;
  literal: string;
  label: string;
}

/**
 * Result of Verify: how much was read and what was found wrong.
 */
export interface Verification {
  ok: boolean;
  versions: number;
  blobs: number;
  audit_entries: number;
  damages: Damage[];
}

/**
 * Re-read versions, blobs and the audit chain and report what does not hold.
 */
export interface Verify {
  deep?: boolean;
}

/**
 * One immutable publication of a model.
 */
export interface Version {
  model: string;
  number: number;
  digest: string;
  stage: string;
  stage_reason: string;
  published_at: string;
  published_by: string;
  manifest: Manifest;
}

export interface VersionList {
  model: string;
  versions: VersionSummary[];
  total: number;
}

/**
 * A version in a list: without its manifest's long parts.
 */
export interface VersionSummary {
  number: number;
  stage: string;
  digest: string;
  summary: string;
  published_at: string;
  published_by: string;
  aliases: string[];
  metrics: Metric[];
}

/**
 * A change to a query without results, and how many models it gives.
 */
export interface WayOut {
  label: string;
  q: string;
  count: number;
}

/**
 * The fields of every request by wire name.
 */
export interface RequestMap {
  'get-status': GetStatus;
  'get-model': GetModel;
  'get-version': GetVersion;
  'get-card': GetCard;
  'list-versions': ListVersions;
  search: Search;
  'get-facets': GetFacets;
  suggest: Suggest;
  'list-searches': ListSearches;
  'list-search-log': ListSearchLog;
  'tail-audit': TailAudit;
  verify: Verify;
  publish: Publish;
  preview: Preview;
  'set-alias': SetAlias;
  'set-tags': SetTags;
  'edit-card': EditCard;
  retire: Retire;
  restore: Restore;
  'save-search': SaveSearch;
  'remove-search': RemoveSearch;
  'log-search': LogSearch;
  'import-cards': ImportCards;
  reindex: Reindex;
}

/**
 * The reply to every request by wire name.
 */
export interface ReplyMap {
  'get-status': Status;
  'get-model': Model;
  'get-version': Version;
  'get-card': ModelCard;
  'list-versions': VersionList;
  search: Page;
  'get-facets': FacetList;
  suggest: SuggestionList;
  'list-searches': SavedSearchList;
  'list-search-log': SearchLog;
  'tail-audit': AuditTail;
  verify: Verification;
  publish: Published;
  preview: Previewed;
  'set-alias': Model;
  'set-tags': Model;
  'edit-card': ModelCard;
  retire: Version;
  restore: Version;
  'save-search': SavedSearchList;
  'remove-search': SavedSearchList;
  'log-search': Recording;
  'import-cards': Imported;
  reindex: Reindexed;
}

/**
 * Requests that travel as a POST with a body.
 */
export const POSTED: readonly (keyof RequestMap)[] = [
  'publish',
  'preview',
  'set-alias',
  'set-tags',
  'edit-card',
  'retire',
  'restore',
  'save-search',
  'remove-search',
  'log-search',
  'import-cards',
  'reindex'
];
