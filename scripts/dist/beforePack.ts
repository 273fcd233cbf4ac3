import { type AfterPackContext as PackContext, Arch } from 'electron-builder'
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { staticFfmpeg } from './staticFfmpeg.ts'

/** Puts the ffmpeg of the system that is packed for where electron-builder.yml takes it from. */
export async function beforePack({ packager, electronPlatformName, arch }: PackContext): Promise<void> {
  const ffmpeg = await staticFfmpeg(`${electronPlatformName}-${Arch[arch]}`)
  const system = `${packager.platform.buildConfigurationKey}-${Arch[arch]}`
  const folder = join(packager.projectDir, 'out', 'ffmpeg', system)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await copyFile(ffmpeg, join(folder, basename(ffmpeg)))
}
