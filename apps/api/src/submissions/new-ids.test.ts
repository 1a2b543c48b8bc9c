import { describe, expect, it } from 'vitest'
import { newCertificateCode, newSubmissionId, readCertificateCode } from './new-ids.ts'

describe('ids', () => {
  it('never come twice', () => {
    const ids = Array.from({ length: 500 }, newSubmissionId)
    expect(new Set(ids).size).toBe(500)
  })
})

describe('the code of a certificate', () => {
  it('is read back however it is typed', () => {
    for (let i = 0; i < 100; i += 1) {
      const code = newCertificateCode()
      expect(code).toMatch(/^KS(-[0-9A-HJKMNP-TV-Z]{4}){4}$/)
      const typed = code
        .toLowerCase()
        .replaceAll('-', ' ')
        .replaceAll('0', 'o')
        .replaceAll('1', 'l')
      expect(readCertificateCode(typed)).toBe(code)
    }
  })

  it.each(['', 'KS', 'KS-1234', 'KS-UUUU-UUUU-UUUU-UUUU', '../../../../etc/passwd'])(
    'is not %j',
    (typed) => {
      expect(readCertificateCode(typed)).toBeUndefined()
    },
  )
})
