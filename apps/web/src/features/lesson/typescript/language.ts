import type { EditorLanguage, Monaco } from '../../../ui/editor/editor-language.ts'

const KEYWORDS =
  'abstract as async await break case catch class const constructor continue declare default delete do else enum export extends finally for from function get if implements import in instanceof interface is keyof let namespace new of override private protected public readonly return satisfies set static super switch this throw try type typeof var void while yield true false null undefined'

/** Its tokens. Monaco's own TypeScript brings the whole of Monaco with it. */
const TOKENS: Parameters<Monaco['languages']['setMonarchTokensProvider']>[1] = {
  keywords: KEYWORDS.split(' '),
  tokenizer: {
    root: [
      [/\/\/.*$/, 'comment'],
      [/\/\*/, 'comment', '@comment'],
      [/`/, 'string', '@template'],
      [/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/, 'string'],
      [/\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?n?/, 'number'],
      [/[A-Z][\w$]*/, 'type.identifier'],
      [/[a-z_$][\w$]*/, { cases: { '@keywords': 'keyword', '@default': 'identifier' } }],
    ],
    comment: [
      [/\*\//, 'comment', '@pop'],
      [/[^*]+|\*/, 'comment'],
    ],
    template: [
      [/\$\{/, { token: 'delimiter', next: '@embedded' }],
      [/`/, 'string', '@pop'],
      [/\\.|[^`$\\]+|\$/, 'string'],
    ],
    embedded: [[/\}/, { token: 'delimiter', next: '@pop' }], { include: 'root' }],
  },
}

/** TypeScript in the editor; what knows types comes with the editor, TypeScript itself when it is first asked. */
export const TYPESCRIPT: EditorLanguage = {
  id: 'typescript',
  register: async (monaco) => {
    const { languages } = monaco
    languages.register({ id: 'typescript' })
    languages.setMonarchTokensProvider('typescript', TOKENS)
    languages.setLanguageConfiguration('typescript', {
      comments: { lineComment: '//', blockComment: ['/*', '*/'] },
      brackets: [
        ['{', '}'],
        ['[', ']'],
        ['(', ')'],
      ],
      autoClosingPairs: ['{}', '[]', '()', '""', "''", '``'].map((pair) => ({
        open: pair.charAt(0),
        close: pair.charAt(1),
      })),
    })
    const [{ offerTypes }, { watchTypes }] = await Promise.all([
      import('./offer-types.ts'),
      import('./watch-types.ts'),
    ])
    offerTypes(monaco)
    watchTypes(monaco)
  },
}
