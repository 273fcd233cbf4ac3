import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { SignedSnapshot } from '../../protocol/hub.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import type { Keys } from '../keys/keys.ts'
import { createVault } from '../keys/vault.ts'
import type { VaultLock } from '../keys/vaultLock.ts'
import { nodeFolder } from '../store/nodeFolder.ts'
import { fillStore, removeStore, storeParts } from './fillStore.ts'
import type { SnapshotContent } from './snapshotContent.ts'
import { openSnapshot } from './sealedSnapshot.ts'
import type { SnapshotClient } from './snapshotClient.ts'

export interface RestoreInput {
  readonly words: string
  /** What the new vault opens with. */
  readonly lock: VaultLock
  /** Where the node will live: no vault may be there. */
  readonly folder: string
  /** Reaches the hub as the identity that is being restored; null to do without. */
  readonly reachHub: ((keys: Keys) => Promise<SnapshotClient>) | null
  /** From a snapshot file, where there is one. The newer of it and the hub's is taken. */
  readonly file?: SignedSnapshot
  readonly nativeBinding?: string
  readonly now?: () => number
}

export interface RestoreResult {
  readonly account: Address
  /** Null where neither hub nor file had a snapshot: the words brought back keys and account, and nothing else. */
  readonly snapshot: { readonly from: 'hub' | 'file'; readonly number: number; readonly time: number } | null
  /** False where the hub could not be asked: it may have a newer snapshot, and will say so at the first contact. */
  readonly hubAsked: boolean
}

/**
 * Makes a node out of words: vault, and store from the newest snapshot. The vault comes last, so that before it is
 * there nothing counts as restored, and trying again starts anew. Channels start closed to use: see docs/adr/0010.
 *
 * @throws BuskerError `WORDS_INVALID`, `VAULT_EXISTS`, `VAULT_PASSPHRASE_WEAK`, `SNAPSHOT_FOREIGN`, `SNAPSHOT_DAMAGED`,
 *   `SNAPSHOT_FROM_FUTURE`, `SNAPSHOT_HUB_UNREACHABLE` (and there is no file)
 */
export async function restoreNodeFolder(input: RestoreInput): Promise<RestoreResult> {
  const files = nodeFolder(input.folder)
  if (existsSync(files.vault)) {
    throw new BuskerError(
      'VAULT_EXISTS',
      `There is an identity in ${input.folder} already. Choose an empty folder.`,
    )
  }
  const now = (input.now ?? Date.now)()
  const keys = await deriveKeys(input.words, now)
  try {
    const { offered, hubAsked } = await gatherSnapshots(input, keys)
    const { chosen, content } = await newestReadable(keys, offered)
    const restoring = `${files.store}.restoring`
    await mkdir(dirname(restoring), { recursive: true, mode: 0o700 })
    await removeStore(restoring)
    fillStore(restoring, keys, content, chosen?.snapshot.body, input.nativeBinding)
    await moveAside(files.store, now)
    await rename(restoring, files.store)
    await createVault(files.vault, input.words, content?.issuedAt ?? now, input.lock)
    const source = chosen && {
      from: chosen.from,
      number: chosen.snapshot.body.number,
      time: chosen.snapshot.body.time,
    }
    return { account: keys.identity.body.account, snapshot: source ?? null, hubAsked }
  } finally {
    keys.lock()
  }
}

interface SnapshotCandidate {
  readonly from: 'hub' | 'file'
  readonly snapshot: SignedSnapshot
}

async function gatherSnapshots(
  input: RestoreInput,
  keys: Keys,
): Promise<{ offered: SnapshotCandidate[]; hubAsked: boolean }> {
  const offered: SnapshotCandidate[] =
    input.file === undefined ? [] : [{ from: 'file', snapshot: input.file }]
  if (input.reachHub === null) return { offered, hubAsked: false }
  try {
    const snapshot = await (await input.reachHub(keys)).newest()
    if (snapshot !== null) offered.push({ from: 'hub', snapshot })
    return { offered, hubAsked: true }
  } catch (cause) {
    if (input.file !== undefined) return { offered, hubAsked: false }
    throw new BuskerError(
      'SNAPSHOT_HUB_UNREACHABLE',
      'The hub, which keeps the snapshot, can’t be asked now. Try again later, or restore from a snapshot file.',
      { cause },
    )
  }
}

/** The newest one, by number and then by time. A file's damage does not matter when the hub's is newer. */
async function newestReadable(
  keys: Keys,
  offered: readonly SnapshotCandidate[],
): Promise<{ chosen: SnapshotCandidate | undefined; content: SnapshotContent | undefined }> {
  const [chosen] = offered.toSorted(
    ({ snapshot: { body: a } }, { snapshot: { body: b } }) => b.number - a.number || b.time - a.time,
  )
  return { chosen, content: chosen && (await openSnapshot(keys, chosen.snapshot)) }
}

/** A store without a vault can only be left from an attempt that broke off; it is kept all the same. */
async function moveAside(file: string, now: number): Promise<void> {
  for (const part of storeParts) {
    if (existsSync(`${file}${part}`)) await rename(`${file}${part}`, `${file}.${now}.old${part}`)
  }
}
