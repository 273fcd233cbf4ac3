import { hubProtocol } from '../../protocol/hub.ts'
import { isLocalNetwork } from '../../shared/networkProfile.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Access, Grants } from '../access/access.ts'
import { createAccess } from '../access/createAccess.ts'
import { createGrants } from '../access/createGrants.ts'
import { KnownUrsulas } from '../access/knownUrsulas.ts'
import type { NodeBase } from './base.ts'

export interface AccessParts {
  readonly grants: Grants & Startable
  readonly access: Access
}

export function composeAccess({ options, hub, store, peer, clock, logFailure }: NodeBase): AccessParts {
  const { keys, network } = options
  const ursulas = new KnownUrsulas({
    store,
    peer,
    profile: network.ursulas ?? [],
    askHub: async () => (await peer.call(hub, hubProtocol, 'welcome', {})).ursulas,
    now: Date.now,
    onFailure: logFailure('ursulas'),
  })
  return {
    grants: createGrants({
      store,
      keys,
      peer,
      ursulas,
      now: () => clock.now(),
      sharedOperators: isLocalNetwork(network),
      onFailure: logFailure('grants'),
    }),
    access: createAccess({ store, keys, peer }),
  }
}
