import { type Command, Option } from 'commander'
import type { OperatedService } from '../../process/operatedServices.ts'
import { parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'
import type { Terminal } from '../terminal.ts'

export interface ServiceFlags {
  readonly service?: string | true
}

/** What has a unit written in place of running. */
export function serviceOption(service: OperatedService | 'node'): Option {
  return new Option(
    '--service [name]',
    `write a unit for your systemd in place of running (name: busker-${service})`,
  )
}

/**
 * The action of a command that runs what an operator has in a folder, or writes a unit for it where `--service` says so.
 *
 * @param options what the unit's command has behind the folder, out of the command's own options
 */
export function runOrServe<Flags extends ServiceFlags>(
  service: OperatedService,
  run: (folder: string, terminal: Terminal, flags: Flags) => Promise<void>,
  options: (flags: Flags) => readonly string[] = () => [],
): (folder: string, flags: Flags, command: Command) => Promise<void> {
  return async (folder, flags, command) => {
    const { terminal } = contextOf(command)
    const path = parsePath(folder)
    if (flags.service === undefined) return run(path, terminal, flags)
    const { writeOperatedService } = await import('../services.ts')
    const name = flags.service === true ? `busker-${service}` : flags.service
    await writeOperatedService({ name, folder: path, service, options: options(flags), terminal })
  }
}
