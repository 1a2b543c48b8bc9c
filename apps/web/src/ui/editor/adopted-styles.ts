/*
 * Stands in for Monaco's base/browser/domStylesheets.js (see vite.config.ts): the same functions,
 * but with constructed style sheets, which a content security policy without inline styles allows.
 */

/** What Monaco uses of a style element. */
interface StyleHandle {
  textContent: string
  className: string
  readonly sheet: CSSStyleSheet
  remove(): void
}

interface Disposables {
  add(disposable: { dispose(): void }): unknown
}

class AdoptedStyle implements StyleHandle {
  className = ''
  readonly sheet = new CSSStyleSheet()
  #text = ''

  constructor() {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet]
  }

  get textContent(): string {
    return this.#text
  }

  set textContent(text: string) {
    this.#text = text
    this.sheet.replaceSync(text)
  }

  remove(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== this.sheet)
  }
}

let shared: StyleHandle | undefined

function sharedStyle(): StyleHandle {
  shared ??= new AdoptedStyle()
  return shared
}

export function createStyleSheet(
  _container?: HTMLElement,
  beforeAppend?: (style: StyleHandle) => void,
  disposables?: Disposables,
): StyleHandle {
  const style = new AdoptedStyle()
  beforeAppend?.(style)
  disposables?.add({ dispose: () => style.remove() })
  return style
}

export function createCSSRule(selector: string, css: string, style = sharedStyle()): void {
  if (css !== '') style.sheet.insertRule(`${selector} {${css}}`, 0)
}

export function removeCSSRulesContainingSelector(name: string, style = sharedStyle()): void {
  const rules = [...style.sheet.cssRules]
  for (let at = rules.length - 1; at >= 0; at -= 1) {
    const rule = rules[at]
    if (rule instanceof CSSStyleRule && rule.selectorText.includes(name)) style.sheet.deleteRule(at)
  }
}
