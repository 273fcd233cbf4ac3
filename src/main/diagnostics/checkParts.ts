import type { CallContext, Output, Progress } from '../../shared/api/define.ts'
import type { IpcMethods } from '../../shared/ipc.ts'
import { ffmpegInUse } from '../../process/tools.ts'
import { checkIpfs } from './checkIpfs.ts'
import { checkNucypherCore } from './checkNucypherCore.ts'
import { checkSqlite } from './checkSqlite.ts'

type Parts = IpcMethods['diagnostics.parts']

/** Runs each native part once. @returns their versions */
export async function checkParts(
  _input: unknown,
  context: CallContext<Progress<Parts>>,
): Promise<Output<Parts>> {
  context.report('sqlite')
  const sqlite = checkSqlite()
  context.report('nucypherCore')
  const nucypherCore = await checkNucypherCore()
  context.report('ipfs')
  const ipfs = await checkIpfs()
  context.report('ffmpeg')
  const { version: ffmpeg } = await ffmpegInUse()
  const { electron, node } = process.versions
  return { electron, node, sqlite, nucypherCore, ipfs, ffmpeg }
}
