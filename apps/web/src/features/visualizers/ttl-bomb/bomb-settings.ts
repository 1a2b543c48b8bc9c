import { shortText, wholeNumber, type Settings } from '../settings.ts'

export interface BombSettings {
  readonly key: string
  readonly seconds: number
  readonly value: string
}

/** What the buttons start with, from a directive or an address. */
export function readBombSettings(settings: Settings): BombSettings {
  return {
    key: shortText(settings['key'], 'bomb'),
    seconds: wholeNumber(settings['seconds'], [1, 86_400], 10),
    value: shortText(settings['value'], 'secret'),
  }
}

export function writeBombSettings({ key, seconds, value }: BombSettings): Settings {
  return { key, seconds: String(seconds), value }
}
