/** Somebody called the program in a way it does not know; the message is theirs to read. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Something that the program needs is not there; the message is for a person. */
export class MissingPart extends Error {
  override readonly name = 'MissingPart'
}

/** What a call of the program ends with. */
export const EXIT = { ok: 0, problems: 1, usage: 2, infrastructure: 3 } as const
export type Exit = (typeof EXIT)[keyof typeof EXIT]

export const USAGE = `keyspace: lessons that prove themselves

  keyspace lesson check [path or slug …]   prove lessons on real engines
      --engine embedded|dedicated|both     on which (both)
      --format text|json|junit|github      how to report (text)
      --trust-code                         run programs without bubblewrap
      --watch [slug]                       again after each edit, for editors
      --lessons <folder>                   where course.yaml is (lessons)

  keyspace lesson new <part>/<slug>        a new lesson that already passes
      --module <id>                        of which module (the part's last)
      --lessons <folder>                   where course.yaml is (lessons)

  keyspace lesson preview [slug]           the real page, which follows every edit
      --port <number>                      where the page listens (5173)
      --lessons <folder>                   where course.yaml is (lessons)

  keyspace lesson import <file, folder or zip>   Markdown, or a RedisInsight tutorial
      --part <id> --module <id>            where in the course (imported)
      --slug <name>                        its folder (the name of the file)
      --lang en|ru                         (told by its letters)
      --lessons <folder>                   where course.yaml is (lessons)

  keyspace lesson export <slug …>          as a RedisInsight tutorial
      --to <folder or file.zip>            (<slug>.zip)
      --lang en|ru                         (en)
      --lessons <folder>                   where course.yaml is (lessons)

  keyspace grade <assignment>              an exam, a task of a lesson, or a task.yaml:
                                           graded by what it does on the wire
      --cmd "<start command>" [--cwd <folder>]   any language; $PORT and $REDIS_URL are set
      --dir <project>                      found by its files: Node, TypeScript, Python
      --file <file>                        what a task asks for: a script, a function, a server
      --batch <folder>                     every project in it; a gradebook as CSV and HTML
      --format <a,b> --out <folder>        json, junit, ctrf, gradescope, classroom50,
                                           github, exercism, markdown, csv
      --tests <junit.xml> --coverage <lcov or Cobertura> --style <ESLint JSON or SARIF>
      --weights tests=0.1,coverage=0.1,style=0.05    their shares of the score
      --lang en|ru                         of the sentences (en)
      --timeout <s> --startup <s>          for everything (60), until it listens (15)
      --engine auto|redis-server|embedded  on which Redis (a server where there is one)
      --lessons <folder>                   whose tasks there are (lessons, else our own)
      --seed <text> --name <text> --jobs <number> --exit-zero

Exit codes: 0 all good, 1 problems in lessons or a grade below 70, 2 wrong call,
3 an engine or another part is missing, or our own trouble: never a grade.
`

/** The value, when it is one of those that the option takes. Throws {@link UsageError}. */
export function oneOf<const Value extends string>(
  option: string,
  value: string,
  values: readonly Value[],
): Value {
  const known = values.find((one) => one === value)
  if (known !== undefined) return known
  throw new UsageError(`${option} takes ${values.join(', ')}, and not "${value}".`)
}
