// @vitest-environment jsdom

import { existsSync, readdirSync, readFileSync } from 'fs';
import { resolve } from 'path';
import { gunzipSync } from 'zlib';

import { describe, expect, it } from 'vitest';

import { PLAIN_TRANS } from '../components/card/contract';
import { CardSanitizer, isCostly, markdownRenderer } from '../markdown';
import { CARD_HTML, hardenLinks, isOutwardLink } from '../safeHtml';

const LISTS = resolve(__dirname, '../../../shared/data/security');
const CARDS = resolve(__dirname, '../../../shared/data/cards-dev.jsonl.gz');

/** Every line of the lists of hostile strings that are kept beside the project. */
function hostileStrings(): string[] {
  if (!existsSync(LISTS)) {
    return [];
  }
  const files = ['xss-payload-list', 'payloadsallthethings'].flatMap(folder =>
    readdirSync(resolve(LISTS, folder)).map(name => resolve(LISTS, folder, name))
  );
  const lines = files.filter(file => file.endsWith('.txt')).flatMap(file => readFileSync(file, 'utf8').split('\n'));
  const naughty = JSON.parse(readFileSync(resolve(LISTS, 'blns/blns.json'), 'utf8')) as string[];
  return [...lines, ...naughty];
}

const OURS = [
  '<button data-commandlinker-command="notebook:run-all-cells" data-commandlinker-args="{}">Details</button>',
  '<div id="jupyter-config-data" name="body">x</div>',
  '<form action="/api/shutdown"><input type="image" src="https://evil.test/x.png"></form>',
  '<p style="position:fixed;inset:0;z-index:99999;background:url(https://evil.test/a)">cover</p>',
  '<div class="jp-Dialog">cover</div>',
  '<img src="https://evil.test/pixel.png" alt="curve">',
  '<img srcset="https://evil.test/pixel.png 2x"><picture><source srcset="https://evil.test/p"></picture>',
  '<a href="//evil.test/">x</a><a href="/logout">x</a><a href="#id">x</a><a href="java\nscript:alert(1)">x</a>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe><object data="x"></object><embed src="x">',
  '<svg><style><img src=x onerror=alert(1)></style></svg><math><mtext><style><img src=x onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<table background="https://evil.test/a"><tr><td background="https://evil.test/a">x</td></tr></table>',
  '<video poster="https://evil.test/p" src="https://evil.test/v"></video><audio src="https://evil.test/a"></audio>',
  '<base href="https://evil.test/"><meta http-equiv="refresh" content="0;url=https://evil.test">',
  '<template><img src=x onerror=alert(1)></template><xmp><img src=x onerror=alert(1)></xmp>'
];

/** What a reader's page holds after the text was made safe. */
function shown(dirty: string): HTMLElement {
  const host = document.createElement('div');
  host.innerHTML = new CardSanitizer(PLAIN_TRANS).sanitize(dirty);
  hardenLinks(host);
  return host;
}

/** Every way in which an element breaks the rules; none is good. */
function faults(host: HTMLElement): string[] {
  const allowed = CARD_HTML.allowedAttributes ?? {};
  return Array.from(host.querySelectorAll('*')).flatMap(element => {
    const tag = element.tagName.toLowerCase();
    const names = element.getAttributeNames();
    const known = [...(allowed[tag] ?? []), ...(tag === 'a' ? ['target', 'rel'] : []), 'tabindex'];
    return [
      ...((CARD_HTML.allowedTags ?? []).includes(tag) ? [] : [`tag ${tag}`]),
      ...names.filter(name => !known.includes(name)).map(name => `${tag} ${name}`),
      ...(tag === 'a' && element.hasAttribute('href') && !isOutwardLink(element.getAttribute('href')) ? ['link'] : [])
    ];
  });
}

describe('text of a card', () => {
  it.each(OURS)('keeps only harmless tags and attributes of %s', dirty => {
    expect(faults(shown(dirty))).toEqual([]);
  });

  it.skipIf(!existsSync(LISTS))('keeps only harmless tags and attributes of each known hostile string', () => {
    const strings = hostileStrings();
    expect(strings.length).toBeGreaterThan(6000);
    const bad = strings.filter(dirty => faults(shown(dirty)).length > 0);
    expect(bad).toEqual([]);
  });

  it('shows a remote picture as a link that opens outside and tells nothing', () => {
    const link = shown('<img src="https://example.org/curve.png" alt="Loss curve">').querySelector('a');
    expect(link?.textContent).toBe('Image: Loss curve (example.org)');
    expect(link?.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    expect(link?.getAttribute('target')).toBe('_blank');
  });

  it('keeps lists, tables and code, and headings below its own', () => {
    const host = shown('<h5>Use</h5><ul><li>a</li></ul><table><tr><td>1</td></tr></table><pre><code>x</code></pre>');
    expect(host.querySelectorAll('h3, li, td, code').length).toBe(4);
  });

  it('renders Markdown and leaves nothing that acts', async () => {
    const render = markdownRenderer(
      { render: async text => `<p>${text}</p><button onclick="x()">go</button>` },
      PLAIN_TRANS
    );
    const host = document.createElement('div');
    await render('see <a href="https://example.org" onclick="x()">this</a>', host);
    expect(host.querySelector('a')?.getAttribute('href')).toBe('https://example.org');
    expect(host.querySelectorAll('button, [onclick]').length).toBe(0);
    expect(host.textContent).toContain('see this');
  });

  it.each(['*a ', '_a ', '**a ', '~~a ', '[a](b'])(
    'shows %j thousands of times as it is, without parsing it',
    async piece => {
      const render = markdownRenderer({ render: () => Promise.reject(new Error('parsed')) }, PLAIN_TRANS);
      const text = piece.repeat(2500);
      const host = document.createElement('div');
      await render(text, host);
      expect(host.textContent).toBe(text);
    }
  );

  it.skipIf(!existsSync(CARDS))('parses every readme of the public cards', () => {
    const readmes = gunzipSync(readFileSync(CARDS))
      .toString('utf8')
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { readme?: string }).readme ?? '');
    expect(readmes.filter(isCostly)).toEqual([]);
  });

  it('shows the text as it is without a parser', async () => {
    const host = document.createElement('div');
    await markdownRenderer(null, PLAIN_TRANS)('<b>x</b>', host);
    expect(host.textContent).toBe('<b>x</b>');
  });
});
