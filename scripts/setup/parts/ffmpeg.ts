import { chmod } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { cachedFfmpegPath, lookForFfmpeg } from '../../../src/process/toolPaths.mjs'
import { SetupProblem } from '../problem.mjs'
import { staticFfmpegWheel } from '../staticFfmpeg.mjs'
import { putInPlace, withWorkFolder } from './cache.ts'
import type { Step } from './step.ts'
import { unzip } from './unzip.ts'
import { fetchWheel } from './wheel.ts'

/** Fetches a static ffmpeg into the cache folder, where the system has none that is new enough. */
export const ffmpeg: Step = {
  title: 'Fetching a static ffmpeg',
  isDone: async () => !('problem' in (await lookForFfmpeg())),
  async work() {
    const found = await lookForFfmpeg()
    if ('problem' in found && process.env['FFMPEG_BIN'])
      throw new SetupProblem(found.problem, 'unset FFMPEG_BIN')
    const wheel = staticFfmpegWheel()
    if (wheel === undefined) {
      const sentence = 'There is no static ffmpeg for this system; install ffmpeg 5.1 or newer.'
      throw new SetupProblem(sentence, 'ffmpeg -version')
    }
    await withWorkFolder(async (folder) => {
      const target = cachedFfmpegPath()
      const name = basename(target)
      const isFfmpeg = (entry: string) => /\/binaries\/ffmpeg-[^/]+$/.test(entry)
      await unzip(await fetchWheel(wheel, folder), folder, (entry) => (isFfmpeg(entry) ? name : undefined))
      await chmod(join(folder, name), 0o755)
      await putInPlace(join(folder, name), target)
    })
  },
}
