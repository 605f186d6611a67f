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
 * Add an automatic verdict about a version.
 */
export interface AddCheck {
  request_id?: string;
  ref: string;
  check: Check;
}

/**
 * Say something about a version, or answer what somebody said.
 */
export interface AddComment {
  request_id?: string;
  ref: string;
  comment: Comment;
}

/**
 * Add metrics measured on a version after it was published.
 */
export interface AddEvaluation {
  request_id?: string;
  ref: string;
  evaluation: Evaluation;
}

/**
 * Add a link to the lineage of a version that was published without it; a
 * cycle is refused.
 */
export interface AddLink {
  request_id?: string;
  ref: string;
  link: Link;
}

/**
 * Keep a good practice, or a new edition of it; a model follows it by a link
 * "follows" to its name.
 */
export interface AddPractice {
  request_id?: string;
  practice: Practice;
}

/**
 * A new version against the one an alias points at; what cannot be compared
 * says why.
 */
export interface Against {
  ref: string;
  alias: string;
  changes: MetricChange[];
  unlike: string[];
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
 * How well the cards are filled, field by field, and which tags say nearly
 * the same.
 */
export type AuditCards = Record<string, never>;

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
 * A dataset, split, metric and scenario on which at least one version was
 * measured. `place` is that of the model that was asked about: 1 is the best
 * of `placed`; an `aged` number has none.
 */
export interface Benchmark {
  dataset: string;
  split: string;
  metric: string;
  scenario: string;
  versions: number;
  place: number | null;
  placed: number | null;
  aged: boolean;
}

export interface BenchmarkList {
  benchmarks: Benchmark[];
  ref: string;
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
 * How well the cards of a registry are filled, worst first, and which tags
 * say the same.
 */
export interface CardAudit {
  models: number;
  fields: FieldFill[];
  tags: TagUse[];
  clusters: TagCluster[];
}

/**
 * All fields of a registry's cards. `standard` counts the program's
 * versions, `revision` the organisation's.
 */
export interface CardSchema {
  standard: number;
  revision: number;
  fields: DefinedField[];
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
  measures?: boolean;
}

/**
 * An automatic verdict about a version, with evidence: "reproduce", "drift".
 */
export interface Check {
  name: string;
  verdict: 'failed' | 'passed' | 'warning';
  summary?: string;
  evidence?: Record<string, unknown>;
}

/**
 * Something a person says about a version; `text` is Markdown.
 */
export interface Comment {
  text: string;
  topic?: 'answer' | 'comment' | 'lesson' | 'question';
  reply_to?: number | null;
}

/**
 * Hold two to six versions of any models side by side; the first is the
 * baseline.
 */
export interface Compare {
  refs: string[];
}

/**
 * What one version has in one row. `state`: "value" is a number that is
 * compared, "unsure" one that is shown and not counted, "unlike" was
 * measured in another way and is refused, "missing" is not there; "same" and
 * "other" are texts held against the baseline.
 */
export interface ComparedCell {
  text: string;
  state: 'missing' | 'other' | 'same' | 'unlike' | 'unsure' | 'value';
  value: number | null;
  score: number | null;
  change: string;
  verdict: '' | 'better' | 'equal' | 'worse';
  best: boolean;
  note: string;
  diff: string[];
}

/**
 * Rows about one thing; of very many rows those that differ are kept.
 */
export interface ComparedGroup {
  name: 'card' | 'code' | 'cost' | 'data' | 'environment' | 'params' | 'quality' | 'signature' | 'trust';
  label: string;
  rows: ComparedRow[];
  differing: number;
  total: number;
}

/**
 * One row; `id` is unique in its comparison and the same in every
 * comparison.
 */
export interface ComparedRow {
  id: string;
  label: string;
  differs: boolean;
  cells: ComparedCell[];
  note: string;
  higher_is_better: boolean | null;
  worst: number | null;
  models: number;
}

/**
 * One column of a comparison.
 */
export interface ComparedVersion {
  hit: Hit;
  published_by: string;
  numbers: number[];
  environment: Environment | null;
}

/**
 * Two to six versions held against the first, the baseline.
 */
export interface Comparison {
  versions: ComparedVersion[];
  findings: ComparisonFinding[];
  groups: ComparedGroup[];
  overall: Overall[];
  scored: number;
  plot: string[];
}

/**
 * One sentence that a fixed rule made of `rows`; about `column`, whose name
 * it leaves out, or about all.
 */
export interface ComparisonFinding {
  text: string;
  rows: string[];
  column: number | null;
  tone: 'bad' | 'good' | 'note';
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
 * A file that the cells read: its path below the working folder, or only its
 * name outside of it.
 */
export interface DataFile {
  path: string;
  size?: number | null;
  digest?: string;
  sampled?: boolean;
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
  profiles?: Profile[];
}

/**
 * Add a field of the organisation to all cards, or change it; answers that
 * no longer hold become gaps.
 */
export interface DefineField {
  request_id?: string;
  field: FieldDefinition;
}

/**
 * A field with the version of the schema that brought it in its form of now.
 */
export interface DefinedField {
  definition: FieldDefinition;
  standard: boolean;
  since: number;
}

/**
 * A place where a version is in use.
 */
export interface Deployment {
  target: string;
  state?: 'active' | 'ended';
  environment?: string;
  owner?: string;
  note?: string;
  deployed_at?: string | null;
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
  os?: string;
  machine?: string;
  cpu?: string;
  cpu_count?: number | null;
  memory_bytes?: number | null;
  packages?: Package[];
  requires?: string[];
  imports?: string[];
  locked?: string[];
  gpus?: string[];
  seeds?: Record<string, number>;
  unseeded?: string[];
  flags?: Record<string, string>;
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
 * Metrics measured on a version, with what they were measured on.
 */
export interface Evaluation {
  metrics?: Metric[];
  scenario?: string;
  hardware?: string;
  software?: string[];
  region?: string;
  resources?: Resources | null;
  throughput?: number | null;
  latency_p95_ms?: number | null;
  run?: string;
  note?: string;
  measured_at?: string | null;
}

/**
 * How much each input matters to the model, by one method; the inputs that
 * matter most come first.
 */
export interface Explanation {
  method: string;
  features: string[];
  values: number[];
  spread?: number[];
  count?: number | null;
  dataset?: string;
  origin?: string;
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
 * One field of a card: what it is called, what to ask, and which answers
 * hold.
 */
export interface FieldDefinition {
  name: string;
  label: string;
  question: string;
  kind?: 'boolean' | 'choice' | 'date' | 'list' | 'number' | 'ref' | 'text';
  group?: 'data' | 'evaluation' | 'governance' | 'limits' | 'operation' | 'organisation' | 'use';
  choices?: string[];
  weight?: number;
}

/**
 * How many models answer a field, and the cheapest way to fill it in the
 * others.
 */
export interface FieldFill {
  name: string;
  label: string;
  standard: boolean;
  answered: number;
  unfit: number;
  models: number;
  fix: string;
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
 * The fields that a card can hold here: those of every registry and the
 * organisation's own.
 */
export type GetCardSchema = Record<string, never>;

/**
 * Values and exact counts of the facets for a query.
 */
export interface GetFacets {
  q?: string;
  limit?: number;
  kernel?: string[];
}

/**
 * Rank models by one metric on one dataset, split and scenario.
 */
export interface GetLeaderboard {
  dataset: string;
  metric: string;
  split?: string;
  scenario?: string;
  limit?: number;
}

/**
 * What a version was made from and what was made from it or uses it.
 */
export interface GetLineage {
  ref: string;
  steps?: number;
  limit?: number;
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
  diff?: string;
  diff_cut?: boolean;
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
  alias: string;
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
  size_bytes: number | null;
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
 * Versions in the order of one metric on one dataset, split and scenario.
 */
export interface Leaderboard {
  dataset: string;
  metric: string;
  split: string;
  scenario: string;
  higher_is_better: boolean;
  ranks: Rank[];
  total: number;
}

/**
 * The part of the graph within some steps of a version.
 */
export interface Lineage {
  ref: string;
  nodes: LineageNode[];
  links: LineageLink[];
  cut: boolean;
}

/**
 * `relation` reads from `start` to `end`: churn:3 trained-on adult.
 */
export interface LineageLink {
  start: string;
  relation: string;
  end: string;
}

/**
 * One thing in a lineage. `name` is its id there: a ref, a purl, or the name
 * of data or a place.
 */
export interface LineageNode {
  name: string;
  noun: 'consumer' | 'data' | 'deployment' | 'source' | 'version';
  label: string;
  stage: string;
  missing: boolean;
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
 * Datasets and metrics on which versions were measured, those of most models
 * first.
 */
export interface ListBenchmarks {
  name?: string;
  limit?: number;
}

/**
 * The good practices kept here, those that most models follow first.
 */
export interface ListPractices {
  limit?: number;
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
 * A file of the author's own code that the cells import.
 */
export interface LocalModule {
  name: string;
  path: string;
  digest: string;
  source?: string;
  edited?: boolean;
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
  explanations?: Explanation[];
}

/**
 * Give every model that has one of `tags` the tag `into` instead; `dry_run`
 * only says which.
 */
export interface MergeTags {
  request_id?: string;
  tags: string[];
  into: string;
  dry_run?: boolean;
}

/**
 * Reply to MergeTags: the models whose tags changed, or would.
 */
export interface MergedTags {
  into: string;
  models: string[];
  done: boolean;
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
 * One metric against that of another version, all texts ready to print.
 */
export interface MetricChange {
  label: string;
  note: string;
  before: string;
  after: string;
  change: string;
  better: boolean | null;
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
  records: Records;
  snippets: Snippet[];
  pinned: Snippet[];
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
  variable?: string;
  files?: DataFile[];
  git?: GitState | null;
  modules?: LocalModule[];
}

/**
 * An answer to one question of a card that a person only has to accept, and
 * where it comes from.
 */
export interface Offer {
  field: string;
  value: string | string[];
  origin: 'captured' | 'confirmed' | 'imported' | 'recovered' | 'typed';
  note: string;
}

/**
 * The weighted mean of a version's scores; null when fewer than half of the
 * rows have one.
 */
export interface Overall {
  score: number | null;
  counted: number;
}

/**
 * One installed distribution.
 */
export interface Package {
  name: string;
  version: string;
  source?: string;
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
 * A known good way to do something, that models link to: a preprocessing
 * recipe, an evaluation protocol.
 */
export interface Practice {
  name: string;
  title: string;
  practice_kind?: 'deployment' | 'evaluation' | 'other' | 'preprocessing' | 'training';
  text?: string;
}

export interface PracticeList {
  practices: RecordedPractice[];
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
 * How the values of one column are spread; what drift is measured against.
 * Numbers have `edges` with as many values between each two, the last bin
 * closed; texts, and numbers of which there are few, have `labels`. `counts`
 * belong to the one or the other.
 */
export interface Profile {
  column: string;
  rows: number;
  missing?: number;
  edges?: number[];
  labels?: string[];
  counts?: number[];
  others?: number;
}

/**
 * Add a version to a model; the model is made when it is new. With `if_new`
 * only then: `Conflict` when there is a model of that name.
 */
export interface Publish {
  request_id?: string;
  model: string;
  manifest: Manifest;
  title?: string;
  tags?: string[];
  alias?: string;
  if_new?: boolean;
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
 * One version in a leaderboard. `aged` numbers are shown and hold no place.
 */
export interface Rank {
  place: number | null;
  ref: string;
  title: string;
  metric: Metric;
  at: string;
  by: string;
  hardware: string;
  resources: Resources | null;
  aged: boolean;
}

/**
 * Note where a version is in use, or that it no longer is.
 */
export interface RecordDeployment {
  request_id?: string;
  ref: string;
  deployment: Deployment;
}

/**
 * Note that a version was loaded, or why it was not.
 */
export interface RecordReuse {
  request_id?: string;
  ref: string;
  reuse: Reuse;
}

export interface RecordedCheck {
  sequence: number;
  number: number;
  at: string;
  by: string;
  check: Check;
}

export interface RecordedComment {
  sequence: number;
  number: number;
  at: string;
  by: string;
  comment: Comment;
}

export interface RecordedDeployment {
  sequence: number;
  number: number;
  at: string;
  by: string;
  deployment: Deployment;
}

export interface RecordedEvaluation {
  sequence: number;
  number: number;
  at: string;
  by: string;
  evaluation: Evaluation;
}

/**
 * A practice as it stands: `revision` counts its edits, `models` how many
 * follow it.
 */
export interface RecordedPractice {
  practice: Practice;
  revision: number;
  models: number;
  at: string;
  by: string;
}

export interface RecordedReuse {
  sequence: number;
  number: number;
  at: string;
  by: string;
  reuse: Reuse;
}

/**
 * Whether searches are noted here.
 */
export interface Recording {
  recording: boolean;
}

/**
 * All that was recorded about a version, newest first; comments and reuses
 * are those of the whole model.
 */
export interface Records {
  evaluations: RecordedEvaluation[];
  checks: RecordedCheck[];
  deployments: RecordedDeployment[];
  comments: RecordedComment[];
  reuse: ReuseSummary;
  starred: boolean;
  stars: number;
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
 * Take a comment of one's own away; a steward takes any.
 */
export interface RemoveComment {
  request_id?: string;
  ref: string;
  sequence: number;
}

/**
 * Ask for a field of the organisation no more; the answers stay where they
 * are.
 */
export interface RemoveField {
  request_id?: string;
  name: string;
}

/**
 * Take a link away that was added later; one that a version was published
 * with stays.
 */
export interface RemoveLink {
  request_id?: string;
  ref: string;
  link: Link;
}

/**
 * Take a good practice out of the list; links to it stay.
 */
export interface RemovePractice {
  request_id?: string;
  name: string;
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
 * warns with the reason. With a `sunset_on` that is still to come the
 * version is deprecated: offered until then, with a warning.
 */
export interface Retire {
  request_id?: string;
  ref: string;
  reason?: string;
  sunset_on?: string | null;
  replacement?: string;
}

/**
 * One attempt to load a version.
 */
export interface Reuse {
  outcome?: 'failed' | 'loaded' | 'refused';
  reason?: string;
  consumer?: string;
}

/**
 * How often a model was loaded, by how many people, and the newest attempts.
 */
export interface ReuseSummary {
  loaded: number;
  refused: number;
  failed: number;
  people: number;
  last_at: string | null;
  recent: RecordedReuse[];
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
 * A secret that was cut out before anything was written.
 */
export interface Scrubbed {
  place: string;
  what: string;
  line: string;
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
 * How far a publication in the background is; sizes in bytes, times in
 * seconds, None where it is not known.
 */
export interface Sending {
  job: string;
  state: 'cancelled' | 'failed' | 'paused' | 'published' | 'sending' | 'waiting';
  done: number;
  size: number;
  speed: number | null;
  seconds_left: number | null;
  reason: string;
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
 * Put a model among one's own favourites, or take it out.
 */
export interface SetStar {
  request_id?: string;
  model: string;
  starred?: boolean;
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
 * `hits`, "comparison" has `comparison`, "refusal" has `message` and
 * `ways_on`.
 */
export interface Snapshot {
  view: 'card' | 'comparison' | 'list' | 'preview' | 'published' | 'refusal' | 'sending';
  as_of: string;
  registry: string;
  hit: Hit | null;
  figures: Figure[];
  facts: string[];
  captured: CapturedLine[];
  scrubbed: Scrubbed[];
  completeness: Completeness | null;
  findings: Finding[];
  load_code: string;
  card_text: string;
  q: string;
  hits: Hit[];
  total: number;
  message: string;
  ways_on: string[];
  offers: Offer[];
  unsure: string[];
  against: Against | null;
  sending: Sending | null;
  comparison: Comparison | null;
  undo: boolean;
}

/**
 * One way to use a version, as code for a cell; `label` is English, `needs`
 * packages of this way alone.
 */
export interface Snippet {
  id: string;
  label: string;
  code: string;
  needs: string[];
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
 * Tags that are nearly the same; `into` is the one most models have.
 */
export interface TagCluster {
  into: string;
  tags: TagUse[];
}

/**
 * A tag and the number of models that have it.
 */
export interface TagUse {
  tag: string;
  models: number;
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
 * Take one's own version away while nobody has used it; its number is not
 * given again. An alias that points at it goes back to where it pointed
 * before. Refused with `Conflict` once somebody else loaded, evaluated,
 * deployed or commented on it.
 */
export interface UndoPublish {
  request_id?: string;
  ref: string;
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
  sunset_on: string | null;
  replacement: string;
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
 * Reply to UndoPublish: the version that is gone, and where its aliases
 * point now (null: nowhere).
 */
export interface Withdrawn {
  model: string;
  number: number;
  aliases: Record<string, number | null>;
}

/**
 * The fields of every request by wire name.
 */
export interface RequestMap {
  'get-status': GetStatus;
  'get-model': GetModel;
  'get-version': GetVersion;
  'get-card': GetCard;
  compare: Compare;
  'list-versions': ListVersions;
  search: Search;
  'get-facets': GetFacets;
  suggest: Suggest;
  'list-searches': ListSearches;
  'list-search-log': ListSearchLog;
  'get-lineage': GetLineage;
  'get-leaderboard': GetLeaderboard;
  'list-benchmarks': ListBenchmarks;
  'get-card-schema': GetCardSchema;
  'list-practices': ListPractices;
  'audit-cards': AuditCards;
  'tail-audit': TailAudit;
  verify: Verify;
  publish: Publish;
  preview: Preview;
  'set-alias': SetAlias;
  'set-tags': SetTags;
  'edit-card': EditCard;
  retire: Retire;
  restore: Restore;
  'undo-publish': UndoPublish;
  'add-evaluation': AddEvaluation;
  'add-check': AddCheck;
  'record-deployment': RecordDeployment;
  'record-reuse': RecordReuse;
  'add-comment': AddComment;
  'remove-comment': RemoveComment;
  'add-link': AddLink;
  'remove-link': RemoveLink;
  'set-star': SetStar;
  'save-search': SaveSearch;
  'remove-search': RemoveSearch;
  'log-search': LogSearch;
  'define-field': DefineField;
  'remove-field': RemoveField;
  'add-practice': AddPractice;
  'remove-practice': RemovePractice;
  'merge-tags': MergeTags;
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
  compare: Comparison;
  'list-versions': VersionList;
  search: Page;
  'get-facets': FacetList;
  suggest: SuggestionList;
  'list-searches': SavedSearchList;
  'list-search-log': SearchLog;
  'get-lineage': Lineage;
  'get-leaderboard': Leaderboard;
  'list-benchmarks': BenchmarkList;
  'get-card-schema': CardSchema;
  'list-practices': PracticeList;
  'audit-cards': CardAudit;
  'tail-audit': AuditTail;
  verify: Verification;
  publish: Published;
  preview: Previewed;
  'set-alias': Model;
  'set-tags': Model;
  'edit-card': ModelCard;
  retire: Version;
  restore: Version;
  'undo-publish': Withdrawn;
  'add-evaluation': Records;
  'add-check': Records;
  'record-deployment': Records;
  'record-reuse': Records;
  'add-comment': Records;
  'remove-comment': Records;
  'add-link': Lineage;
  'remove-link': Lineage;
  'set-star': Records;
  'save-search': SavedSearchList;
  'remove-search': SavedSearchList;
  'log-search': Recording;
  'define-field': CardSchema;
  'remove-field': CardSchema;
  'add-practice': PracticeList;
  'remove-practice': PracticeList;
  'merge-tags': MergedTags;
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
  'undo-publish',
  'add-evaluation',
  'add-check',
  'record-deployment',
  'record-reuse',
  'add-comment',
  'remove-comment',
  'add-link',
  'remove-link',
  'set-star',
  'save-search',
  'remove-search',
  'log-search',
  'define-field',
  'remove-field',
  'add-practice',
  'remove-practice',
  'merge-tags',
  'import-cards',
  'reindex'
];
