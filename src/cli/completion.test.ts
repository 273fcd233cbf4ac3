import { Argument, Command, Option } from 'commander'
import { expect, test } from 'vitest'
import { completeWords } from './completion.ts'

function program(): Command {
  const root = new Command('busker').option('--data <folder>', 'where').option('--json', 'lines')
  const hub = root.command('hub').description('runs a hub')
  hub.command('status').description('how it is').argument('<folder>')
  hub.command('secret', { hidden: true })
  root.command('publish').description('sells').argument('<file...>').option('--price <amount>', 'in tokens')
  root
    .command('sort')
    .addArgument(new Argument('<order>').choices(['newest', 'title']))
    .addOption(new Option('--by <what>').choices(['artist', 'album']))
  return root
}

const values = (...words: string[]) => completeWords(program(), words).suggestions.map(({ value }) => value)
const takesFiles = (...words: string[]) => completeWords(program(), words).takesFiles

test('commands are completed at every depth, but not those that are hidden', () => {
  expect(values('')).toEqual(['hub', 'publish', 'sort', 'help'])
  expect(values('h')).toEqual(['hub', 'help'])
  expect(values('hub', '')).toEqual(['status', 'help'])
})

test('options are the command’s own and those of all', () => {
  expect(values('publish', '--')).toEqual(['--price', '--help', '--data', '--json'])
  expect(values('publish', '--p')).toEqual(['--price'])
})

test('where a value has choices they are it, and else it may be a file', () => {
  expect(values('sort', '')).toEqual(['newest', 'title'])
  expect(values('sort', '--by', 'al')).toEqual(['album'])
  expect(values('sort', '--by', 'album', 'n')).toEqual(['newest'])
  expect(values('sort', 'newest', '')).toEqual([])
  expect(takesFiles('sort', 'newest', '')).toBe(false)
  expect(takesFiles('publish', 'one.flac', 'two')).toBe(true)
  expect(takesFiles('hub', 'status', '')).toBe(true)
  expect(takesFiles('hub', 'status', 'here', '')).toBe(false)
})

test('the value of an option is no command, and an option before a command hides none', () => {
  expect(takesFiles('--data', '')).toBe(true)
  expect(values('--data', 'hub', 'h')).toEqual(['hub', 'help'])
  expect(values('--json', 'hub', 's')).toEqual(['status'])
})

test('words that nobody knows complete to nothing', () => {
  expect(values('nobody', 'knows', '')).toEqual(['hub', 'publish', 'sort', 'help'])
  expect(values('hub', 'constructor', 'x')).toEqual([])
})
