import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
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
