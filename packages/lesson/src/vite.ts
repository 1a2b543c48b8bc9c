import { join, relative, resolve } from 'node:path'
import type { Plugin, ViteDevServer, WebSocketClient } from 'vite'
import { catalogLoader, problemLine, type Problem } from './catalog/index.ts'
import { readGlossary } from './glossary/index.ts'
import { courseTags } from './vite/course-tags.ts'
import { liveCatalog, structureOf, type LiveCatalog } from './vite/live-catalog.ts'
import { onceSettled } from './vite/settled.ts'
import { forPage, moduleText, quizzesOf, type PageContent } from './vite/page-modules.ts'
import type {} from './virtual-events.ts'

export { withExcerpts } from './vite/live-catalog.ts'
export { onceSettled } from './vite/settled.ts'

/** Rollup's sign that a module is not a file. */
const RESOLVED = '\0'

export interface LessonPluginOptions {
  /** The folder with `course.yaml`, from Vite's root. */
  readonly dir?: string
}

/**
 * Gives the application the course's map (`virtual:keyspace-course`), one chunk for each language, and its
 * lessons, one chunk for each lesson and language (`virtual:keyspace-lessons`). A broken lesson fails the build with
 * file:line:column and the mend. In development drafts are there too, an edited lesson is sent to the
 * open page without a reload, and what is wrong is sent as `keyspace:problems`.
 */
export function keyspaceLessons({ dir = '../../lessons' }: LessonPluginOptions = {}): Plugin {
  let folder = ''
  let isBuild = true
  let base = '/'
  let load = (): Promise<PageContent> => Promise.reject(new Error('Vite has no config yet'))
  let live = (): Promise<LiveCatalog> => Promise.reject(new Error('Vite has no config yet'))
  let pending: Promise<PageContent> | undefined

  return {
    name: 'keyspace-lessons',
    configResolved(config) {
      folder = resolve(config.root, dir)
      isBuild = config.command === 'build'
      base = config.base
      load = soundContent(folder)
      live = liveCatalog(folder, catalogLoader(folder, { forAuthors: true }))
    },
    buildStart() {
      if (isBuild) pending = undefined
    },
    resolveId(id) {
      const isOurs = id.startsWith('virtual:keyspace-')
      return isOurs ? `${RESOLVED}${id}` : undefined
    },
    async load(id) {
      if (!id.startsWith(`${RESOLVED}virtual:keyspace-`)) return undefined
      pending ??= isBuild ? load() : live()
      const content = await pending
      if (isBuild) this.addWatchFile(join(folder, 'course.yaml'))
      return moduleText(id.slice(RESOLVED.length), content)
    },
    transformIndexHtml: (_, { bundle }) => (bundle === undefined ? [] : courseTags(bundle, base)),
    configureServer(server) {
      server.watcher.add(folder)
      let shown = live()
      pending = shown
      server.ws.on('keyspace:hello', (_: unknown, page: WebSocketClient) => {
        void shown.then(({ problems }) => page.send('keyspace:problems', problems))
      })
      const look = () => {
        shown = shown.then(
          async (before) => {
            const now = await live()
            tell(server, before, now)
            return now
          },
          () => live(),
        )
        pending = shown
        shown.catch((cause: unknown) => server.config.logger.error(String(cause)))
      }
      const { changed } = onceSettled(look)
      const update = (file: string) => {
        if (relative(folder, file).startsWith('..')) return
        invalidate(server)
        pending = undefined
        changed()
      }
      for (const event of ['add', 'change', 'unlink'] as const) server.watcher.on(event, update)
    },
  }
}

/** The course with its glossary, or an error that names every problem. */
function soundContent(folder: string): () => Promise<PageContent> {
  const load = catalogLoader(folder)
  return async () => {
    const loaded = await load()
    if (!loaded.ok) throw new Error(report(loaded.problems))
    const { course, lessons } = loaded.catalog
    return { course, lessons, glossary: await readGlossary(folder, 'glossary.yaml', lessons) }
  }
}

function report(problems: readonly Problem[]): string {
  const lines = problems.filter(({ severity }) => severity === 'error').map(problemLine)
  return ['The lessons have errors:', ...lines].join('\n')
}

/** Sends an open page what differs; what it cannot take in reloads it. */
function tell(server: ViteDevServer, before: LiveCatalog, now: LiveCatalog): void {
  if (structureOf(before) !== structureOf(now)) server.ws.send({ type: 'full-reload' })
  for (const lesson of now.lessons) {
    if (before.lessons.includes(lesson)) continue
    const edited = { lesson: forPage(lesson, now), quizzes: quizzesOf(lesson) }
    server.ws.send('keyspace:lesson', edited)
  }
  server.ws.send('keyspace:problems', now.problems)
}

function invalidate({ moduleGraph }: ViteDevServer): void {
  for (const [id, module] of moduleGraph.idToModuleMap) {
    if (id.startsWith(`${RESOLVED}virtual:keyspace-`)) moduleGraph.invalidateModule(module)
  }
}
