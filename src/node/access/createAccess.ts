import type { Peer } from '../../ipfs/peer.ts'
import type { Capsule } from '../../protocol/manifest.ts'
import type { Policy } from '../../protocol/policy.ts'
import { digest } from '../../protocol/codec.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import { openOwnCapsule } from '../../umbral/capsule.ts'
import type { Keys } from '../keys/keys.ts'
import type { Store } from '../store/openStore.ts'
import type { Access, JoinInput } from './access.ts'
import { readPayload } from './capsules.ts'
import { beginJoin, ursulasOf } from './beginJoin.ts'
import { ContentKeys } from './contentKeys.ts'
import { FragmentTable } from './fragmentTable.ts'
import { gatherFragments } from './gatherFragments.ts'

export interface AccessOptions {
  readonly store: Store
  readonly keys: Pick<Keys, 'delegatingSeed' | 'identity' | 'receivingSeed' | 'storeKey' | 'verifyingSeed'>
  readonly peer: Pick<Peer, 'call' | 'connect'>
}

/** The listener's side. */
export function createAccess({ store, keys, peer }: AccessOptions): Access {
  const contentKeys = new ContentKeys(store, keys)
  const fragments = new FragmentTable(store)

  const keepAll = (payload: Uint8Array, { capsule, tracks }: Omit<JoinInput, 'policy'>): void => {
    for (const { id, edition, key } of readPayload(capsule.label, payload, tracks)) {
      contentKeys.keep(id, edition, key)
    }
  }

  const open = async (policy: Policy, capsule: Capsule, signal?: AbortSignal): Promise<Uint8Array> => {
    const joining = await beginJoin(policy, capsule, keys)
    try {
      const ursulas = ursulasOf(joining.addresses, policy.ursulas)
      const gathering = { statement: policy.statement, capsule: digest(capsule.kit), joining, ursulas }
      const gathered = await gatherFragments(peer, fragments, gathering, signal)
      return joining.openCapsule(keys.receivingSeed, gathered)
    } finally {
      joining.free()
    }
  }

  return {
    async join(input, signal) {
      const { policy, tracks } = input
      if (tracks.every(({ id, edition }) => contentKeys.has(id, edition))) return
      try {
        const payload = await open(policy, input.capsule, signal)
        store.transaction(() => {
          keepAll(payload, input)
          fragments.forget(digest(input.capsule.kit))
        })()
      } catch (error) {
        if (!isBuskerError(error, 'UMBRAL_WRONG_KEY') && !isBuskerError(error, 'UMBRAL_MALFORMED'))
          throw error
        throw new BuskerError(
          'POLICY_WRONG_KEY',
          'The capsule in the manifest can not be opened by the policy that was bought with it. The receipt proves it.',
          { cause: error },
        )
      }
    },

    async reclaim(input) {
      const { label, kit } = input.capsule
      const payload = await openOwnCapsule(keys.delegatingSeed, label, kit)
      store.transaction(() => keepAll(payload, input))()
    },

    contentKey: (id, edition) => contentKeys.get(id, edition),
    keep: (id, edition, key) => contentKeys.keep(id, edition, key),
  }
}
