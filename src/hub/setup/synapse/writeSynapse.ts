import { existsSync } from 'node:fs'
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { BuskerError } from '../../../shared/errors.ts'
import { ports } from '../createHubConfig.ts'
import { newSigningKey, synapseConfig, synapseLogConfig, type SynapseChoices } from './synapseConfig.ts'

const module = new URL('busker_login.py', import.meta.url)
const requirements = new URL('requirements.txt', import.meta.url)

/** Where a Synapse listens: for everybody at its own port, for a proxy with TLS on this machine alone. */
export function synapseListensOn(matrixUrl: string): SynapseChoices['listen'] {
  const { protocol, hostname, port } = new URL(matrixUrl)
  const isPublic = protocol === 'http:' && hostname !== '127.0.0.1' && hostname !== 'localhost'
  return {
    host: isPublic ? '0.0.0.0' : '127.0.0.1',
    port: protocol === 'http:' ? Number(port || 80) : ports.homeserver,
  }
}

/** What an operator types to run the Synapse in `folder`. */
export function synapseCommands(folder: string): readonly string[] {
  return [
    `python3 -m venv ${join(folder, 'python')}`,
    `${join(folder, 'python', 'bin', 'pip')} install -r ${join(folder, 'requirements.txt')}`,
    `PYTHONPATH=${folder} ${join(folder, 'python', 'bin', 'python')} -m synapse.app.homeserver -c ${join(folder, 'homeserver.yaml')}`,
  ]
}

/**
 * Writes a folder from which a Synapse runs that Raiden's nodes sign in to: its settings and secrets, the module that lets them
 * in, and what pip installs. It is there whole, or not at all.
 *
 * @throws BuskerError `HUB_CONFIG_EXISTS`
 */
export async function writeSynapse(choices: SynapseChoices): Promise<void> {
  const folder = resolve(choices.folder)
  if (existsSync(folder)) {
    throw new BuskerError(
      'HUB_CONFIG_EXISTS',
      `${folder} is there already. Change what is in it, or move it away first.`,
    )
  }
  const unfinished = `${folder}.partial`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  const write = (name: string, text: string) => writeFile(join(unfinished, name), text, { mode: 0o600 })
  await write('homeserver.yaml', stringify(synapseConfig({ ...choices, folder })))
  await write('log.yaml', stringify(synapseLogConfig))
  await write('signing.key', newSigningKey())
  await copyFile(fileURLToPath(module), join(unfinished, 'busker_login.py'))
  await copyFile(fileURLToPath(requirements), join(unfinished, 'requirements.txt'))
  await rename(unfinished, folder)
}
