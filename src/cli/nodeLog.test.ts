import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openNodeLog } from './nodeLog.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'busker-log-'))
  file = join(folder, 'node.log')
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

test('what is secret by its name is not written, however deep it stands', () => {
  const { log, close } = openNodeLog(file, false)
  log.info(
    { secret: 'XYZZY', order: { secret: 'XYZZY', invoice: { secret: 'XYZZY' } }, keys: ['XYZZY'] },
    'paid',
  )
  log.info({ passphrase: 'XYZZY', account: { privateKey: 'XYZZY' } }, 'unlocked')
  close()
  const text = readFileSync(file, 'utf8')
  expect(text).not.toContain('XYZZY')
  expect(text).toContain('[secret]')
})

test('people are told what went wrong in a line, and nothing of what went well', () => {
  const told: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0)
  const { log, close } = openNodeLog(file, false)
  log.info({ part: 'raiden' }, 'ready')
  log.warn({ part: 'ipfs', err: new Error('The hub is away.') })
  log.warn({ name: 'market', state: 'failed', problem: { code: 'X_Y', message: 'Nothing.' } })
  close()
  expect(told).toEqual(['ipfs: The hub is away.\n', 'market: X_Y: Nothing.\n'])
})

test('a log that grew large is set aside when the node starts, and only its owner can read it', () => {
  writeFileSync(file, 'x'.repeat(9 * 1024 * 1024))
  const { log, close } = openNodeLog(file, false)
  log.info('anew')
  close()
  expect(statSync(file).size).toBeLessThan(1000)
  expect(statSync(`${file}.old`).size).toBe(9 * 1024 * 1024)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})
