/** Whether practice in this language is a program that the page runs as a whole. */
export function isProgram(lang: string): boolean {
  return lang === 'ts' || lang === 'typescript'
}
