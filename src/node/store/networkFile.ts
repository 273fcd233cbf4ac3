import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { BuskerError } from '../../shared/errors.ts'
import {
  decodeNetworkProfile,
  encodeNetworkProfile,
  isLocalNetwork,
  type NetworkProfile,
} from '../../shared/networkProfile.ts'
import { haveSameContracts } from '../../shared/networkTrust.ts'

/**
 * Reads a network profile.
 *
 * @returns null when there is no such file
 * @throws BuskerError `NETWORK_PROFILE_MALFORMED`
 */
export async function readNetwork(file: string): Promise<NetworkProfile | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  try {
    return decodeNetworkProfile(text)
  } catch (cause) {
    throw new BuskerError('NETWORK_PROFILE_MALFORMED', `${file} is not a network profile.`, { cause })
  }
}

/**
 * Makes a data folder belong to a network that a person has accepted. Its channels and orders are of one network for good;
 * what changes within one, such as a port, is taken over.
 *
 * @param file see `NodeFolder.network`
 * @throws BuskerError `NETWORK_OTHER`
 */
export async function saveNetwork(file: string, network: NetworkProfile): Promise<void> {
  const kept = await readNetwork(file)
  if (kept !== null && kept.id !== network.id) {
    throw new BuskerError(
      'NETWORK_OTHER',
      `This data folder belongs to the network “${kept.name}” (${kept.id}), not to ${network.id}. Choose another data folder.`,
    )
  }
  if (kept !== null && !isLocalNetwork(kept) && !haveSameContracts(kept, network)) {
    throw new BuskerError(
      'NETWORK_OTHER',
      `The network “${kept.name}” names other contracts than those that the money of this data folder lies in. It goes on with the old profile, or with another data folder.`,
    )
  }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFileAtomic(file, encodeNetworkProfile(network), { mode: 0o600 })
}
