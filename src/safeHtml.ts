/**
 * What may stand in a card's text. Cards are written by others, so their HTML keeps structure and links
 * and nothing that loads, moves, names or runs anything.
 */
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';

const TAGS =
  'a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i ' +
  'ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var';

/** Tags and attributes a card's text keeps; a class or a style could borrow the look of the application. */
export const CARD_HTML: IRenderMime.ISanitizerOptions = {
  allowedTags: TAGS.split(' '),
  allowedAttributes: {
    a: ['href', 'title'],
    abbr: ['title'],
    details: ['open'],
    li: ['value'],
    ol: ['start', 'reversed'],
    td: ['colspan', 'rowspan', 'align'],
    th: ['colspan', 'rowspan', 'align', 'scope']
  },
  allowedStyles: {}
};

const LINK = /^(https?:\/\/|mailto:)/i;

/** Whether a link may stay: only one that leaves the server, so that no card can aim at the server itself. */
export function isOutwardLink(href: string | null): href is string {
  return href !== null && LINK.test(href.trim());
}

function placeOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return '';
  }
}

/** What stands for a picture: its words, and a link to it when it lies on another host. */
function standIn(image: Element, words: (alt: string, host: string) => string): Node {
  const page = image.ownerDocument;
  const source = (image.getAttribute('src') ?? image.getAttribute('poster') ?? '').trim();
  const remote = /^https?:\/\//i.test(source);
  const text = words(image.getAttribute('alt')?.trim() ?? '', remote ? placeOf(source) : '');
  if (!remote) {
    return page.createTextNode(text);
  }
  const link = page.createElement('a');
  link.setAttribute('href', source);
  link.textContent = text;
  // A link inside a link is not HTML: the picture of a linked picture becomes its words.
  return image.closest('a') ? page.createTextNode(text) : link;
}

function renamed(element: Element, tag: string): void {
  const other = element.ownerDocument.createElement(tag);
  other.append(...Array.from(element.childNodes));
  element.replaceWith(other);
}

/** The card's own headings end at level 2: those of its text go below them, and none skips a level. */
function lowerHeadings(page: Document): void {
  let above = 2;
  for (const heading of Array.from(page.querySelectorAll('h1, h2, h3, h4, h5, h6'))) {
    above = Math.min(6, Number(heading.tagName[1]) + 2, above + 1);
    renamed(heading, `h${above}`);
  }
}

/**
 * Put words in the place of pictures and media, and make an outline that a screen reader can follow, in a document that loads and runs nothing.
 *
 * This is for the reader, not for safety: the sanitizer comes after it and drops whatever is left.
 */
export function withoutMedia(html: string, words: (alt: string, host: string) => string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const image of Array.from(page.querySelectorAll('img, video, audio'))) {
    image.replaceWith(standIn(image, words));
  }
  lowerHeadings(page);
  for (const empty of Array.from(page.querySelectorAll('th')).filter(cell => cell.textContent?.trim() === '')) {
    renamed(empty, 'td');
  }
  return page.body.innerHTML;
}

/** Links that stay open in a new tab and say nothing of where they were opened; others become plain text. */
export function hardenLinks(host: Element): void {
  for (const link of Array.from(host.querySelectorAll('a'))) {
    const href = link.getAttribute('href');
    if (link.classList.contains('jp-InternalAnchorLink')) {
      link.remove();
    } else if (isOutwardLink(href)) {
      link.setAttribute('target', '_blank');
      link.setAttribute('rel', 'noopener noreferrer nofollow');
    } else {
      link.removeAttribute('href');
      link.removeAttribute('target');
    }
  }
  // What scrolls by itself must be reachable with the keyboard.
  for (const part of Array.from(host.querySelectorAll('pre, table'))) {
    part.setAttribute('tabindex', '0');
  }
}
