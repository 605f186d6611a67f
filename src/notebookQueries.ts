/** Which models suit a notebook: those published from it, and those of the libraries it imports. */
import type { INotebookQuery } from './state/startState';

/** Libraries that models are made with, by the name they are imported under, as the registry calls them. */
const LIBRARIES: Record<string, string> = {
  sklearn: 'scikit-learn',
  xgboost: 'xgboost',
  lightgbm: 'lightgbm',
  catboost: 'catboost',
  statsmodels: 'statsmodels',
  torch: 'pytorch',
  tensorflow: 'tensorflow',
  keras: 'keras',
  transformers: 'transformers',
  sentence_transformers: 'sentence-transformers',
  diffusers: 'diffusers',
  spacy: 'spacy',
  onnx: 'onnx',
  onnxruntime: 'onnx',
  paddle: 'paddlepaddle',
  ultralytics: 'ultralytics',
  jax: 'jax'
};

interface ITranslated {
  __(msgid: string, ...args: string[]): string;
}

/** The libraries that pieces of Python import, in the order they appear. */
export function importedLibraries(sources: readonly string[]): string[] {
  const found = sources.flatMap(source =>
    [...source.matchAll(/^\s*(?:import|from)\s+([A-Za-z_]\w*)/gm)].map(match => match[1])
  );
  return [...new Set(found)].filter(name => name in LIBRARIES);
}

/** Queries for a notebook by its file name and the sources of its cells, the closest first. */
export function notebookQueries(file: string, sources: readonly string[], trans: ITranslated): INotebookQuery[] {
  if (!file) {
    return [];
  }
  const own = { q: `notebook:"${file.replace(/"/g, '')}"`, reason: trans.__('Published from this notebook') };
  const libraries = importedLibraries(sources)
    .slice(0, 2)
    .map(name => ({ q: `framework:${LIBRARIES[name]}`, reason: trans.__('Same library: you import %1', name) }));
  return [own, ...libraries];
}
