/** How a text is cut. */
export interface PassageOptions {
  /** Characters that a passage has at most; a longer sentence stands alone and is cut. */
  readonly maxChars: number;
  /** Passages that are taken from one text, from its beginning. */
  readonly maxPassages: number;
}

// Sections that say nothing of what a package is for.
const SKIPPED_SECTION =
  /^(license|licen[cs]ing|contribut|change ?log|release notes|history|install|sponsor|backers|donat|author|maintain|credits|acknowledg|thanks|table of contents|contents|toc|badges|security|support|code of conduct|community|related|versioning|download|getting help|people)/i;

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Cuts Markdown into passages of plain English sentences, in order. Code, tables, badges and sections on licences and the like are left out. */
export function toPassages(markdown: string, options: PassageOptions): string[] {
  const passages: string[] = [];
  for (const paragraph of toParagraphs(markdown)) {
    let passage = '';
    for (const { segment } of SENTENCES.segment(paragraph)) {
      const sentence = segment.trim().slice(0, options.maxChars);
      if (passage !== '' && passage.length + 1 + sentence.length > options.maxChars) {
        passages.push(passage);
        passage = '';
      }
      passage = passage === '' ? sentence : `${passage} ${sentence}`;
    }
    passages.push(passage);
  }
  return passages.filter(isEnglishText).slice(0, options.maxPassages);
}

function toParagraphs(markdown: string): string[] {
  const paragraphs: string[] = [];
  let lines: string[] = [];
  let isSkipping = false;
  const endParagraph = () => {
    if (lines.length > 0 && !isSkipping) paragraphs.push(plainText(lines.join(' ')));
    lines = [];
  };
  // `Title` over `===` is a heading too: written as `# Title`, there is one form to handle.
  const text = withoutBlocks(markdown).replace(/^(\S[^\n]*)\n(?:={3,}|-{3,})[ \t]*$/gm, '# $1');
  for (const line of text.split('\n')) {
    const heading = /^\s{0,3}#{1,6}\s+(.*)$/.exec(line)?.[1];
    if (heading !== undefined) {
      endParagraph();
      isSkipping = SKIPPED_SECTION.test(plainText(heading).replace(/^[^a-z]+/i, ''));
    } else if (/^\s*$/.test(line)) {
      endParagraph();
    } else if (!/^(\s*\||\s*\[[^\]]+\]:\s| {4,}|\t)/.test(line)) {
      if (/^\s*([-*+]|\d+[.)])\s/.test(line)) endParagraph();
      lines.push(line.replace(/^\s*(?:(?:[-*+]|\d+[.)])\s+|>\s?)/, '').trim());
    }
  }
  endParagraph();
  return paragraphs;
}

/** Removes what is not prose and may span lines: front matter, comments, fenced code, HTML tags. */
function withoutBlocks(markdown: string): string {
  return markdown
    .replace(/\r\n?/g, '\n')
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/^[ \t]*(```+|~~~+)[\s\S]*?^[ \t]*\1[ \t]*$/gm, '\n')
    .replace(/<(pre|table|svg|style|script)\b[\s\S]*?<\/\1>/gi, '\n')
    .replace(/<\/?[a-z][^>]*>/gi, ' ');
}

function plainText(markdown: string): string {
  return markdown
    .replace(/!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])/g, '')
    .replace(/\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/https?:\/\/\S+/g, '')
    .replace(/[`*]|(?<=\s|^)_+|_+(?=\s|$)/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/:[a-z_]+:|\p{Extended_Pictographic}\uFE0F?/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** At least five words, mostly letters: leaves out signatures, lists of options, other languages, what only leads to more (`:`, `?`), and requests for money. */
function isEnglishText(passage: string): boolean {
  if (/[?:]$|\b(sponsor|donat)/i.test(passage)) return false;
  if (passage.split(' ').filter((word) => /^[a-z'’-]{2,}[.,:;!?)]*$/i.test(word)).length < 5) return false;
  return (passage.match(/[a-z ,.]/gi)?.length ?? 0) / passage.length > 0.85;
}
