import { defaultLocalnetFolder } from '../localnet/defaultFolder.ts'
import { runningLocalnet } from '../localnet/runningLocalnet.ts'
import { acceptContracts } from '../node/network/acceptContracts.ts'
import { saveNetwork, readNetwork } from '../node/store/networkFile.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { BuskerError } from '../shared/errors.ts'
import type { NetworkProfile } from '../shared/networkProfile.ts'

/**
 * The network of a data folder: the profile in `file`, else the one it belongs to already, else the local network that
 * runs on this machine. The folder belongs to it from now on.
 *
 * @param acceptsContracts whether the person takes the operator's word for contracts that Busker does not know
 * @throws BuskerError `NETWORK_NONE`, `NETWORK_PROFILE_MALFORMED`, `NETWORK_OTHER`; as `acceptContracts`
 */
export async function chooseNetwork(
  folder: string,
  file: string | undefined,
  acceptsContracts: boolean,
): Promise<NetworkProfile> {
  const networkFile = nodeFolder(folder).network
  const kept = await readNetwork(networkFile)
  const network = file === undefined ? (kept ?? (await requireRunningLocalnet())) : await readProfile(file)
  await acceptContracts(network, { kept, isAccepted: acceptsContracts })
  await saveNetwork(networkFile, network)
  return network
}

export async function readProfile(file: string): Promise<NetworkProfile> {
  const network = await readNetwork(file)
  if (network !== null) return network
  throw new BuskerError('NETWORK_NONE', `There is no network profile at ${file}.`)
}

async function requireRunningLocalnet(): Promise<NetworkProfile> {
  const profile = await runningLocalnet(defaultLocalnetFolder)
  if (profile !== null) return profile
  throw new BuskerError(
    'NETWORK_NONE',
    'No network was chosen and no local one runs. Give a profile with --network, or start one: busker localnet up --detach',
  )
}
