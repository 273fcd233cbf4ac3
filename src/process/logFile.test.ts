import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LogFile } from './logFile.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'busker-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test.runIf(process.platform === 'linux')('a log on a full disk loses its lines, and ends nothing', () => {
  const log = new LogFile('/dev/full')
  log.write('one\n')
  log.write('two\n')
  expect(log.lost).toBe(2)
  log.close()
})

test('lines that were lost are counted in the log once it can be written again', () => {
  const file = join(folder, 'a.log')
  const descriptor = openSync(file, 'a')
  const log = new LogFile(descriptor)
  log.write('first\n')
  closeSync(descriptor)
  log.write('lost\n')
  log.write('lost\n')
  expect(openSync(file, 'a')).toBe(descriptor)
  log.write('again\n')
  closeSync(descriptor)
  expect(readFileSync(file, 'utf8')).toMatch(/^first\n\n.*2 lines could not be written.*\nagain\n$/)
})

test('only its owner can read it', () => {
  const file = join(folder, 'b.log')
  const log = new LogFile(file)
  log.write('a line\n')
  log.close()
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('a log that gets too long is set aside, and so many are kept', () => {
  const file = join(folder, 'c.log')
  const rotation = { file, maxBytes: 8, keep: 2 }
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const first = new LogFile(file, rotation)
  for (const line of ['1\n', '22222\n', '333\n']) first.write(line)
  first.close()
  expect([read('c.log.1'), read('c.log')]).toEqual(['1\n22222\n', '333\n'])
  const later = new LogFile(file, rotation)
  for (const line of ['4444\n', '55555\n', 'longer than a file gets\n', '6\n']) later.write(line)
  later.close()
  expect([read('c.log.2'), read('c.log.1'), read('c.log')]).toEqual([
    '55555\n',
    'longer than a file gets\n',
    '6\n',
  ])
  expect(readdirSync(folder).toSorted()).toEqual(['c.log', 'c.log.1', 'c.log.2'])
})
