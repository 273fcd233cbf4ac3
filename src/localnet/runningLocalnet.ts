import { lockHolderOf } from '../process/folderLock.ts'
import type { NetworkProfile } from '../shared/networkProfile.ts'
import { readProfile } from './profileFile.ts'

/** The profile of the local network that runs in `folder`; null when none does. */
export async function runningLocalnet(folder: string): Promise<NetworkProfile | null> {
  return (await lockHolderOf(folder)) === null ? null : readProfile(folder)
}
