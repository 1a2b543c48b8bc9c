import type { EditorLanguage, Monaco } from './editor-language.ts'

let loading: Promise<Monaco> | undefined
const registered = new Map<string, Promise<void>>()

/** Monaco with the language known to it; loads it when that is asked for the first time. */
export async function loadMonaco(language: EditorLanguage): Promise<Monaco> {
  loading ??= import('./monaco.ts').catch((error: unknown) => {
    loading = undefined
    throw error
  })
  const monaco = await loading
  const known = registered.get(language.id) ?? Promise.resolve(language.register(monaco))
  registered.set(language.id, known)
  await known
  return monaco
}
