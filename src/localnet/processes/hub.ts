/** The process of the hub. */
import { hexToBytes } from 'viem'
import { createHub } from '../../hub/createHub.ts'
import { createOperatorLog } from '../../process/operatorLog.ts'
import { lockFolder } from '../../process/folderLock.ts'
import { serveParent } from '../../process/serveParent.ts'
import { isLocalNetwork } from '../../shared/networkProfile.ts'
import { createFaucet } from '../chain/faucet.ts'
import { hubContract } from './hubContract.ts'

/** Gas costs nothing here, and tests make accounts by the hundred. */
const transactions = { perNewcomer: 1_000, perAccount: 1_000, newcomers: 100_000, all: 100_000 }

/** How often one account is given test money. */
const payoutsPerAccount = 20

serveParent(
  hubContract,
  async ({ folder, privateKey, peerSeed, profile, gift, ports, databaseUrl, ...terms }) => {
    await lockFolder(folder, { leftovers: 'end' })
    const faucet = isLocalNetwork(profile) ? createFaucet(profile.chain.rpcUrl, profile.token.address) : null
    const hub = createHub({
      folder,
      keys: { privateKey, peerSeed: hexToBytes(peerSeed) },
      profile,
      listen: [`/ip4/127.0.0.1/tcp/${ports.peer}`],
      pathFinding: { port: ports.pathFinding },
      homeserver: null,
      ...(databaseUrl !== undefined && { databaseUrl }),
      mediationFee: terms.mediationFee,
      funding: { ...terms.funding, transactions },
      faucet: faucet && {
        gas: gift.wei,
        tokens: gift.tokens,
        payoutsPerAccount,
        give: async (to, { gas, tokens }) => faucet.give(to, { wei: gas, token: tokens }),
      },
      ursulas: terms.ursulas,
      log: createOperatorLog(),
    })
    await hub.start()
    return {
      ready: {
        peerId: hub.peer.id,
        addresses: [...hub.peer.addresses],
        raidenAddress: profile.hub.raidenAddress,
      },
      handlers: {},
      stop: async () => hub.stop(),
    }
  },
)
