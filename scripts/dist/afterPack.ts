import type { AfterPackContext } from 'electron-builder'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Removes the example application that an Electron brings which was unpacked elsewhere. */
export async function afterPack({ appOutDir, packager }: AfterPackContext): Promise<void> {
  await rm(join(appOutDir, 'default_app'), { recursive: true, force: true })
  await rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true })
}
