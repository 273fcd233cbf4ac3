import type { VaultClient } from './vaultClient.ts'

/** What each page of the vault window gets. */
export interface VaultFlowProps {
  readonly vault: VaultClient
  readonly hasKeychain: boolean
  readonly isRemembered: boolean
  /** When the copy file was made that is opened, ms since epoch; null: none is. */
  readonly copyMadeAt: number | null
  /** Called with what the last step answered. */
  readonly onDone: (answer: object) => void
}
