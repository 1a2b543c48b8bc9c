import { describe, expect, it } from 'vitest'
import { matchRoute } from './match-route.ts'

describe('matchRoute', () => {
  it.each([
    ['/', { name: 'course' }],
    ['/progress', { name: 'progress' }],
    ['/progress/', { name: 'progress' }],
    ['/lessons/r1', { name: 'lesson', slug: 'r1' }],
    ['/lessons/%D1%83%D1%80%D0%BE%D0%BA', { name: 'lesson', slug: 'урок' }],
    ['/lessons/%', { name: 'not-found' }],
    ['/lessons', { name: 'not-found' }],
    ['/lessons/r1/more', { name: 'not-found' }],
    ['/lab/ttl-bomb', { name: 'lab', visualizer: 'ttl-bomb' }],
    ['/lab', { name: 'not-found' }],
    ['/tasks/redis-health', { name: 'task', id: 'redis-health' }],
    ['/tasks', { name: 'not-found' }],
    ['/certificates/KS-1', { name: 'certificate', code: 'KS-1' }],
    ['/embed/lessons/r1', { name: 'embed', slug: 'r1' }],
    ['/embed/console', { name: 'embed', slug: null }],
    ['/embed/console/more', { name: 'not-found' }],
    ['/embed/lessons', { name: 'not-found' }],
    ['/progress/more', { name: 'not-found' }],
    ['/nothing', { name: 'not-found' }],
  ])('%s', (path, route) => {
    expect(matchRoute(path)).toEqual(route)
  })
})
