// The same 200 texts by the two libraries that read and colour them, with their default settings and nothing of
// ours, in a process that has read nothing yet. Prints as lesson-process.ts does.
import hljs from 'highlight.js'
import MarkdownIt from 'markdown-it'
import { course, measure, sources } from './lesson-texts.ts'

const markdown = new MarkdownIt({
  highlight: (code, language) =>
    hljs.getLanguage(language) === undefined ? '' : hljs.highlight(code, { language }).value,
})
const lessons = course(sources())
const floor = measure(() => {
  for (const { text } of lessons) markdown.render(text)
})
console.log(JSON.stringify(floor))
