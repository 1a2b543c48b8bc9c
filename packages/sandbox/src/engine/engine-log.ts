/** What a part of this package writes to its log; pino's shape. */
export interface EngineLog {
  debug(about: object, message: string): void
  info(about: object, message: string): void
  warn(about: object, message: string): void
  error(about: object, message: string): void
}
