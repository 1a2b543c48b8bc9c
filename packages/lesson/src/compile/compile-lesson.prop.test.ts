import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileLesson } from './index.ts'
import { lettersOf, textOf } from './testing/text-of.ts'

/** Pieces of Markdown around a word, as lessons in the wild put them together. */
const PIECES: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => `${word}\ncontinued`,
  (word) => `# ${word}`,
  (word) => `### 4. ${word}`,
  (word) => `### 4. Практика (${word})`,
  (word) => `## Theory: ${word}`,
  (word) => `#### ${word} {#theory}`,
  (word) => `${word}\n---`,
  (word) => `${word}\n\n---\n\n${word}`,
  (word) => `- ${word}\n  - [ ] ${word}\n- plain`,
  (word) => `- [ ] ${word}\n\n  ${word}\n\n  \`\`\`py\n  ${word} = ___FILL___\n  \`\`\``,
  (word) => `1. ${word}\n\n   \`\`\`sh\n   ${word}\n   \`\`\`\n2. [x] ${word}`,
  (word) => `> ${word}\n> - ${word}\n>   ~~~\n>   ${word}\n>   ~~~`,
  (word) => `> [!TIP]\n> ${word}`,
  (word) => `> [!ODD]\n> ${word}`,
  (word) => `<details>\n<summary>${word}</summary>\n\n${word}\n</details>`,
  (word) => `<details><summary>a</summary>${word}</details>`,
  (word) => `<details>\n${word}`,
  (word) => `</details>\n${word}`,
  (word) => `\`\`\`py\n${word}\n---\n# ${word}\n\`\`\``,
  (word) => `\`\`\`redis run\n> GET ${word}\n"${word}"\n\`\`\``,
  (word) => `\`\`\`py tab="a"\n${word}\n\`\`\`\n\`\`\`js tab="b"\n${word}\n\`\`\``,
  (word) => `\`\`\`\n${word}`,
  (word) => `\t${word}`,
  (word) => `| a | b |\n|---|---|\n| ${word}<br>${word} | [${word}](./gone.md) |`,
  (word) => `<div>${word}</div>`,
  (word) => `[${word}](http://a.example) ![${word}](b.png) <${word}>`,
  (word) => `[^1]: ${word}`,
  (word) => `**${word}** \`${word}\` ${word}<br>${word}`,
]

const lesson = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.boolean()), { minLength: 1, maxLength: 12 })
  .map((pieces) => {
    const words = pieces.map((_, index) => `word${index}x`)
    const text = pieces.map(
      ([piece, isApart], index) => piece(words[index] ?? '') + (isApart ? '\n' : ''),
    )
    return { words, source: text.join('\n') }
  })

describe('compileLesson', () => {
  it('shows every word of whatever was put together', () => {
    fc.assert(
      fc.property(lesson, ({ words, source }) => {
        const result = compileLesson({ slug: 'a', lang: 'en', file: 'a.md', source })
        // Only a transcript that shows its error unannounced, or the like, may fail; none is here.
        if (!result.ok) throw new Error(JSON.stringify(result.problems))
        const shown = lettersOf(textOf(result.lesson))
        for (const word of words) expect(shown).toContain(word)
      }),
      { numRuns: 300 },
    )
  })

  it('never throws, and every problem is inside the text', () => {
    const noise = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.constantFrom(
          '---\n',
          '```redis run\n',
          '> ',
          '```yaml check id=a\n',
          '<details>',
          '</details>',
        ),
        fc.constantFrom(
          'say: {{\n',
          '- [ ] ',
          '\n',
          '\r',
          '# ',
          '| a |\n|---|\n',
          '&a *a ',
          '![',
          '](',
          '___FILL',
        ),
      ),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(noise, (pieces) => {
        const source = pieces.join('')
        const { problems } = compileLesson({ slug: 'a', lang: 'ru', file: 'a.md', source })
        for (const { line, column, span } of problems) {
          expect(line).toBeGreaterThan(0)
          expect(column).toBeGreaterThan(0)
          expect(span.start).toBeGreaterThanOrEqual(0)
          expect(span.end).toBeLessThanOrEqual(Math.max(1, source.length))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('lets no script, style or foreign load into its HTML', () => {
    const hostile = fc.array(
      fc.oneof(
        fc.string({ unit: 'grapheme-ascii', maxLength: 8 }),
        fc.constantFrom(
          '<script>',
          '<img src=x onerror=alert(1)>',
          '"><svg onload=a>',
          "' onclick='a",
          '<style>',
        ),
        fc.constantFrom(
          '[a](javascript:a)',
          '![a](http://b.example/"onload=a)',
          '[a](http://b" onclick="c)',
          '`',
          '\n',
        ),
        fc.constantFrom(
          '<details open="" onclick="a">',
          '<summary>',
          '<a href="x">',
          '<http://a.example/"b>',
          '```html\n',
        ),
      ),
      { maxLength: 30 },
    )
    const tag =
      /<(?!\/?(?:p|ul|ol|li|strong|em|s|code|pre|table|thead|tbody|tr|th|td|blockquote|hr|br|a|span|h[1-6]|details|summary)[\s>])/
    const attribute =
      /<[a-z0-9]+(?:\s+(?!(?:class|href|target|rel|title|start|data-blank|data-open)=)[^\s>]+)/
    fc.assert(
      fc.property(hostile, (pieces) => {
        const source = `# A\n\n${pieces.join('')}`
        const result = compileLesson({ slug: 'a', lang: 'en', file: 'a.md', source })
        const blocks = result.ok ? result.lesson.sections : []
        const html = htmlOf(blocks)
        for (const piece of html) {
          expect(piece).not.toMatch(tag)
          expect(piece.replaceAll(/="[^"]*"/g, '=""')).not.toMatch(attribute)
          expect(piece).not.toMatch(/(?:href)="\s*(?:javascript|data|vbscript):/i)
        }
      }),
      { numRuns: 500 },
    )
  })
})

/** Every string under a key that ends with `html`, wherever it is. */
function htmlOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(htmlOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    if (typeof inner === 'string') return /html$/i.test(key) ? [inner] : []
    return /html$/i.test(key) && Array.isArray(inner)
      ? inner.filter((item) => typeof item === 'string')
      : htmlOf(inner)
  })
}
