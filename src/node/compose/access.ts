import { announcedUrsulasProtocol } from '../../protocol/announcedUrsulas.ts'
import { hubProtocol } from '../../protocol/hub.ts'
import { isBuskerError } from '../../shared/errors.ts'
import { isLocalNetwork } from '../../shared/networkProfile.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Access, Grants } from '../access/access.ts'
import { createAccess } from '../access/createAccess.ts'
import { createGrants } from '../access/createGrants.ts'
import { KnownUrsulas, type PresentedUrsula } from '../access/knownUrsulas.ts'
import { UrsulaCandidates } from '../access/ursulaCandidates.ts'
import { UrsulaWatch } from '../access/ursulaWatch.ts'
import { AccessTerms } from '../market/accessTerms.ts'
import type { NodeBase } from './base.ts'

export interface AccessParts {
  readonly grants: Grants & Startable
  readonly access: Access
  readonly ursulas: KnownUrsulas
  readonly ursulaCandidates: UrsulaCandidates
  readonly ursulaWatch: UrsulaWatch
  readonly accessTerms: AccessTerms
}

export interface AccessNeeds {
  /** Some Ursulas have gone silent. */
  readonly onSilentUrsulas: () => void
}

export function composeAccess(
  { options, hub, store, settings, peer, clock, logFailure }: NodeBase,
  { onSilentUrsulas }: AccessNeeds,
): AccessParts {
  const { keys, network } = options
  /** An older hub names them as they are, without when they said it. */
  const askHub = async (): Promise<readonly PresentedUrsula[]> => {
    try {
      return (await peer.call(hub, hubProtocol, 'ursulas', {})).announcements
    } catch (error) {
      if (!isBuskerError(error, 'PROTOCOL_UNKNOWN')) throw error
      return (await peer.call(hub, hubProtocol, 'welcome', {})).ursulas
    }
  }
  const ursulas = new KnownUrsulas({
    store,
    peer,
    profile: network.ursulas ?? [],
    askHub,
    now: () => clock.now(),
    onFailure: logFailure('ursulas'),
  })
  return {
    ursulas,
    ursulaCandidates: new UrsulaCandidates({
      askHub: async () => (await peer.call(hub, announcedUrsulasProtocol, 'list', {})).announcements,
      known: ursulas,
      now: () => clock.now(),
      onFailure: logFailure('announced Ursulas'),
    }),
    ursulaWatch: new UrsulaWatch({
      ursulas,
      checkOnline: askHub,
      now: () => clock.now(),
      onSilent: onSilentUrsulas,
    }),
    accessTerms: new AccessTerms(settings, isLocalNetwork(network)),
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
