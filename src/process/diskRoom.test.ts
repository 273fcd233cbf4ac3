import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { diskError, toErrorData } from '../shared/errors.ts'
import { DiskRoom } from './diskRoom.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-room-'))
})
afterEach(() => rm(folder, { recursive: true }))

const failed = (code: string) => Object.assign(new Error(`${code}: it failed`), { code })

test.each(['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE'])(
  '%s is told as a full disk, with what to do',
  (code) => {
    expect(toErrorData(failed(code))).toEqual({
      code: 'NODE_DISK_FULL',
      message: expect.stringContaining('Make 200 MB of room'),
    })
  },
)

test.each(['EROFS', 'SQLITE_READONLY_DBMOVED'])('%s is told as a disk that may not be written to', (code) => {
  expect(toErrorData(failed(code)).code).toBe('NODE_DISK_READ_ONLY')
})

test('a full disk is seen behind the error that names another matter, and in the words of LevelDB', () => {
  expect(diskError(new Error('It failed.', { cause: failed('ENOSPC') }))?.code).toBe('NODE_DISK_FULL')
  expect(diskError(new Error('IO error: 000005.log: No space left on device'))?.code).toBe('NODE_DISK_FULL')
  expect(diskError({ status: 500, reason: 'IO error: 000005.log: File too large' })?.code).toBe(
    'NODE_DISK_FULL',
  )
  expect(diskError(failed('SQLITE_BUSY'))).toBeNull()
  expect(diskError('ENOSPC')).toBeNull()
})

test('the folder, the room that is left and the room that is needed are named', async () => {
  let available = 3 * 2 ** 20
  const room = new DiskRoom(folder, async () => available)
  expect(await room.check()).toMatchObject({
    code: 'NODE_DISK_FULL',
    message: expect.stringMatching(new RegExp(`${folder} is full.* 3 MB are left, and 200 MB are needed`)),
  })
  available = 500 * 2 ** 20
  expect(await room.check()).toBeNull()
})

test('after a failed write one is tried, so that room is noticed which no figure shows', async () => {
  const room = new DiskRoom(folder, async () => 2 ** 40)
  expect(room.report(failed('ECONNRESET'))).toBe(false)
  expect(room.report(failed('EDQUOT'))).toBe(true)
  expect(await room.check()).toBeNull()
  expect(await readdir(folder)).toEqual([])
})
