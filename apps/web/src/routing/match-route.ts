/** Where the page is; everything that is not another page is `not-found`. */
export type Route =
  | { readonly name: 'course' }
  | { readonly name: 'lesson'; readonly slug: string }
  | { readonly name: 'lab'; readonly visualizer: string }
  | { readonly name: 'certificate'; readonly code: string }
  | { readonly name: 'progress' }
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
  if (first === 'progress' && parts.length === 1) return { name: 'progress' }
  if (first === 'lessons' && second !== undefined && parts.length === 2) {
    const slug = decoded(second)
    if (slug !== undefined) return { name: 'lesson', slug }
  }
  if (first === 'lab' && second !== undefined && parts.length === 2) {
    return { name: 'lab', visualizer: second }
  }
  if (first === 'certificates' && second !== undefined && parts.length === 2) {
    const code = decoded(second)
    if (code !== undefined) return { name: 'certificate', code }
  }
  return { name: 'not-found' }
}
