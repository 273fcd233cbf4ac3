import { build } from 'electron-vite'

/** Builds the application once for all test files. */
export async function setup(): Promise<void> {
  await build({ mode: 'test', logLevel: 'warn' })
}
