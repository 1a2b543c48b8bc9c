export { readTask, type ReadTask, type Task, type TaskLesson } from './read-task.ts'
export { taskAssignment } from './task-assignment.ts'
export { functionSubmission } from './function-submission.ts'
