import { chmod } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { cachedFfmpegPath, lookForFfmpeg } from '../../src/process/toolPaths.mjs'
import { putInPlace, withWorkFolder } from './cache.mjs'
import { say, show } from './progress.mjs'
import { refused, SetupProblem } from './problem.mjs'
import { installPackages } from './systemPackages.mjs'
import { fetchWheel } from './wheel.mjs'
import { unzip } from './zip.mjs'

/** The wheels of imageio-ffmpeg 0.6.0, each of which carries a static ffmpeg 7. */
const WHEELS = {
  'linux-x64': ['manylinux2014_x86_64', 'c7e46fcec401dd990405049d2e2f475e2b397779df2519b544b8aab515195282'],
  'linux-arm64': [
    'manylinux2014_aarch64',
    '1d47bebd83d2c5fc770720d211855f208af8a596c82d17730aa51e815cdee6dc',
  ],
  'darwin-arm64': ['macosx_11_0_arm64', 'b1ae3173414b5fc5f538a726c4e48ea97edc0d2cdc11f103afee655c463fa742'],
  'darwin-x64': ['macosx_10_9_x86_64', '9d2baaf867088508d4a3458e61eeb30e945c4ad8016025545f66c4b5aaef0a61'],
  'win32-x64': ['win_amd64', '02fa47c83703c37df6bfe4896aab339013f62bf02c5ebf2dce6da56af04ffc0a'],
}

/** Makes sure of an ffmpeg: the machine's own, else Debian's, else a static one in the cache folder. */
export async function setUpFfmpeg() {
  const first = await lookForFfmpeg()
  if (!('problem' in first)) return
  if (process.env['FFMPEG_BIN']) throw new SetupProblem(first.problem, 'unset FFMPEG_BIN')
  const refusal = await refused(() => installPackages(['ffmpeg'], first.problem))
  const second = await lookForFfmpeg()
  if (!('problem' in second)) return
  if (refusal) say(`${refusal.message} Taking a static build instead.`)
  await show('Fetching a static ffmpeg', () => fetchStatic(refusal))
}

/** @param {SetupProblem | undefined} refusal why the system's package manager was no help */
async function fetchStatic(refusal) {
  const [platform, sha256] =
    Object.entries(WHEELS).find(([name]) => name === `${process.platform}-${process.arch}`)?.[1] ?? []
  if (platform === undefined || sha256 === undefined) {
    throw (
      refusal ??
      new SetupProblem(
        'There is no static ffmpeg for this system; install ffmpeg 5.1 or newer.',
        'ffmpeg -version',
      )
    )
  }
  await withWorkFolder(async (folder) => {
    const wheel = await fetchWheel({ requirement: 'imageio-ffmpeg==0.6.0', platform, sha256 }, folder)
    const target = cachedFfmpegPath()
    const name = basename(target)
    await unzip(wheel, folder, (entry) => (/\/binaries\/ffmpeg-[^/]+$/.test(entry) ? name : undefined))
    await chmod(join(folder, name), 0o755)
    await putInPlace(join(folder, name), target)
  })
}
