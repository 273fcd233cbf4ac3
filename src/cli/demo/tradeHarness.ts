import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import writeFileAtomic from 'write-file-atomic'
import { Localnet } from '../../localnet/localnet.ts'
import type { LocalnetParameters } from '../../localnet/localnetSettings.ts'
import { nodeFolder } from '../../node/store/nodeFolder.ts'
import { encodeNetworkProfile, type NetworkProfile } from '../../shared/networkProfile.ts'
import { NodeProcess } from '../nodeProcess.ts'

/** A local network and the people on it, all in one temporary folder. */
export interface TradeHarness {
  readonly folder: string
  readonly localnet: Localnet
  readonly artist: NodeProcess
  readonly listener: NodeProcess
  /** Starts the network and tells the nodes of it. */
  startNetwork(): Promise<NetworkProfile>
  /** Starts the network and both nodes, each with an identity of its own. */
  start(): Promise<NetworkProfile>
  /** Ends every process; they have ended when it resolves. */
  close(): Promise<void>
  /** Copies what the processes logged. */
  keepLogs(to: string): Promise<void>
  /** Removes the folder. */
  remove(): Promise<void>
}

/** @param parameters of the network */
export async function createTradeHarness(parameters: LocalnetParameters = {}): Promise<TradeHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-'))
  const localnetFolder = join(folder, 'localnet')
  const network = join(folder, 'network.json')
  const localnet = new Localnet({ folder: localnetFolder, parameters })
  const nodeProcess = (name: string) =>
    new NodeProcess({
      name,
      folder: join(folder, name),
      network,
      passphrase: randomBytes(16).toString('hex'),
    })
  const artist = nodeProcess('artist')
  const listener = nodeProcess('listener')
  const startNetwork = async () => {
    await localnet.start()
    await writeFileAtomic(network, encodeNetworkProfile(localnet.profile))
    return localnet.profile
  }
  return {
    folder,
    localnet,
    artist,
    listener,
    startNetwork,
    async start() {
      const [profile] = await Promise.all([startNetwork(), artist.init(), listener.init()])
      await Promise.all([artist.start(), listener.start()])
      return profile
    },
    async close() {
      const ended = await Promise.allSettled([artist.stop(), listener.stop()])
      await localnet.stop()
      const failed = ended.find((each) => each.status === 'rejected')
      if (failed) throw failed.reason
    },
    async keepLogs(to) {
      await rm(to, { recursive: true, force: true })
      await cp(join(localnetFolder, 'logs'), to, { recursive: true, force: true }).catch(ignoreMissing)
      for (const { name, folder: data } of [artist, listener]) {
        await cp(nodeFolder(data).log, join(to, `${name}.log`)).catch(ignoreMissing)
      }
    },
    // What was interrupted may still be writing its last bytes.
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
