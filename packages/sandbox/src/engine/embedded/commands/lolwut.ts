import { command, text } from './command.ts'

export const lolwut = command('lolwut', () => text('Redis ver. 7.0.15\n'))
