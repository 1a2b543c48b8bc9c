import { readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { call } from '../testing/call.ts'
import { courseYaml, makeCourse, type TestCourse } from '../testing/course.ts'

const PAGE = `# Strings

Some words.

\`\`\`redis:[results=group] Create
    // The first city
    SET city:1
      "Lisbon" EX 60
    GET city:1
\`\`\`

\`\`\`redis A document
JSON.SET doc $ '{}'
\`\`\`

\`\`\`redis-upload:[../_data/cities.txt] Load
\`\`\`

\`\`\`python
print("not ours")
\`\`\`
`

const MANIFEST = JSON.stringify({
  label: 'All of it',
  children: [
    {
      type: 'group',
      id: 'g',
      label: 'Group',
      children: [
        { type: 'internal-link', id: 'a', label: 'Strings', args: { path: '/pages/strings.md' } },
        { type: 'internal-link', id: 'b', label: 'No heading', args: { path: './pages/end.md' } },
      ],
    },
  ],
})

const TUTORIAL = {
  'manifest.json': MANIFEST,
  'pages/strings.md': PAGE,
  'pages/end.md': 'The end.\n',
  '_data/cities.txt': 'SET city:2 Porto\n',
}

let course: TestCourse
beforeEach(async () => {
  course = await makeCourse({ 'course.yaml': courseYaml() })
})
afterEach(() => course.remove())

async function zip(files: Readonly<Record<string, string>>): Promise<string> {
  const packed = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const)
  await writeFile(join(course.cwd, 'tutorial.zip'), zipSync(Object.fromEntries(packed)))
  return 'tutorial.zip'
}

const importing = (...args: string[]) =>
  call(course.cwd, 'lesson', 'import', ...args, '--part', 'basic')

describe('a RedisInsight tutorial', () => {
  it('becomes lessons whose blocks run, and tells what does not', async () => {
    const { code, out } = await importing(await zip(TUTORIAL))
    expect(await course.read('basic/strings/en.md')).toBe(`# Strings

Some words.

**Create**

The first city

\`\`\`redis run
> SET city:1 "Lisbon" EX 60
> GET city:1
\`\`\`

**A document**

\`\`\`redis run static
> JSON.SET doc $ '{}'
\`\`\`

**Load**

\`\`\`redis run
> SET city:2 Porto
\`\`\`

\`\`\`python
print("not ours")
\`\`\`
`)
    expect(await course.read('basic/end/en.md')).toBe('# No heading\n\nThe end.\n')
    expect(out).toContain(
      'strings, line 12 of the tutorial: JSON.SET: not in Redis without modules',
    )
    expect(await course.read('course.yaml')).toContain('lessons: [strings, end]')
    expect(code).toBe(0)
    const check = await call(course.cwd, 'lesson', 'check', '--engine', 'embedded')
    expect(check.out).toMatch(/^0 problems/m)
  })

  it('is read from a folder too, without a manifest, and not through symbolic links', async () => {
    const other = await makeCourse({ 'one.md': '# One\n', '_images/no.md': 'no page' })
    try {
      await symlink('/etc/passwd', join(other.cwd, 'lessons', 'two.md'))
      const { code } = await importing(join(other.cwd, 'lessons'))
      expect(code).toBe(0)
      expect(await course.read('course.yaml')).toContain('lessons: [one]')
    } finally {
      await other.remove()
    }
  })
})

