export { readTask, type ReadTask, type Task, type TaskLesson } from './read-task.ts'
export { taskAssignment } from './task-assignment.ts'
export { fileSubmission } from './file-submission.ts'
