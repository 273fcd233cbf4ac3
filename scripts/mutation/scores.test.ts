import { expect, test } from 'vitest'
import { describeScores, scoreRooms } from './scores.ts'

const outcome = (fileName: string, status: string) => ({ fileName: `/root/${fileName}`, status })

test('a room’s score is the share of its mutants that a test noticed, or that ended its process', () => {
  const scores = scoreRooms(
    [
      outcome('src/b/x.ts', 'Killed'),
      outcome('src/b/x.ts', 'Survived'),
      outcome('src/b/y.ts', 'NoCoverage'),
      outcome('src/a/z.ts', 'Timeout'),
      outcome('src/a/z.ts', 'RuntimeError'),
    ],
    '/root',
  )
  expect(scores).toEqual([
    { room: 'src/a', noticed: 2, missed: 0 },
    { room: 'src/b', noticed: 1, missed: 2 },
  ])
  expect(describeScores(scores)).toBe('src/a  100 % of 2\nsrc/b  33 % of 3')
})
