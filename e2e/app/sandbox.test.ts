import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask } from '../../harness/app/ask.ts'
import { isRoot, electronExecutable, launchApp } from '../../harness/app/launchApp.ts'
import { VaultPage } from '../../harness/app/vaultPage.ts'

/** As root, Electron is started as somebody who is not, in a user namespace. */
const wrapper = join(import.meta.dirname, 'unprivileged.sh')

test.runIf(process.platform === 'linux')(
  'both pages run in the sandbox of an unprivileged user',
  async () => {
    process.env['BUSKER_E2E_ELECTRON'] = electronExecutable()
    const busker = await launchApp({ executable: isRoot ? wrapper : electronExecutable() })
    try {
      await ask(busker.window, 'app.openVault', { purpose: 'create' })
      await (await VaultPage.forApp(busker.app)).readWords()
      const renderers = await busker.app.evaluate(({ webContents }) =>
        webContents.getAllWebContents().map((contents) => contents.getOSProcessId()),
      )
      expect(new Set(renderers).size).toBe(2)
      for (const pid of renderers) {
        const status = await readFile(`/proc/${pid}/status`, 'utf8')
        expect(/^Seccomp:\s*(\d)$/m.exec(status)?.[1]).toBe('2')
        expect(/^NoNewPrivs:\s*(\d)$/m.exec(status)?.[1]).toBe('1')
      }
    } finally {
      await busker.close()
    }
  },
)
