import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ask } from '../../harness/app/ask.ts'
import {
  electronExecutable,
  isRoot,
  launchApp,
  mainScript,
  type RunningApp,
} from '../../harness/app/launchApp.ts'

let busker: RunningApp
beforeAll(async () => void (busker = await launchApp({ args: ['--hidden'] })))
afterAll(() => busker.close())

const isVisible = () =>
  busker.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
const startAgain = (...args: string[]) =>
  promisify(execFile)(electronExecutable(), [
    ...(isRoot ? ['--no-sandbox'] : []),
    `--user-data-dir=${busker.userData}`,
    ...args,
    mainScript,
  ])

test('a hidden start shows no window, unlocks nothing, and works behind the tray', async () => {
  await busker.window.locator('#root > *').first().waitFor()
  expect(await isVisible()).toBe(false)
  expect((await ask(busker.window, 'app.state', {})).phase).toBe('new')
  expect(await ask(busker.window, 'app.loginItem', {})).toEqual({ isOn: false, isPossible: false })
})

test('the system’s start of a Busker that runs shows nothing, a person’s shows its window', async () => {
  await startAgain('--hidden')
  expect(await isVisible()).toBe(false)
  await startAgain()
  await vi.waitFor(async () => expect(await isVisible()).toBe(true))
})
