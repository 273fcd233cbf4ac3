import type { Asking, Output, Progress } from '../../shared/api/define.ts'
import type { IpcMethods } from '../../shared/ipc.ts'
import { ffmpegInUse } from '../../process/tools.ts'
import { checkIpfs } from './checkIpfs.ts'
import { checkNucypherCore } from './checkNucypherCore.ts'
import { checkSqlite } from './checkSqlite.ts'

type Parts = IpcMethods['diagnostics.parts']

/** Uses each native part once, for real, and tells its version. */
export async function checkParts(_input: unknown, asking: Asking<Progress<Parts>>): Promise<Output<Parts>> {
  asking.report('sqlite')
  const sqlite = checkSqlite()
  asking.report('nucypherCore')
  const nucypherCore = await checkNucypherCore()
  asking.report('ipfs')
  const ipfs = await checkIpfs()
  asking.report('ffmpeg')
  const { version: ffmpeg } = await ffmpegInUse()
  const { electron, node } = process.versions
  return { electron, node, sqlite, nucypherCore, ipfs, ffmpeg }
}
