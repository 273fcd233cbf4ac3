import { holderOf } from '../process/holdFolder.ts'
import type { NetworkProfile } from '../shared/networkProfile.ts'

/** The profile of the local network that runs in `folder`; null when none does. */
export async function runningLocalnet(folder: string): Promise<NetworkProfile | null> {
  if ((await holderOf(folder)) === null) return null
  const { readProfile } = await import('./profileFile.ts')
  return readProfile(folder)
}
