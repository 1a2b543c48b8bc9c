import { z } from 'zod'
import { UsageError } from '../usage.ts'
import { insidePath, isMarkdown, type TutorialFiles } from './tutorial-files.ts'

/** One page of a tutorial, in the order that its manifest gives. */
interface TutorialPage {
  readonly path: string
  readonly label: string
  readonly summary?: string
}

export interface Manifest {
  readonly label: string
  readonly pages: readonly TutorialPage[]
}

interface Node {
  readonly label: string
  readonly type?: string | undefined
  readonly summary?: string | undefined
  readonly args?: { readonly path?: string | undefined } | undefined
  readonly children?: readonly Node[] | undefined
}

/**
 * A node of `manifest.json`. Older tutorials name their children instead of listing them.
 *
 * Source: https://github.com/RedisInsight/Tutorials (README, "Manifest").
 */
const node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    label: z.string().max(200),
    type: z.string().optional(),
    summary: z.string().max(1_000).optional(),
    args: z.object({ path: z.string().max(500).optional() }).optional(),
    children: z
      .union([z.array(node), z.record(z.string(), node).transform(Object.values<Node>)])
      .optional(),
  }),
)

const DEEPEST = 10

/** The pages of a tutorial; without a manifest every Markdown file is one. Throws {@link UsageError}. */
export function readManifest(files: TutorialFiles, name: string): Manifest {
  const text = files.get('manifest.json')
  if (text === undefined) return { label: name, pages: pagesWithoutManifest(files) }
  const root = node.safeParse(parseJson(text))
  if (!root.success) {
    const [issue] = root.error.issues
    throw new UsageError(
      `manifest.json: ${issue?.path.join('.') || 'its first node'}: ${issue?.message ?? ''}.`,
    )
  }
  return { label: root.data.label, pages: pagesOf(root.data, files) }
}

function parseJson(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes)
  assertShallow(text)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UsageError(
      `manifest.json is no JSON: ${cause instanceof Error ? cause.message : ''}.`,
    )
  }
}

/** A manifest of a million brackets is an attack on whoever walks it. */
function assertShallow(text: string): void {
  let depth = 0
  for (const [bracket] of text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '').matchAll(/[[{}\]]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1
    if (depth > DEEPEST * 3) throw new UsageError('manifest.json is nested too deeply.')
  }
}

function pagesOf(root: Node, files: TutorialFiles): TutorialPage[] {
  return (root.children ?? []).flatMap((child): TutorialPage[] => {
    const { label, summary, args } = child
    if (child.children !== undefined) return pagesOf(child, files)
    if (args?.path === undefined) return []
    const path = insidePath('', args.path)
    if (path === undefined || !files.has(path)) {
      throw new UsageError(`manifest.json: "${label}" leads to ${args.path}, which is not there.`)
    }
    return [{ path, label, ...(summary === undefined ? {} : { summary }) }]
  })
}

/** Folders and files that start with `_` or `.` hold pictures and data. */
function pagesWithoutManifest(files: TutorialFiles): TutorialPage[] {
  return [...files.keys()]
    .filter((path) => isMarkdown(path) && !path.split('/').some((part) => /^[._]/.test(part)))
    .map((path) => ({
      path,
      label: (path.split('/').at(-1) ?? path).replace(/\.[^.]*$/, '').replaceAll(/[-_]+/g, ' '),
    }))
}

/** `manifest.json` for these pages, all in one group. */
export function writeManifest(manifest: Manifest): string {
  const children = manifest.pages.map(({ path, label, summary }) => ({
    type: 'internal-link',
    id: path.replace(/\.md$/, ''),
    label,
    ...(summary === undefined ? {} : { summary }),
    args: { path: `/${path}` },
  }))
  const root = { type: 'group', id: 'keyspace', label: manifest.label, children }
  return `${JSON.stringify(root, undefined, 2)}\n`
}
