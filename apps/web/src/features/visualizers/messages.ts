import { useMessages } from '../../i18n/index.ts'

const en = {
  run: (line: string) => `Run: ${line}`,
  notRun: 'Not run: there is no connection to your Redis right now.',
  busy: 'Not run: the terminal is busy with another command. Ctrl-C ends it.',
}

const ru: typeof en = {
  run: (line) => `Выполнить: ${line}`,
  notRun: 'Не выполнено: сейчас нет связи с вашим Redis.',
  busy: 'Не выполнено: терминал занят другой командой. Ctrl-C прервёт её.',
}

export const useVisualizerMessages = () => useMessages({ en, ru })
