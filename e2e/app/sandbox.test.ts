import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { asRoot, electronExecutable, launch } from './launch.ts'

/** As root, Electron is started as somebody who is not, in a user namespace. */
const wrapper = join(import.meta.dirname, 'unprivileged.sh')

it.runIf(process.platform === 'linux')(
  'the renderer runs in the sandbox of an unprivileged user',
  async () => {
    process.env['BUSKER_E2E_ELECTRON'] = electronExecutable()
    const busker = await launch({ executable: asRoot ? wrapper : electronExecutable() })
    try {
      const renderer = await busker.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
      )
      const status = await readFile(`/proc/${renderer}/status`, 'utf8')
      expect(/^Seccomp:\s*(\d)$/m.exec(status)?.[1]).toBe('2')
      expect(/^NoNewPrivs:\s*(\d)$/m.exec(status)?.[1]).toBe('1')
    } finally {
      await busker.close()
    }
  },
)
