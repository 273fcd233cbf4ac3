import { vi } from 'vitest'
import { ask } from './ask.ts'
import type { RunningApp } from './launchApp.ts'
import { VaultPage } from './vaultPage.ts'

export const passphrase = 'correct horse battery staple'

/** Makes an identity through the window for secrets. @returns its words */
export async function createIdentity({ app, window }: RunningApp): Promise<string> {
  await ask(window, 'app.openVault', { purpose: 'create' })
  return (await VaultPage.forApp(app)).create(passphrase)
}

/** Makes an identity on a local network to try Busker with: no window opens. */
export async function beginTrial({ window }: Pick<RunningApp, 'window'>): Promise<void> {
  const networks = await ask(window, 'app.networks', {})
  await ask(window, 'app.beginTrial', { id: networks.find(({ isLocal }) => isLocal)?.id ?? '' })
}

/** Gives an identity of a trial its passphrase, through the window for secrets. @returns its words */
export async function protectTrial({ app, window }: RunningApp): Promise<string> {
  await ask(window, 'app.openVault', { purpose: 'protect' })
  return (await VaultPage.forApp(app)).create(passphrase)
}

export async function unlock({ app, window }: RunningApp): Promise<void> {
  await ask(window, 'app.openVault', { purpose: 'unlock' })
  await (await VaultPage.forApp(app)).unlock(passphrase)
}

/** Resolves once the node can be asked and every part of it runs. */
export async function waitUntilRunning({ window }: RunningApp): Promise<void> {
  const areReady = async () => {
    const { parts } = await ask(window, 'status', {})
    return parts.every(({ state }) => state === 'ready')
  }
  await vi.waitUntil(() => areReady().catch(() => false), { timeout: 90_000, interval: 250 })
}
