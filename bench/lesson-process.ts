// Compiles 200 lessons in a process that has compiled nothing yet, and prints the milliseconds as JSON: those of
// the clock, and `cpu`, those that its process was at work, which a busy machine lengthens less.
import { compileLesson } from '@keyspace/lesson/compile'
import { course, measure, sources, type Source } from './lesson-texts.ts'

function compile({ slug, lang, text }: Source): void {
  const file = `${slug}/${lang}.md`
  const linkTarget = (): { kind: 'lesson'; slug: string } => ({ kind: 'lesson', slug })
  const { ok } = compileLesson({ slug, lang, file, source: text, linkTarget })
  if (!ok) throw new Error(`${file} does not compile`)
}

const texts = sources()
const bytes = texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / texts.length
const lessons = course(texts)
const cold = measure(() => {
  for (const source of lessons) compile(source)
})
const again = measure(() => {
  for (const source of texts)
    compile({ ...source, text: source.text.replace('\n## ', '\nAn edit.\n\n## ') })
})
console.log(JSON.stringify({ ...cold, one: again.all / texts.length, bytes }))
