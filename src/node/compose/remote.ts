import { createPeer } from '../../ipfs/createPeer.ts'
import { toAmount } from '../../shared/money.ts'
import { bootstrapPeersOf } from '../../shared/networkProfile.ts'
import { machineName } from '../lease/deviceNote.ts'
import { Pairings } from '../remote/pairings.ts'
import { resumeSelling } from '../remote/resumeSelling.ts'
import { RemoteControl } from '../remote/remoteControl.ts'
import { nodeFolder } from '../store/nodeFolder.ts'
import type { NodeBase } from './base.ts'
import type { MoneyParts } from './money.ts'

export function composeRemote(
  { options, account, settings, steadyNow, logFailure }: NodeBase,
  { lease, hubConnector }: Pick<MoneyParts, 'lease' | 'hubConnector'>,
): RemoteControl {
  const { folder, keys, network } = options
  const pairings = new Pairings(settings)
  resumeSelling({ pairings, lease, connect: () => hubConnector.request(toAmount(0n)), now: Date.now() })
  return new RemoteControl({
    pairings,
    side: { account: keys.account, address: account, name: machineName() },
    steadyNow,
    onFailure: logFailure('remote'),
    createPeer: () =>
      createPeer({
        seed: pairings.peerSeed(keys.peerSeed),
        folder: nodeFolder(folder).remote,
        bootstrap: bootstrapPeersOf(network),
        onFailure: logFailure('remote'),
      }),
  })
}
