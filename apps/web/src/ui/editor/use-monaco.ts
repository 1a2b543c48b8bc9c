import { onBeforeUnmount, ref, shallowRef, watch, watchEffect, type Ref } from 'vue'
import type { editor } from 'monaco-editor/esm/vs/editor/editor.api.js'
import { followTheme } from './editor-theme.ts'
import type { EditorLanguage, EditorMarker, Monaco } from './editor-language.ts'
import { loadMonaco } from './load-monaco.ts'

const LINE_HEIGHT = 20
const PADDING = 12

interface MonacoOptions {
  readonly isWanted: () => boolean
  readonly language: EditorLanguage
  readonly text: Ref<string>
  readonly label: () => string
  readonly markers: () => readonly EditorMarker[]
  readonly readonly: () => boolean
  readonly breakpoints: () => readonly number[] | null
  readonly currentLine: () => number | null
  readonly lines: () => { readonly min: number; readonly max: number }
  readonly onMargin: (line: number) => void
}

interface Open {
  readonly monaco: Monaco
  readonly view: editor.IStandaloneCodeEditor
  readonly close: () => void
}

type MonacoState = 'idle' | 'loading' | 'ready' | 'failed'

/** An editor in the element while it is wanted; `failed` when it could not be loaded. */
export function useMonaco(
  place: Readonly<Ref<HTMLElement | null>>,
  options: MonacoOptions,
): Readonly<Ref<MonacoState>> {
  const state = ref<MonacoState>('idle')
  const open = shallowRef<Open | null>(null)
  let isLeft = false

  async function start(element: HTMLElement): Promise<void> {
    state.value = 'loading'
    const monaco = await loadMonaco(options.language).catch(() => null)
    if (monaco === null) {
      state.value = 'failed'
      return
    }
    if (isLeft || !options.isWanted()) {
      state.value = 'idle'
      return
    }
    open.value = create(monaco, element, options)
    state.value = 'ready'
  }

  watch(
    [place, options.isWanted] as const,
    ([element, isWanted]) => {
      if (element === null) return
      if (isWanted && open.value === null && state.value !== 'loading') void start(element)
      if (!isWanted && open.value !== null) {
        open.value.close()
        open.value = null
        state.value = 'idle'
      }
    },
    { immediate: true, flush: 'post' },
  )
  watchEffect(() => open.value && showMarkers(open.value, options.markers()))
  watchEffect(() => open.value?.view.updateOptions({ readOnly: options.readonly() }))
  watchEffect((onCleanup) => {
    const marks = open.value?.view.createDecorationsCollection(decorations(options))
    onCleanup(() => marks?.clear())
  })
  watch(options.text, (next) => {
    const model = open.value?.view.getModel()
    if (model && model.getValue() !== next) model.setValue(next)
  })
  watch(options.currentLine, (line) => {
    if (line !== null) open.value?.view.revealLineInCenterIfOutsideViewport(line)
  })
  onBeforeUnmount(() => {
    isLeft = true
    open.value?.close()
  })
  return state
}

function create(monaco: Monaco, element: HTMLElement, options: MonacoOptions): Open {
  const stopLayOut = monaco.layOutBelow(element)
  const stopTheme = followTheme(monaco)
  const font = getComputedStyle(element).getPropertyValue('--font-mono')
  const view = monaco.editor.create(element, {
    value: options.text.value,
    language: options.language.id,
    ariaLabel: options.label(),
    fontFamily: font,
    fontSize: 13,
    lineHeight: LINE_HEIGHT,
    padding: { top: PADDING, bottom: PADDING },
    minimap: { enabled: false },
    glyphMargin: options.breakpoints() !== null,
    folding: false,
    lineDecorationsWidth: 8,
    lineNumbersMinChars: 3,
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    scrollBeyondLastLine: false,
    scrollbar: { alwaysConsumeMouseWheel: false },
    automaticLayout: true,
    contextmenu: false,
    links: false,
    colorDecorators: false,
    wordBasedSuggestions: 'off',
    tabSize: 2,
    insertSpaces: true,
    detectIndentation: false,
    renderLineHighlight: 'none',
    wordWrap: 'on',
    wrappingIndent: 'indent',
    guides: { indentation: false },
    fixedOverflowWidgets: false,
    stickyScroll: { enabled: false },
    smoothScrolling: false,
    cursorBlinking: window.matchMedia('(prefers-reduced-motion: reduce)').matches
      ? 'solid'
      : 'blink',
  })
  const grow = (): void => {
    const { min, max } = options.lines()
    const bounds = [min, max].map((lines) => lines * LINE_HEIGHT + 2 * PADDING)
    const height = Math.min(bounds[1] ?? 0, Math.max(bounds[0] ?? 0, view.getContentHeight()))
    element.style.height = `${height}px`
  }
  const listeners = [
    view.onDidChangeModelContent(() => (options.text.value = view.getValue())),
    view.onDidContentSizeChange(grow),
    view.onMouseDown(({ target }) => {
      const isMargin =
        target.type === monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN ||
        target.type === monaco.editor.MouseTargetType.GUTTER_LINE_NUMBERS
      if (isMargin) options.onMargin(target.position.lineNumber)
    }),
  ]
  grow()
  return {
    monaco,
    view,
    close: () => {
      for (const listener of listeners) listener.dispose()
      view.getModel()?.dispose()
      view.dispose()
      stopTheme()
      stopLayOut()
    },
  }
}

function showMarkers({ monaco, view }: Open, markers: readonly EditorMarker[]): void {
  const model = view.getModel()
  if (model === null) return
  const severities = {
    error: monaco.MarkerSeverity.Error,
    warning: monaco.MarkerSeverity.Warning,
    info: monaco.MarkerSeverity.Info,
  }
  monaco.editor.setModelMarkers(
    model,
    'keyspace',
    markers.map(({ severity, message, line, column, endColumn }) => ({
      severity: severities[severity],
      message,
      startLineNumber: line,
      startColumn: column,
      endLineNumber: line,
      endColumn,
    })),
  )
}

function decorations(options: MonacoOptions): editor.IModelDeltaDecoration[] {
  const whole = (line: number) => ({
    startLineNumber: line,
    startColumn: 1,
    endLineNumber: line,
    endColumn: 1,
  })
  const current = options.currentLine()
  return [
    ...(options.breakpoints() ?? []).map((line) => ({
      range: whole(line),
      options: { glyphMarginClassName: 'break-point' },
    })),
    ...(current === null
      ? []
      : [{ range: whole(current), options: { isWholeLine: true, className: 'current-line-run' } }]),
  ]
}
