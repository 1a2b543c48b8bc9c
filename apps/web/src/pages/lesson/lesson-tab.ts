/** What a narrow screen shows of the lesson page. */
export type LessonTab = 'prose' | 'terminal' | 'keys'
