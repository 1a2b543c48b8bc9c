import type { HtmlTagDescriptor, Rolldown } from 'vite'
import { COURSE } from './page-modules.ts'

/**
 * Names the course's chunk of each language in the head of the page (`<meta name="course-en">`), so that
 * a script there can ask for the reader's own before the application, which needs it first, has come.
 */
export function courseTags(bundle: Rolldown.OutputBundle, base: string): HtmlTagDescriptor[] {
  return (['en', 'ru'] as const).flatMap((lang) => {
    const chunk = Object.values(bundle).find(
      (one) => one.type === 'chunk' && one.facadeModuleId?.endsWith(`${COURSE}/${lang}`),
    )
    if (chunk === undefined) return []
    const attrs = { name: `course-${lang}`, content: `${base}${chunk.fileName}` }
    return [{ tag: 'meta', attrs, injectTo: 'head-prepend' as const }]
  })
}
