export { readTask, type ReadTask, type Task, type TaskLesson } from './read-task.ts'
export { taskAssignment } from './task-assignment.ts'
export { fileSubmission } from './file-submission.ts'
export { bundleTask, commandOf } from './bundle-task.ts'
export {
  lessonBeside,
  lessonFolders,
  readIfThere,
  readTaskFile,
  TASK_FILE,
  tasksIn,
} from './lesson-tasks.ts'
export { readTemplate } from './template.ts'
