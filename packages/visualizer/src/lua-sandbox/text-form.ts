import type { Lang } from '../event.ts'
import { judgeAtomicity, type AtomicVerdict } from './atomicity.ts'
import type { ScriptProblem } from './diagnose.ts'
import { EXAMPLES, type ExampleName } from './examples.ts'
import type { AtomicRun, RaceRun } from './model.ts'

/** What is known of a run that has ended; undefined while it runs, or when its script never came. */
export function verdictOf({ phase, script, others }: AtomicRun): AtomicVerdict | undefined {
  if (phase !== 'ended' || script === null) return undefined
  // An engine that does not count time runs one command after the other as they come in.
  return judgeAtomicity(script, script.execMs ?? script.endMs - script.startMs, others)
}

function ms(value: number, lang: Lang): string {
  const digits = value < 10 ? 2 : 0
  return value.toLocaleString(lang, { maximumFractionDigits: digits })
}

function russian(count: number, [one, few, many]: readonly [string, string, string]): string {
  const ten = count % 10
  const hundred = count % 100
  if (ten === 1 && hundred !== 11) return `${count} ${one}`
  if (ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14)) return `${count} ${few}`
  return `${count} ${many}`
}

/** What the time stamps prove, in a few sentences. */
export function runText(run: AtomicRun, lang: Lang): string {
  const verdict = verdictOf(run)
  if (verdict === undefined || run.script === null) {
    return lang === 'en'
      ? 'Three users are writing, and the script is on its way.'
      : 'Три пользователя пишут, скрипт в пути.'
  }
  const { waited, gotIn, refused, longestWaitMs } = verdict
  const took = ms(run.script.execMs ?? run.script.endMs - run.script.startMs, lang)
  if (gotIn > 0) {
    return lang === 'en'
      ? `Redis ran the script for ${took} ms, and ${gotIn} commands of others were answered meanwhile. That should not be: please tell us.`
      : `Redis выполнял скрипт ${took} мс, и за это время ответил на чужие команды: ${gotIn}. Так быть не должно: пожалуйста, сообщите нам.`
  }
  const turnedAway = refusedText(refused, lang)
  if (waited === 0) {
    return lang === 'en'
      ? `Redis ran the script for ${took} ms. No command of another user waited in that time. ${turnedAway || 'Make it busy for longer to see them wait.'}`
      : `Redis выполнял скрипт ${took} мс. Чужие команды за это время не ждали. ${turnedAway || 'Займите скрипт подольше — увидите, как они ждут.'}`
  }
  const said =
    lang === 'en'
      ? `Redis ran the script for ${took} ms. ${waited} ${waited === 1 ? 'command' : 'commands'} of other users came meanwhile; none was answered before the script had ended. The longest wait was ${ms(longestWaitMs, lang)} ms.`
      : `Redis выполнял скрипт ${took} мс. За это время от других пришло: ${russian(waited, ['команда', 'команды', 'команд'])}; ни одна не получила ответа раньше, чем скрипт закончился. Дольше всего ждали ${ms(longestWaitMs, lang)} мс.`
  return turnedAway === '' ? said : `${said} ${turnedAway}`
}

/** After busy-reply-threshold Redis answers BUSY, and runs nothing. */
function refusedText(refused: number, lang: Lang): string {
  if (refused === 0) return ''
  return lang === 'en'
    ? `${refused} ${refused === 1 ? 'command was' : 'commands were'} turned away with BUSY, not run: the script took longer than busy-reply-threshold.`
    : `${russian(refused, ['команде', 'командам', 'командам'])} Redis ответил BUSY и не стал их выполнять: скрипт шёл дольше busy-reply-threshold.`
}

/** What a race came to, in a sentence or two; empty until it has ended. */
export function raceText(race: RaceRun, example: ExampleName, lang: Lang): string {
  const { expected, loss } = EXAMPLES[example].race
  if (race.got === null) return ''
  if (race.got !== expected) return loss[lang]
  if (race.way === 'atomic') {
    return lang === 'en'
      ? 'Nothing is lost: each script read, decided and wrote without anybody in between.'
      : 'Ничего не потеряно: каждый скрипт прочитал, решил и записал, и никто не вклинился.'
  }
  return lang === 'en'
    ? 'Nothing is lost, but only because nobody got in between.'
    : 'Ничего не потеряно, но только потому, что никто не вклинился.'
}

/** A problem of a script as a sentence. */
export function problemText({ code, detail }: ScriptProblem, lang: Lang): string {
  switch (code) {
    case 'syntax':
      return lang === 'en' ? `Not Lua 5.1: ${detail}` : `Это не Lua 5.1: ${detail}`
    case 'unknown-global':
      return lang === 'en'
        ? `Redis knows no global “${detail}”. Is “local” missing, or is it a slip of the pen?`
        : `В Redis нет глобального имени «${detail}». Забыт local или это опечатка?`
    case 'global-write':
      return lang === 'en'
        ? `A script may not set globals. Write “local ${detail}”.`
        : `Скрипт не может создавать глобальные имена. Напишите local ${detail}.`
    case 'unknown-member':
      return lang === 'en' ? `There is no ${detail} in Redis 7.0.` : `В Redis 7.0 нет ${detail}.`
    case 'unknown-command':
      return lang === 'en'
        ? `Redis has no command “${detail}”.`
        : `В Redis нет команды «${detail}».`
    case 'wrong-arity':
      return lang === 'en'
        ? `${detail.toUpperCase()} needs another number of words.`
        : `У ${detail.toUpperCase()} другое число слов.`
  }
}
