import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { decodeNetworkProfile, encodeNetworkProfile, type NetworkProfile } from '../shared/networkProfile.ts'

/** @returns null when the network in `folder` was never up */
export async function readProfile(folder: string): Promise<NetworkProfile | null> {
  try {
    return decodeNetworkProfile(await readFile(profileFile(folder), 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

export async function writeProfile(folder: string, profile: NetworkProfile): Promise<void> {
  await writeFileAtomic(profileFile(folder), encodeNetworkProfile(profile))
}

/** The file a node is pointed at. */
export function profileFile(folder: string): string {
  return join(folder, 'network.json')
}
