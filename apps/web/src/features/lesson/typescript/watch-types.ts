import type { editor } from 'monaco-editor/esm/vs/editor/editor.api.js'
import { watch } from 'vue'
import { locale } from '../../../i18n/index.ts'
import type { Monaco } from '../../../ui/editor/editor-language.ts'
import { askTypes, stopTypes } from './ask-types.ts'

const OWNER = 'typescript'
/** Who types is not told of a mistake in the middle of a word. */
const QUIET_MS = 400

/** Marks what TypeScript finds wrong, in each editor from its first focus on. */
export function watchTypes(monaco: Monaco): void {
  const watched = new Map<editor.ITextModel, () => void>()

  monaco.editor.onDidCreateEditor((view) => {
    view.onDidFocusEditorText(() => {
      const model = view.getModel()
      if (model?.getLanguageId() !== 'typescript' || watched.has(model)) return
      watched.set(model, watchModel(monaco, model))
    })
  })
  monaco.editor.onWillDisposeModel((model) => {
    watched.get(model)?.()
    watched.delete(model)
    if (watched.size === 0) stopTypes()
  })
}

function watchModel(monaco: Monaco, model: editor.ITextModel): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = async (): Promise<void> => {
    const version = model.getVersionId()
    const problems = await askTypes('problems', model.getValue())
    if (problems === null || model.isDisposed() || model.getVersionId() !== version) return
    const markers = problems.map(({ message, start, end }) => {
      const { startLineNumber, startColumn, endLineNumber, endColumn } = rangeOf(
        monaco,
        model,
        start,
        end,
      )
      const severity = monaco.MarkerSeverity.Error
      return { message, severity, startLineNumber, startColumn, endLineNumber, endColumn }
    })
    monaco.editor.setModelMarkers(model, OWNER, markers)
  }
  const typing = model.onDidChangeContent(() => {
    clearTimeout(timer)
    timer = setTimeout(() => void look(), QUIET_MS)
  })
  const stopLocale = watch(locale, () => void look())
  void look()
  return () => {
    clearTimeout(timer)
    typing.dispose()
    stopLocale()
  }
}

/** Monaco's range of two offsets. */
export function rangeOf(
  { Range }: Monaco,
  model: editor.ITextModel,
  start: number,
  end: number,
): InstanceType<Monaco['Range']> {
  return Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end))
}
