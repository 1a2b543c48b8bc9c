import { findAssignment, type GradeOptions, type Text } from '@keyspace/grader'
import { bundleTask, commandOf, taskAssignment, type Task } from '@keyspace/grader/task'
import { bundleSubmission, type Bundled } from '@keyspace/grader/untrusted'

/** What a submission can be sent to: an exam of the grader's own, or the task of a lesson. */
export interface Assignment {
  readonly id: string
  readonly title: Text
  /** A pass of an exam is certified, one of a task is not. */
  readonly isCertified: boolean
  /** The learner's text as one program, or what is wrong with it. */
  bundle(code: string): Promise<Bundled>
  /** How it is graded; the limits of a stranger's program go before. */
  readonly grading: Pick<GradeOptions, 'assignment' | 'answerMs'>
  /** What the report says that was graded, and how it was called. */
  readonly submission: Pick<GradeOptions['submission'], 'kind' | 'command'>
}

/** An exam by the id that the grader knows it by. */
export function examAssignment(id: string): Assignment {
  const exam = findAssignment(id)
  return {
    id,
    title: exam.title,
    isCertified: true,
    bundle: (code) => bundleSubmission(code),
    grading: { assignment: exam },
    submission: { kind: 'typescript', command: 'deno run submission.ts' },
  }
}

export function assignmentOfTask(task: Task): Assignment {
  const isScript = task.kind === 'lua'
  return {
    id: task.id,
    title: task.title,
    isCertified: false,
    bundle: (code) => bundleTask(task, code),
    grading: { assignment: taskAssignment(task), answerMs: task.start.answer * 1_000 },
    submission: {
      kind: isScript ? 'lua' : 'typescript',
      command: commandOf(task, isScript ? 'submission.lua' : 'submission.ts'),
    },
  }
}
