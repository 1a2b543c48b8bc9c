import type { Monaco } from './editor-language.ts'

/** Token kinds and the role of our tokens that each wears. */
const TOKENS: Readonly<Record<string, string>> = {
  '': 'ink',
  comment: 'ink-faint',
  string: 'type-string',
  'string.escape': 'type-stream',
  number: 'type-zset',
  keyword: 'accent',
  delimiter: 'ink-muted',
  operator: 'ink-muted',
  type: 'type-list',
  predefined: 'type-list',
  variable: 'ink',
  namespace: 'type-hash',
}

const COLORS: Readonly<Record<string, string>> = {
  'editor.background': 'surface',
  'editor.foreground': 'ink',
  'editorCursor.foreground': 'accent',
  'editorLineNumber.foreground': 'ink-faint',
  'editorLineNumber.activeForeground': 'ink',
  'editorGutter.background': 'surface',
  'editor.selectionBackground': 'accent-soft',
  'editor.lineHighlightBackground': 'surface-sunken',
  'editor.lineHighlightBorder': 'surface-sunken',
  'editorBracketMatch.background': 'accent-soft',
  'editorBracketMatch.border': 'accent',
  'editorBracketHighlight.foreground1': 'ink-muted',
  'editorBracketHighlight.foreground2': 'ink-muted',
  'editorBracketHighlight.foreground3': 'ink-muted',
  'editorBracketHighlight.unexpectedBracket.foreground': 'error',
  'editorError.foreground': 'error',
  'editorWarning.foreground': 'warn',
  'editorInfo.foreground': 'accent',
  'editorWidget.background': 'surface-raised',
  'editorWidget.foreground': 'ink',
  'editorWidget.border': 'line-strong',
  'editorHoverWidget.background': 'surface-raised',
  'editorHoverWidget.foreground': 'ink',
  'editorHoverWidget.border': 'line-strong',
  'editorSuggestWidget.background': 'surface-raised',
  'editorSuggestWidget.foreground': 'ink',
  'editorSuggestWidget.border': 'line-strong',
  'editorSuggestWidget.selectedBackground': 'accent-soft',
  'editorSuggestWidget.selectedForeground': 'ink',
  'editorSuggestWidget.highlightForeground': 'accent',
  'editorSuggestWidget.focusHighlightForeground': 'accent',
  'list.hoverBackground': 'surface-sunken',
  'list.focusHighlightForeground': 'accent',
  'list.highlightForeground': 'accent',
  'input.background': 'surface',
  'input.foreground': 'ink',
  'input.border': 'line-strong',
  focusBorder: 'focus',
  'scrollbarSlider.background': 'line-strong',
  'widget.shadow': 'line',
}

/** In high contrast what is chosen has an edge, for it has no background. */
const FORCED: Readonly<Record<string, string>> = { contrastActiveBorder: 'focus' }

function isForced(): boolean {
  return window.matchMedia('(forced-colors: active)').matches
}

/** A role's colour as the page shows it now, as `#rrggbb`. */
function shownColour(role: string): string {
  const probe = document.createElement('i')
  probe.style.color = `var(--${role})`
  // High contrast would give every role one colour.
  probe.className = 'own-colours'
  document.body.append(probe)
  const parts = getComputedStyle(probe).color.match(/\d+/g) ?? []
  probe.remove()
  return parts
    .slice(0, 3)
    .reduce((hex, part) => hex + Number(part).toString(16).padStart(2, '0'), '#')
}

function isDark(): boolean {
  const shown = document.documentElement.dataset['theme']
  if (shown === 'dark' || shown === 'light') return shown === 'dark'
  return window.matchMedia('(prefers-color-scheme: dark)').matches
}

/** The editor in the colours that the page has now. */
function showTheme({ editor }: Monaco): void {
  editor.defineTheme('keyspace', {
    base: isDark() ? 'vs-dark' : 'vs',
    inherit: false,
    rules: Object.entries(TOKENS).map(([token, role]) => ({
      token,
      foreground: shownColour(role).slice(1),
    })),
    colors: Object.fromEntries(
      Object.entries({ ...COLORS, ...(isForced() ? FORCED : {}) }).map(([name, role]) => [
        name,
        shownColour(role),
      ]),
    ),
  })
  editor.setTheme('keyspace')
}

/** Follows the page from light to dark and back. The result ends it. */
export function followTheme(monaco: Monaco): () => void {
  const show = (): void => showTheme(monaco)
  const system = window.matchMedia('(prefers-color-scheme: dark)')
  const observer = new MutationObserver(show)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  system.addEventListener('change', show)
  show()
  return () => {
    observer.disconnect()
    system.removeEventListener('change', show)
  }
}
