import { expect, test } from 'vitest'
import { readFreshArguments } from './freshArguments.ts'

test('without more, root runs what README tells a newcomer to', () =>
  expect(readFreshArguments(['trixie'])).toEqual({
    release: 'trixie',
    asUser: false,
    commands: ['npm run demo', 'npm test'],
  }))

test('a user, and other commands, can be asked for', () =>
  expect(readFreshArguments(['bookworm', '--user', '--only', 'demo', '--only', 'test'])).toEqual({
    release: 'bookworm',
    asUser: true,
    commands: ['npm run demo', 'npm test'],
  }))

test.each([[[]], [['trixie', 'bookworm']], [['../trixie']]])('%j is no release', (args) =>
  expect(readFreshArguments(args)).toBeNull(),
)
