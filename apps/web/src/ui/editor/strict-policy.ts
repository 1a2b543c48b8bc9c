import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker'
import { LANGUAGE_WORKERS } from './language-workers.ts'

/*
 * Monaco writes lines as HTML with style attributes, which `style-src 'self'` forbids. So they travel
 * as data and are set where scripts may set them: on the element. (Its style elements: see
 * adopted-styles.ts.) Loaded before the editor, which reads MonacoEnvironment as it starts.
 */

const ATTRIBUTE = 'data-laid-out'

window.MonacoEnvironment = {
  getWorker: (_moduleId, label) => LANGUAGE_WORKERS.get(label)?.() ?? new EditorWorker(),
  createTrustedTypesPolicy: (name, policy) => {
    const createHTML = policy?.createHTML
    if (createHTML === undefined) return { name, ...policy }
    return { name, ...policy, createHTML: (text) => withoutStyleAttributes(createHTML(text)) }
  },
}

/** Attributes only: in text, `<` is written as `&lt;`, so a tag is a tag. */
function withoutStyleAttributes(html: string): string {
  return html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/ style=/g, ` ${ATTRIBUTE}=`))
}

function layOut(root: Element): void {
  const found = [...root.querySelectorAll<HTMLElement>(`[${ATTRIBUTE}]`)]
  if (root instanceof HTMLElement && root.hasAttribute(ATTRIBUTE)) found.push(root)
  for (const element of found) {
    // What the editor has set by itself meanwhile is newer.
    element.style.cssText = `${element.getAttribute(ATTRIBUTE) ?? ''};${element.style.cssText}`
    element.removeAttribute(ATTRIBUTE)
  }
}

/** Sets the styles of what Monaco writes below the element, before it is painted. The result stops it. */
export function layOutBelow(element: HTMLElement): () => void {
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element) layOut(node)
    }
  })
  observer.observe(element, { childList: true, subtree: true })
  return () => observer.disconnect()
}
