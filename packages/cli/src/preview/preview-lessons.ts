import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onceSettled, withExcerpts } from '@keyspace/lesson/vite'
import { createServer, type ViteDevServer } from 'vite'
import type { Terminal } from '../terminal.ts'
import { EXIT, MissingPart, UsageError, type Exit } from '../usage.ts'
import { launchApi } from './launch-api.ts'
import type { PreviewOptions } from './options.ts'
import { openEditProver, type EditProver } from './prove-edits.ts'

const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url))

/**
 * `keyspace lesson preview`: the real page on real sandboxes, which follows every edit, until
 * somebody presses Ctrl-C. Throws {@link UsageError} and {@link MissingPart}.
 */
export async function previewLessons(options: PreviewOptions, terminal: Terminal): Promise<Exit> {
  const folder = resolve(terminal.cwd, options.lessons)
  if (!existsSync(join(folder, 'course.yaml'))) {
    throw new UsageError(
      `There is no course.yaml in ${options.lessons}. Name its folder with --lessons.`,
    )
  }
  const ending = new AbortController()
  const parts: { readonly close: () => Promise<unknown> }[] = []
  try {
    const api = await launchApi(REPOSITORY, folder)
    parts.push({ close: api.stop })
    const prover = await openProver(folder)
    parts.push(prover)
    const page = await openPage(folder, api.url, options.port)
    parts.push(page)
    followEdits(page, { prover, folder, slug: options.slug, ending: ending.signal })
    const [origin = ''] = page.resolvedUrls?.local ?? []
    const path = options.slug === undefined ? '' : `lessons/${options.slug}`
    terminal.out(`Preview: ${origin}${path}\nSave a lesson and the page follows. Ctrl-C ends it.\n`)
    await terminal.interrupted()
    return EXIT.ok
  } finally {
    ending.abort()
    for (const part of parts.toReversed()) await part.close()
  }
}

/** On one engine, so that the page need not wait for its turn: a real redis-server where there is one. */
async function openProver(folder: string): Promise<EditProver> {
  const on = { folder, trustCode: false }
  try {
    return await openEditProver({ ...on, engines: ['dedicated'] })
  } catch (cause) {
    if (!(cause instanceof MissingPart)) throw cause
    return openEditProver({ ...on, engines: ['embedded'] })
  }
}

async function openPage(folder: string, api: string, port: number): Promise<ViteDevServer> {
  const root = join(REPOSITORY, 'apps/web')
  // What apps/web/vite.config.ts reads.
  process.env['API_URL'] = api
  process.env['LESSONS_DIR'] = relative(root, folder)
  const page = await createServer({
    root,
    configFile: join(root, 'vite.config.ts'),
    configLoader: 'native',
    logLevel: 'warn',
    server: { port, strictPort: port !== 0, host: '127.0.0.1' },
  })
  try {
    return await page.listen()
  } catch (cause) {
    await page.close()
    throw new MissingPart(
      `The page cannot listen on port ${port}: ${cause instanceof Error ? cause.message : String(cause)}. Choose another with --port.`,
      { cause },
    )
  }
}

interface Following {
  readonly prover: EditProver
  readonly folder: string
  readonly slug: string | undefined
  /** What fails after it fails because everything ends. */
  readonly ending: AbortSignal
}

/** Proves each edit while the page already shows it. */
function followEdits(page: ViteDevServer, { prover, folder, slug, ending }: Following): void {
  let shown: Awaited<ReturnType<typeof withExcerpts>> = []
  const show = (): void => page.ws.send('keyspace:proofs', shown)
  const proveAndShow = async (): Promise<void> => {
    for await (const { proved } of prover.prove(slug)) {
      shown = await withExcerpts(folder, proved)
      show()
    }
  }
  let proving = Promise.resolve()
  const prove = (): void => {
    proving = proving.then(proveAndShow).catch((cause: unknown) => {
      if (!ending.aborted) page.config.logger.error(String(cause))
    })
  }
  prove()
  page.ws.on('keyspace:hello', show)
  // The page comes first; a lesson is run when its author has paused.
  const { changed } = onceSettled(prove, { soonMs: 60, quietMs: 200 })
  const onEdit = (file: string): void => {
    if (!relative(folder, file).startsWith('..')) changed()
  }
  for (const event of ['add', 'change', 'unlink'] as const) page.watcher.on(event, onEdit)
}
