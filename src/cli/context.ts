import { join } from 'node:path'
import type { Command } from 'commander'
import envPaths from 'env-paths'
import type { ApiClient } from '../shared/api/define.ts'
import { type CommandApi, commandApi } from '../shared/api/command.ts'
import { connectControl } from '../node/control/controlClient.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { parsePath } from './arguments.ts'
import { Terminal } from './terminal.ts'

/** What every command starts from. */
export interface Context {
  /** The node's data folder. */
  readonly folder: string
  readonly terminal: Terminal
  /** Asks the node that runs on the data folder. */
  readonly node: ApiClient<CommandApi>
}

const paths = envPaths('busker', { suffix: '' })

export const defaultFolder = join(paths.data, 'node')

/** Reads the options that every command shares. */
export function contextOf(command: Command): Context {
  const { data, json } = command.optsWithGlobals<{ data?: string; json?: boolean }>()
  const folder = parsePath(data ?? defaultFolder)
  return {
    folder,
    terminal: new Terminal(json ?? false),
    node: connectControl(commandApi, nodeFolder(folder).controlSocket),
  }
}
