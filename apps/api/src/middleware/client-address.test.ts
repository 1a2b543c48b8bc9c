import { expect, it } from 'vitest'
import { addressGroup, isLoopback } from './client-address.ts'

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['2001:0db8:0000:0042::', '2001:db8:0:42'],
])('%s belongs to %s', (address, group) => {
  expect(addressGroup(address)).toBe(group)
})

it('knows loopback', () => {
  expect(['127.0.0.1', '127.8.8.8', '::1'].every(isLoopback)).toBe(true)
  expect(['128.0.0.1', '::2', '12.7.0.0'].some(isLoopback)).toBe(false)
})
