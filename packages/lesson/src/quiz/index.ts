export { judgeAnswer, type Answer, type AnswerVerdict } from './judge-answer.ts'
export { optionOrder } from './option-order.ts'
export { PASS_PERCENT, scoreQuiz, type QuizScore } from './score-quiz.ts'
