/**
 * Brings the message catalogue up to date: reads the texts of `src/`, keeps what is translated in each language, and
 * writes the files that JupyterLab reads. With `--check` it writes nothing and fails when a file is not fresh.
 *
 * A language is a folder of `jupyter_registry/locale` with a `.po` file in it; a new one is begun by an empty file.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { GettextExtractor, JsExtractors } from 'gettext-extractor';
import PO from 'pofile';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const SOURCES = join(ROOT, 'src');
const FOLDER = join(ROOT, 'jupyter_registry', 'locale');
const DOMAIN = 'jupyter_registry';
const TEMPLATE = join(FOLDER, `${DOMAIN}.pot`);
const PLURALS = { de: 'nplurals=2; plural=(n != 1);' };

/** Where the arguments of the methods of a translation bundle are. */
const METHODS = {
  __: { text: 0 },
  _n: { text: 0, textPlural: 1 },
  _p: { context: 0, text: 1 },
  _np: { context: 0, text: 1, textPlural: 2 }
};

const CALL = /([\w$.]*)\.(?:__|_n|_p|_np)(?=\()/g;

const sources = readdirSync(SOURCES, { recursive: true })
  .map(name => join(SOURCES, name))
  .filter(name => /\.tsx?$/.test(name) && !name.includes('__tests__'))
  .sort();

/** The texts of the front end, each with the files it is in. */
function messages() {
  const texts = sources.map(name => readFileSync(name, 'utf8'));
  const bundles = [...new Set(texts.flatMap(text => [...text.matchAll(CALL)].map(([, bundle]) => bundle)))];
  const calls = Object.entries(METHODS).map(([name, args]) =>
    JsExtractors.callExpression(
      bundles.map(bundle => `${bundle}.${name}`),
      { arguments: args }
    )
  );
  const extractor = new GettextExtractor();
  const parser = extractor.createJsParser(calls);
  sources.forEach((name, place) => parser.parseString(texts[place], relative(ROOT, name)));
  return extractor.getMessages();
}

const MESSAGES = messages();

const keyOf = ({ msgctxt, msgid }) => `${msgctxt ?? ''}\u0004${msgid}`;

/** A file of all messages, those that are translated in `before` with their translation. */
function catalogue(language, before) {
  const po = new PO();
  po.headers = {
    'Project-Id-Version': DOMAIN,
    'Content-Type': 'text/plain; charset=UTF-8',
    'Content-Transfer-Encoding': '8bit',
    Language: language,
    ...(language && { 'Plural-Forms': PLURALS[language.split('_')[0]] ?? before.headers['Plural-Forms'] })
  };
  const known = new Map(before.items.map(item => [keyOf(item), item]));
  po.items = MESSAGES.map(({ text, textPlural, context, references }) => {
    const item = new PO.Item({ nplurals: 2 });
    item.msgid = text;
    item.msgid_plural = textPlural;
    item.msgctxt = context ?? undefined;
    item.references = [...new Set(references.map(place => place.replace(/:\d+$/, '')))]; // lines move too often
    item.msgstr = known.get(keyOf(item))?.msgstr ?? [];
    return item;
  }).sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  return po;
}

/** What JupyterLab reads: each translated message by its context and text. */
function wire(po, language) {
  const head = { domain: DOMAIN, language: language.replace('_', '-'), plural_forms: po.headers['Plural-Forms'] };
  const translated = po.items.filter(({ msgstr }) => msgstr.some(Boolean));
  const entries = translated.map(item => [item.msgctxt ? keyOf(item) : item.msgid, item.msgstr]);
  return `${JSON.stringify({ '': head, ...Object.fromEntries(entries) }, null, 1)}\n`;
}

/** Path and content of every file. */
function files() {
  const found = [[TEMPLATE, `${catalogue('', new PO())}\n`]];
  for (const entry of readdirSync(FOLDER, { withFileTypes: true }).filter(entry => entry.isDirectory())) {
    const path = join(FOLDER, entry.name, 'LC_MESSAGES', `${DOMAIN}.po`);
    const po = catalogue(entry.name, PO.parse(readFileSync(path, 'utf8')));
    found.push([path, `${po}\n`], [path.replace(/po$/, 'json'), wire(po, entry.name)]);
  }
  return found;
}

const stale = files().filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
if (process.argv.includes('--check')) {
  for (const [path] of stale) {
    console.error(`${relative(ROOT, path)} is not fresh: run "jlpm translations"`);
  }
  process.exitCode = stale.length ? 1 : 0;
} else {
  stale.forEach(([path, text]) => writeFileSync(path, text));
}
