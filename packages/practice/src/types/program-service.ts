import ts from 'typescript'
import {
  AMBIENT,
  compilerOptions,
  LIB,
  LIB_FOLDER,
  type ProgramTypes,
  type TypeMessages,
} from './program-types.ts'
import { inWords } from './in-words.ts'
import type { ProgramService, Signature } from './answers.ts'

const PROGRAM = '/program.ts'

/** TypeScript's own language service over one program; it speaks English without `messages`. */
export function createProgramService(
  { files, packages }: ProgramTypes,
  messages?: TypeMessages,
): ProgramService {
  let text = ''
  let version = 0
  const read = (path: string): string | undefined => (path === PROGRAM ? text : files[path])
  const folders = foldersOf(Object.keys(files))
  const service = ts.createLanguageService({
    getCompilationSettings: () => compilerOptions(packages),
    getScriptFileNames: () => [PROGRAM, AMBIENT],
    getScriptVersion: (path) => (path === PROGRAM ? String(version) : '1'),
    getScriptSnapshot: (path) => {
      const found = read(path)
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found)
    },
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => `${LIB_FOLDER}/${LIB}`,
    readFile: read,
    fileExists: (path) => read(path) !== undefined,
    directoryExists: (path) => folders.has(path),
    ...(messages === undefined ? {} : { getLocalizedDiagnosticMessages: () => messages }),
  })

  function take(program: string): void {
    const next = withBlanks(program)
    if (next === text) return
    text = next
    version += 1
  }

  return {
    problems(program) {
      take(program)
      const found = [
        ...service.getSyntacticDiagnostics(PROGRAM),
        ...service.getSemanticDiagnostics(PROGRAM),
      ]
      return found
        .filter(({ category }) => category === ts.DiagnosticCategory.Error)
        .filter((one) => isLearners(one, program))
        .map(({ messageText, start = 0, length = 0 }) => ({
          message: ts.flattenDiagnosticMessageText(messageText, '\n'),
          start: Math.min(start, program.length),
          end: Math.min(start + length, program.length),
        }))
    },
    offers(program, at) {
      take(program)
      const { entries = [] } = service.getCompletionsAtPosition(PROGRAM, at, {}) ?? {}
      return entries
        .filter(({ name }) => !name.startsWith('___FILL'))
        .map(({ name, kind, sortText }) => ({ name, kind, order: orderOf(name, kind, sortText) }))
    },
    aboutOffer(program, at, name) {
      take(program)
      const details = service.getCompletionEntryDetails(
        PROGRAM,
        at,
        name,
        {},
        undefined,
        {},
        undefined,
      )
      return details === undefined ? null : inWords(details.displayParts, details.documentation)
    },
    about(program, at) {
      take(program)
      const info = service.getQuickInfoAtPosition(PROGRAM, at)
      if (info === undefined) return null
      const { start, length } = info.textSpan
      return { ...inWords(info.displayParts, info.documentation), start, end: start + length }
    },
    call(program, at) {
      take(program)
      const help = service.getSignatureHelpItems(PROGRAM, at, undefined)
      if (help === undefined) return null
      // The arguments begin behind the parenthesis, and the name ends before it.
      const name = service.getQuickInfoAtPosition(PROGRAM, help.applicableSpan.start - 2)
      return {
        callee: inWords(name?.displayParts, []).declaration,
        signatures: help.items.map(signatureOf),
        signature: help.selectedItemIndex,
        parameter: help.argumentIndex,
      }
    },
  }
}

const BLANK = /___FILL\w*___/

/** TypeScript's "Property … does not exist", and the same with "Did you mean …?". */
const NO_SUCH_PROPERTY: readonly number[] = [2339, 2551]

/** While a blank is left, most of what looks wrong only follows from what is not written yet. */
function isLearners({ code, start = 0, length = 0 }: ts.Diagnostic, program: string): boolean {
  if (!BLANK.test(program)) return true
  return NO_SUCH_PROPERTY.includes(code) && !BLANK.test(program.slice(start, start + length))
}

/** Gives the blanks a declaration each, behind the program: lines and offsets stay as they are. */
function withBlanks(program: string): string {
  const names = new Set(program.match(/___FILL\w*___/g))
  return program + [...names].map((name) => `\ndeclare const ${name}: any`).join('')
}

/** Who writes `redis.con` wants to call `config`: fields come behind methods, then what answers with bytes or is internal. */
function orderOf(name: string, kind: string, sortText: string): string {
  const isOdd = (name.endsWith('Buffer') && name !== 'Buffer') || name.startsWith('_')
  if (isOdd) return `~${sortText}`
  return kind === 'property' ? `}${sortText}` : sortText
}

function signatureOf(item: ts.SignatureHelpItem): Signature {
  const plain = (parts: readonly ts.SymbolDisplayPart[]): string =>
    parts.map(({ text }) => text).join('')
  let declaration = plain(item.prefixDisplayParts)
  const parameters = item.parameters.map(({ displayParts }, index) => {
    if (index > 0) declaration += plain(item.separatorDisplayParts)
    const start = declaration.length
    declaration += plain(displayParts)
    return { start, end: declaration.length }
  })
  declaration += plain(item.suffixDisplayParts)
  return { declaration, text: inWords([], item.documentation).text, parameters }
}

function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  const folders = new Set(['/'])
  for (const path of paths) {
    for (let at = path.indexOf('/', 1); at !== -1; at = path.indexOf('/', at + 1))
      folders.add(path.slice(0, at))
  }
  return folders
}
