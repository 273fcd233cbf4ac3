import type { App } from 'electron'
import { excludeFromCoreDumps } from '../process/privacy.ts'

/**
 * On Linux: leaves the memory of Chromium's processes, into which words and passphrases are typed, out of core dumps. Most
 * were forked from one that began before this program could say so.
 */
export function keepPagesOutOfCoreDumps(app: App): void {
  if (process.platform !== 'linux') return
  const exclude = (): void => {
    for (const { pid } of app.getAppMetrics()) excludeFromCoreDumps(pid)
  }
  app.on('web-contents-created', (_event, contents) => {
    contents.on('did-start-navigation', ({ isSameDocument }) => {
      if (!isSameDocument) exclude()
    })
  })
}
