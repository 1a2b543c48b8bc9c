/** Where the page is; everything that is not another page is `not-found`. */
export type Route =
  | { readonly name: 'course' }
  | { readonly name: 'lesson'; readonly slug: string }
  | { readonly name: 'lab'; readonly visualizer: string }
  | { readonly name: 'task'; readonly id: string }
  | { readonly name: 'certificate'; readonly code: string }
  /** In a frame of another site; without a slug a terminal alone. */
  | { readonly name: 'embed'; readonly slug: string | null }
  | { readonly name: 'progress' }
  | { readonly name: 'glossary' }
  | { readonly name: 'not-found' }

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/** The route of a path such as `/lessons/r1`; a slash at its end does not matter. */
export function matchRoute(path: string): Route {
  const parts = path.split('/').filter((part) => part !== '')
  const [first, second] = parts
  if (first === undefined) return { name: 'course' }
  if (first === 'glossary' && parts.length === 1) return { name: 'glossary' }
  if (first === 'progress' && parts.length === 1) return { name: 'progress' }
  if (first === 'lessons' && second !== undefined && parts.length === 2) {
    const slug = decoded(second)
    if (slug !== undefined) return { name: 'lesson', slug }
  }
  if (first === 'lab' && second !== undefined && parts.length === 2) {
    return { name: 'lab', visualizer: second }
  }
  if (first === 'tasks' && second !== undefined && parts.length === 2) {
    const id = decoded(second)
    if (id !== undefined) return { name: 'task', id }
  }
  if (first === 'certificates' && second !== undefined && parts.length === 2) {
    const code = decoded(second)
    if (code !== undefined) return { name: 'certificate', code }
  }
  if (first === 'embed') return embedded(parts)
  return { name: 'not-found' }
}

function embedded([, what, name, ...more]: readonly string[]): Route {
  if (what === 'console' && name === undefined) return { name: 'embed', slug: null }
  const slug = what === 'lessons' && more.length === 0 ? decoded(name ?? '') : undefined
  return slug === undefined || slug === '' ? { name: 'not-found' } : { name: 'embed', slug }
}
