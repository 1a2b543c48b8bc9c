import { afterEach, expect, it, vi } from 'vitest'
import { runCli } from '../run-cli.ts'
import { courseYaml, makeCourse, RIGHT_LESSON, type TestCourse } from '../testing/course.ts'

let course: TestCourse | undefined
afterEach(() => course?.remove())

const SOON = { timeout: 20_000, interval: 50 }

it(
  'tells after each edit what is wrong, and ends when it is asked to',
  { timeout: 60_000 },
  async () => {
    const files = { 'course.yaml': courseYaml('right'), 'basic/right/en.md': RIGHT_LESSON }
    const made = await makeCourse(files)
    course = made
    let out = ''
    let interrupt: () => void = () => undefined
    const interrupted = new Promise<void>((resolve) => (interrupt = resolve))
    const ended = runCli(['lesson', 'check', '--watch', 'right'], {
      cwd: made.cwd,
      out: (text) => (out += text),
      err: (text) => (out += text),
      columns: 0,
      interrupted: () => interrupted,
    })
    await vi.waitFor(() => expect(out).toBe('checking\n0 problems\n'), SOON)

    await made.write('basic/right/en.md', RIGHT_LESSON.replace('redis run\n', 'redis rum\n'))
    await vi.waitFor(() => {
      expect(out).toMatch(
        /checking\nerror lessons\/basic\/right\/en\.md:10:10 .*rum.*\n1 problem\n$/,
      )
    }, SOON)

    await made.write('basic/right/en.md', RIGHT_LESSON.replace('"hello"', '"helo"'))
    await vi.waitFor(() => {
      expect(out).toMatch(/error lessons\/basic\/right\/en\.md:11:1 .*helo.*\n1 problem\n$/)
    }, SOON)

    await made.write('basic/right/en.md', RIGHT_LESSON)
    await vi.waitFor(() => expect(out).toMatch(/checking\n0 problems\n$/), SOON)
    interrupt()
    expect(await ended).toBe(0)
  },
)
