import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { unlockVault } from '../node/keys/vault.ts'
import { passphraseLock } from '../node/keys/vaultLock.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { type OperatedService, operatedServices } from '../process/operatedServices.ts'
import { systemdUnit } from '../process/systemdUnit.ts'
import { BuskerError } from '../shared/errors.ts'
import { chooseNetwork } from './chooseNetwork.ts'
import type { Terminal } from './terminal.ts'

/** What every unit says. */
interface Service {
  /** The unit's, without `.service`. */
  readonly name: string
  readonly folder: string
  readonly terminal: Terminal
  /** The program of the packed command line, by its absolute path; left out: that of this process. */
  readonly program?: string
}

interface NodeService extends Service {
  readonly networkFile: string | undefined
  readonly acceptsContracts: boolean
  readonly passphrase: () => Promise<string>
}

interface OperatedUnit extends Service {
  readonly service: OperatedService
  /** What stands behind the folder. */
  readonly options?: readonly string[]
}

/** Signs systemd gives a meaning of their own are none of a name's. */
const unitName = /^[a-z0-9][a-z0-9_-]{0,99}$/i

/**
 * Writes a unit that runs the node of a folder, for the systemd of who asks, and the passphrase into a file that they alone can
 * read: systemd hands that over as a credential, so that it stands in no argument and no environment. It is tried before.
 *
 * @throws BuskerError `CLI_SERVICE_*`, `CLI_SECRET*`, `VAULT_*`, `NETWORK_*`
 */
export async function writeNodeService(service: NodeService): Promise<void> {
  const { name, folder, networkFile, acceptsContracts, passphrase, terminal } = service
  const program = programOf(service)
  await chooseNetwork(folder, networkFile, acceptsContracts)
  const { vault } = nodeFolder(folder)
  const secret = await passphrase()
  const keys = await unlockVault(vault, passphraseLock(secret))
  keys.lock()
  const credential = join(settingsFolder(), 'busker', `${name}.passphrase`)
  const unit = systemdUnit({
    description: 'Busker node',
    command: [program, '--data', folder, 'node', '--passphrase-credential', 'passphrase'],
    folder,
    needs: vault,
    credentials: { passphrase: credential },
  })
  const file = await writeUnit(name, unit)
  await mkdir(dirname(credential), { recursive: true, mode: 0o700 })
  await writeFileAtomic(credential, `${secret}\n`, { mode: 0o600 })
  terminal.result(
    { unit: file, passphrase: credential, commands: commandsFor(name) },
    `${explain(name, file)}\nThe passphrase is in ${credential}, which you alone can read. Whoever has it and ${folder} has your keys.`,
  )
}

/**
 * Writes a unit that runs what an operator has in a folder, for the systemd of who asks.
 *
 * @throws BuskerError `CLI_SERVICE_*`
 */
export async function writeOperatedService(unit: OperatedUnit): Promise<void> {
  const { name, folder, service, options = [], terminal } = unit
  const { title, command } = operatedServices[service]
  const text = systemdUnit({
    description: title,
    command: [programOf(unit), ...command, folder, ...options],
    folder,
    needs: join(folder, `${service}.json`),
  })
  const file = await writeUnit(name, text)
  terminal.result({ unit: file, commands: commandsFor(name) }, explain(name, file))
}

/** A clone's programs are bundled anew whenever they change, so none of them has a place that stays. */
function programOf({ name, program }: Service): string {
  if (!unitName.test(name)) {
    throw new BuskerError(
      'CLI_USAGE',
      `${name} can’t be a unit’s name: letters, digits, - and _ can be in it.`,
    )
  }
  const packed = program ?? join(dirname(process.execPath), '..', 'busker')
  if (existsSync(packed) && basename(packed) === 'busker') return packed
  throw new BuskerError(
    'CLI_SERVICE_UNPACKED',
    'A service needs the packed command line: a clone’s programs move with every change.',
  )
}

const settingsFolder = (): string => process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')

async function writeUnit(name: string, text: string): Promise<string> {
  const file = join(settingsFolder(), 'systemd', 'user', `${name}.service`)
  const there = existsSync(file) ? await readFile(file, 'utf8') : text
  if (there !== text) {
    throw new BuskerError('CLI_SERVICE_EXISTS', `${file} is there already, and says something else.`)
  }
  await mkdir(dirname(file), { recursive: true })
  await writeFileAtomic(file, text, { mode: 0o600 })
  return file
}

const commandsFor = (name: string): string[] => [
  `systemctl --user enable --now ${name}`,
  'loginctl enable-linger',
]

function explain(name: string, file: string): string {
  const [start, linger] = commandsFor(name)
  return [
    `${file} is written. Two commands start it:`,
    `  ${start}`,
    `  ${linger}`,
    'The first runs it now, and whenever you sign in. The second starts it with the machine, and lets it run while nobody is signed in.',
  ].join('\n')
}
