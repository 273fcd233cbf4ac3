import { holderOf } from '../process/holdFolder.ts'
import type { NetworkProfile } from '../shared/networkProfile.ts'
import { readProfile } from './profileFile.ts'

/** The profile of the local network that runs in `folder`; null when none does. */
export async function runningLocalnet(folder: string): Promise<NetworkProfile | null> {
  return (await holderOf(folder)) === null ? null : readProfile(folder)
}
