import { useMessages } from '../../i18n/index.ts'

const en = {
  plain: 'Plain text area',
  leave: 'Ctrl+M lets Tab leave the editor.',
  loading: 'The editor is loading. You can already type.',
  failed: 'The editor could not be loaded. The plain text area does the same.',
  place: (line: number, column: number) => `Line ${line}, column ${column}:`,
}

const ru: typeof en = {
  plain: 'Простое текстовое поле',
  leave: 'Ctrl+M — и Tab будет выходить из редактора.',
  loading: 'Редактор загружается. Писать можно уже сейчас.',
  failed: 'Редактор не загрузился. В простом текстовом поле можно сделать то же самое.',
  place: (line, column) => `Строка ${line}, столбец ${column}:`,
}

export const useEditorMessages = () => useMessages({ en, ru })
