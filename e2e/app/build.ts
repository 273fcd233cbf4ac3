import { build } from 'electron-vite'
import { openDisplay } from '../../harness/app/virtualDisplay.ts'

/** Builds the application once for all test files, and gives it a display where there is none. */
export async function setup(): Promise<() => Promise<void>> {
  await build({ mode: 'test', logLevel: 'warn' })
  return openDisplay()
}
