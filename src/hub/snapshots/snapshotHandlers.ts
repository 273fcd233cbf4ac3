import type { Caller } from '../../ipfs/peer.ts'
import { type hubProtocol, snapshot } from '../../protocol/hub.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import { verify } from '../../protocol/signed.ts'
import { BuskerError } from '../../shared/errors.ts'
import { authenticateCaller } from '../authenticateCaller.ts'
import { hideDatabase } from '../postgres/hideDatabase.ts'
import type { Snapshots } from './snapshots.ts'

type SnapshotHandlers = Pick<Handlers<typeof hubProtocol, Caller>, 'keepSnapshot' | 'newestSnapshot'>

const silent = 'The hub can keep no snapshots, and give none out, at the moment. Try again later.'

/** The snapshots' part of `/busker/hub/1`. */
export function createSnapshotHandlers(snapshots: Snapshots): SnapshotHandlers {
  return {
    keepSnapshot: async ({ snapshot: signed }) => {
      if (signed.signer !== signed.body.account) {
        throw new BuskerError('PROTOCOL_FORGED', 'A snapshot was signed by another account than its own.')
      }
      await verify('snapshot', snapshot, signed)
      await hideDatabase(snapshots.keep(signed), 'HUB_PART_SILENT', silent)
      return { number: signed.body.number }
    },
    newestSnapshot: async ({ identity, before }, caller) => ({
      snapshot: await hideDatabase(
        snapshots.newest(await authenticateCaller(identity, caller), before),
        'HUB_PART_SILENT',
        silent,
      ),
    }),
  }
}
