import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { descendantsOf } from '../../src/localnet/testing/descendants.ts'
import { waitForExit } from '../../src/process/processIdentity.ts'
import { cacheFolder } from '../../src/process/toolPaths.mjs'
import { electronEnv } from '../../scripts/setup/electron.mjs'
import { ask } from '../../harness/app/ask.ts'
import { attachToApp, pageOfOrigin } from '../../harness/app/attach.ts'
import { VaultPage } from '../../harness/app/vaultPage.ts'
import { passphrase } from '../../harness/app/identity.ts'

const root = join(import.meta.dirname, '..', '..')
let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'busker-start-'))
})
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }))

test.runIf(process.platform === 'linux')(
  'npm start gives a newcomer a window, a network and three pieces to buy, and leaves nothing running',
  async () => {
    const userData = join(home, 'user')
    const args = [
      'build/run.ts',
      'scripts/start.ts',
      `--user-data-dir=${userData}`,
      '--remote-debugging-port=0',
    ]
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: {
        ...process.env,
        ...electronEnv(),
        BUSKER_CACHE: cacheFolder(),
        XDG_DATA_HOME: join(home, 'data'),
        XDG_CONFIG_HOME: join(home, 'config'),
      },
      stdio: 'ignore',
    })
    const ended = once(child, 'exit')
    try {
      const browser = await attachToApp(userData)
      const page = await pageOfOrigin(browser, 'app://busker')
      const { network } = await ask(page, 'app.state', {})
      expect(network).toMatchObject({ isLocal: true })
      await ask(page, 'app.openVault', { purpose: 'create' })
      const secret = await pageOfOrigin(browser, 'app://vault')
      await VaultPage.forPage(secret).create(passphrase)
      const works = await vi.waitUntil(() => threeWorks(page), { timeout: 90_000, interval: 500 })
      expect(new Set(works.map(({ artistName }) => artistName)).size).toBe(1)
    } finally {
      const below = descendantsOf(child.pid ?? 0)
      child.kill('SIGTERM')
      await ended
      const gone = await Promise.all(below.map(async (each) => waitForExit(each, 5_000)))
      expect(gone.filter((hasEnded) => !hasEnded)).toEqual([])
    }
  },
)

async function threeWorks(page: Parameters<typeof ask>[0]) {
  const works = await ask(page, 'newest', { limit: 10 }).catch(() => [])
  return works.length === 3 && works
}
