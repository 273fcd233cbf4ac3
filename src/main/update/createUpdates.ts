import { setTimeout as wait } from 'node:timers/promises'
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js'
import { downloadPackage } from './downloadPackage.ts'
import type { SignedProvider } from './signedProvider.ts'
import { readUpdateFeed, type UpdateFeed } from './updateFeed.ts'
import { Updates, type UpdatesOptions } from './updates.ts'

/** How long a start is left alone, ms. */
const restMs = 3_000

/**
 * What keeps this Busker at its newest version.
 *
 * @param feedFile what the package says of its publisher
 * @returns null where this Busker is not of a kind that replaces itself
 */
export async function createUpdates(
  feedFile: string,
  options: Omit<UpdatesOptions, 'updater'>,
): Promise<Updates | null> {
  const feed = await readUpdateFeed(feedFile)
  if (feed === null || (process.platform === 'linux' && options.swap === null)) return null
  await wait(restMs, undefined, { ref: false })
  const [{ autoUpdater }, provider] = await Promise.all([
    import('electron-updater').then((updater) => updater.default),
    import('./signedProvider.ts'),
  ])
  autoUpdater.logger = null
  autoUpdater.autoDownload = false
  autoUpdater.autoInstallOnAppQuit = false
  autoUpdater.disableDifferentialDownload = true
  autoUpdater.updateConfigPath = feedFile
  // Its own asks by Chromium, which reaches nothing here.
  Object.assign(autoUpdater, { httpExecutor: { download: downloadPackage } })
  autoUpdater.setFeedURL({
    provider: 'custom',
    updateProvider: providerOf(provider.SignedProvider, feed),
  })
  return new Updates({ ...options, updater: autoUpdater })
}

/** electron-updater makes it itself, and hands it more than it needs. */
function providerOf(Signed: typeof SignedProvider, feed: UpdateFeed) {
  return class extends Signed {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(feed, runtime)
    }
  }
}
