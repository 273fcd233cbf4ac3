import type { Caller } from '../../ipfs/peer.ts'
import { type hubProtocol, lease, leaseRequest, type Lease, type SignedLease } from '../../protocol/hub.ts'
import { holdRequest, takeOverRequest } from '../../protocol/leaseHolder.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import { verify } from '../../protocol/signed.ts'
import { BuskerError } from '../../shared/errors.ts'
import { hideDatabase } from '../postgres/hideDatabase.ts'
import { authenticateCaller } from '../authenticateCaller.ts'
import type { Leases } from './leases.ts'

type LeaseHandlers = Pick<
  Handlers<typeof hubProtocol, Caller>,
  'takeLease' | 'holdLease' | 'askForLease' | 'leaseHolder' | 'lease' | 'currentLease' | 'release'
>

/** The lease's part of `/busker/hub/1`. */
export function createLeaseHandlers(leases: Leases): LeaseHandlers {
  return {
    lease: async ({ lease: signed }) => ({ until: await asAnswer(leases.acquire(await verified(signed))) }),
    takeLease: async ({ request }) => {
      if (request.signer !== request.body.account) throw forged()
      await verify('lease', leaseRequest, request)
      return { durationMs: await asAnswer(leases.take(request.body)) }
    },
    holdLease: async ({ request }) => {
      if (request.signer !== request.body.account) throw forged()
      await verify('lease', holdRequest, request)
      return asAnswer(leases.hold(request.body))
    },
    askForLease: async ({ request }) => {
      if (request.signer !== request.body.account) throw forged()
      await verify('lease-takeover', takeOverRequest, request)
      await asAnswer(leases.ask(request))
      return {}
    },
    leaseHolder: async ({ identity }, caller) => ({
      holder: await asAnswer(leases.holder(await authenticateCaller(identity, caller))),
    }),
    release: async ({ lease: signed }) => {
      await asAnswer(leases.release(await verified(signed)))
      return {}
    },
    currentLease: async ({ identity }, caller) => ({
      lease: await asAnswer(leases.current(await authenticateCaller(identity, caller))),
    }),
  }
}

function asAnswer<T>(answer: Promise<T>): Promise<T> {
  const silent = 'The hub can grant no leases at the moment. It is asked again by itself.'
  return hideDatabase(answer, 'HUB_LEASE_FAILED', silent)
}

async function verified(signed: SignedLease): Promise<Lease> {
  if (signed.signer !== signed.body.account) {
    throw forged()
  }
  await verify('lease', lease, signed)
  return signed.body
}

function forged(): BuskerError {
  return new BuskerError('PROTOCOL_FORGED', 'A lease was signed by another account than its own.')
}
