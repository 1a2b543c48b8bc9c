import type { LessonLang } from '@keyspace/lesson/ast'

/**
 * The first text of a lesson: every section, a transcript, practice with a check and a solution, all
 * of which hold. Code and ids are the same in both languages; the sentences say what goes where.
 */
export function lessonText(lang: LessonLang, slug: string): string {
  const words = WORDS[lang]
  return `---
id: ${slug}
summary: ${words.summary}
minutes: 15
difficulty: basic
points: 1
status: draft
---

# ${titleOf(slug)}

### ${words.context}

${words.story}

### 1. ${words.task}

- ${words.goal}

### 2. ${words.target}

${words.result}

### 3. ${words.theory}

${words.idea}

\`\`\`redis run
> SET city:1 "Lisbon"
OK
> GET city:1
"Lisbon"
\`\`\`

### 4. ${words.practice}

\`\`\`redis fill id=first-step
SET ___FILL_KEY___ "Porto"
\`\`\`

\`\`\`yaml check for=first-step
title: ${words.title}
say: ${words.say}
points: 1
assert:
  - key: city:2
    value: Porto
hints:
  - ${words.hint}
\`\`\`

### 5. ${words.checklist}

- [ ] ${words.canDo}

### 6. ${words.troubleshooting}

- ${words.trouble}

### 7. ${words.solution}

<details>
<summary>${words.show}</summary>

\`\`\`redis solution for=first-step
SET city:2 "Porto"
\`\`\`

</details>
`
}

/** `r2-time-to-live` → `R2. Time to live`. */
function titleOf(slug: string): string {
  const [, code, rest] = /^([a-z]{1,2}\d+)-(.+)$/.exec(slug) ?? []
  const words = (rest ?? slug).replaceAll('-', ' ')
  const title = words.charAt(0).toUpperCase() + words.slice(1)
  return code === undefined ? title : `${code.toUpperCase()}. ${title}`
}

const WORDS = {
  en: {
    summary: 'What the learner can do afterwards, in one sentence.',
    context: 'Context (story)',
    story: 'A situation in which somebody needs what this lesson teaches: two or three sentences.',
    task: 'Technical task',
    goal: 'What the learner will do.',
    target: 'Reference target',
    result: 'What can be seen when it is done: keys, values, replies.',
    theory: 'Just-in-time theory',
    idea: 'One idea at a time, each with commands to run:',
    practice: 'Practice',
    title: 'The first step',
    say: 'The key `city:2` holds the string `Porto`.',
    hint: 'The name follows that of the first city.',
    checklist: 'Self-check list',
    canDo: 'I can say what I have learned in my own words',
    troubleshooting: 'Troubleshooting',
    trouble: '**An error that learners meet**: why it comes, and what to do.',
    solution: 'Solution',
    show: 'Show the solution',
  },
  ru: {
    summary: 'Что ученик сумеет после урока, одним предложением.',
    context: 'Контекст (сюжет)',
    story: 'Ситуация, в которой кому-то нужно то, чему учит этот урок: два-три предложения.',
    task: 'Техническое задание',
    goal: 'Что сделает ученик.',
    target: 'Референс',
    result: 'Что видно, когда всё готово: ключи, значения, ответы.',
    theory: 'Теория (Just-in-Time)',
    idea: 'По одной мысли за раз, и к каждой команды, которые можно выполнить:',
    practice: 'Практика',
    title: 'Первый шаг',
    say: 'Ключ `city:2` хранит строку `Porto`.',
    hint: 'Имя устроено так же, как у первого города.',
    checklist: 'Чек-лист самопроверки',
    canDo: 'Я могу своими словами рассказать, что узнал',
    troubleshooting: 'Возможные ошибки',
    trouble: '**Ошибка, которую встречают ученики**: откуда она и что делать.',
    solution: 'Решение',
    show: 'Показать решение',
  },
} satisfies Record<LessonLang, Record<string, string>>