describe('what somebody put into a zip', () => {
  const at = (path: string) =>
    JSON.stringify({ label: 'x', children: [{ label: 'P', id: 'p', args: { path } }] })

  it.each([
    ['../out.md', 'a name that leads out'],
    ['/etc/cron.d/x.md', 'a name that leads out'],
    ['c:\\\\x.md', 'a name that leads out'],
    ['a/../../x.md', 'a name that leads out'],
  ])('named %s is refused', async (name, message) => {
    const { code, err } = await importing(await zip({ ...TUTORIAL, [name]: '# x' }))
    expect(err).toContain(message)
    expect(code).toBe(2)
    expect(await course.read('course.yaml')).toBe(courseYaml())
  })

  it.each([
    ['leads out of it', at('../../../etc/passwd'), 'is not there'],
    ['is no JSON', '{', 'is no JSON'],
    ['has another shape', '{"label": 1}', 'manifest.json: label'],
    ['is nested without end', '['.repeat(100_000), 'nested too deeply'],
    ['leads to nothing', at('gone.md'), '"P" leads to gone.md, which is not there'],
  ])('with a manifest that %s is refused', async (_, manifest, message) => {
    const { code, err } = await importing(await zip({ ...TUTORIAL, 'manifest.json': manifest }))
    expect(err).toContain(message)
    expect(code).toBe(2)
  })

  it('of 60 MB is refused before it is unpacked, and so are 501 files', async () => {
    const bomb = await importing(await zip({ 'a.md': ' '.repeat(60 * 1024 * 1024) }))
    expect(bomb.err).toContain('too large for a tutorial')
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`p${n}.md`, '# x']))
    expect((await importing(await zip(many))).err).toContain('too large for a tutorial')
  })

  it('which lies about its size gets no more room than it told', async () => {
    const file = join(course.cwd, await zip({ 'a.md': '#'.repeat(30 * 1024 * 1024) }))
    const bytes = await readFile(file)
    // The central directory's own word for the unpacked size, 24 bytes behind its signature.
    const directory = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'))
    bytes.writeUInt32LE(100, directory + 24)
    await writeFile(file, bytes)
    const { code, err } = await importing('tutorial.zip')
    const text = code === 0 ? await course.read('basic/a/en.md') : ''
    expect(text.length).toBeLessThan(200)
    expect(err).not.toContain('at ')
  })

  it('that is no zip, or cut short, is told so', async () => {
    await writeFile(join(course.cwd, 'tutorial.zip'), 'not a zip')
    expect((await importing('tutorial.zip')).err).toContain('no zip that can be read')
    const whole = await readFile(join(course.cwd, await zip(TUTORIAL)))
    await writeFile(join(course.cwd, 'cut.zip'), whole.subarray(0, whole.length - 40))
    expect((await importing('cut.zip')).err).toContain('no zip that can be read')
  })
})

describe('a Markdown file', () => {
  it('comes in unchanged, in the language of its letters, and never over another', async () => {
    const text = '# Урок\r\n\r\n### 3. Теория\r\n\r\nТекст, в котором **всё** остаётся.\r\n'
    await writeFile(join(course.cwd, 'Мой урок.md'), text)
    expect((await importing('Мой урок.md')).err).toContain('Give it one with --slug')
    const { code, out } = await importing('Мой урок.md', '--slug', 'mine')
    expect(await course.read('basic/mine/ru.md')).toBe(text)
    expect(out).toContain('lessons/basic/mine/ru.md:1:1 missing: ')
    expect(code).toBe(0)
    const again = await importing('Мой урок.md', '--slug', 'mine')
    expect(again.err).toContain('is there already. Nothing was changed.')
  })

  it.each([
    [['nowhere.md'], 'There is no nowhere.md.'],
    [['lessons/course.yaml'], 'is no Markdown file, no folder and no zip'],
    [['a.md', '--slug', '../../x'], '--slug takes small Latin letters'],
    [['a.md', '--lang', 'de'], '--lang takes en, ru'],
    [[], 'Name what to import'],
  ])('%j is a wrong call', async (args, message) => {
    const { code, err } = await importing(...args)
    expect(err).toContain(message)
    expect(code).toBe(2)
  })

  it('that is no text is refused', async () => {
    await writeFile(join(course.cwd, 'a.md'), Buffer.from([0x23, 0xff, 0xfe]))
    expect((await importing('a.md')).err).toContain('a.md is not UTF-8 text.')
  })
})
