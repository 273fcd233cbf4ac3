import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const module = new URL('surviveFullDisk.ts', import.meta.url).href
const full = `Object.assign(new Error('write'), { code: 'ENOSPC' })`

/** What becomes of a process in whose background `happening` happens. */
async function outcomeOf(happening: string) {
  const script = `
    import { surviveFullDisk } from '${module}'
    surviveFullDisk(({ code }) => console.log(code))
    ${happening}
    setTimeout(() => console.log('goes on'), 100)`
  return run(process.execPath, ['--input-type=module', '-e', script]).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  )
}

test.each([
  ['a rejection that nobody caught', `void Promise.reject(${full})`],
  ['an exception that nobody caught', `setImmediate(() => { throw ${full} })`],
])('%s because the disk is full is reported, and ends no process', async (_what, happening) => {
  expect(await outcomeOf(happening)).toMatchObject({ code: 0, stdout: 'NODE_DISK_FULL\ngoes on\n' })
})

test('output that nobody can read any more ends no process', async () => {
  const { code, stdout } = await outcomeOf(`process.stderr.emit('error', ${full})`)
  expect([code, stdout]).toEqual([0, 'goes on\n'])
})

test.each([
  ['a rejection', `void Promise.reject(new Error('a mistake'))`],
  ['an exception', `setImmediate(() => { throw new Error('a mistake') })`],
])('%s of another kind ends the process, with what it was', async (_what, happening) => {
  const { code, stdout, stderr } = await outcomeOf(happening)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain('Error: a mistake')
})
