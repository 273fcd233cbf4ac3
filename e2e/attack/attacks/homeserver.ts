import { MatrixUser } from '../../../src/hub/homeserver/testing/matrixUser.ts'
import type { Attack } from '../attack.ts'
import type { AttackNetwork } from '../attackNetwork.ts'
import { outcomes } from '../outcomes.ts'

const megabyte = 1024 * 1024
const atOnce = 8

/** Attacks with free accounts on the transport of Raiden's messages. */
export const homeserverAttacks: readonly Attack[] = [
  {
    name: 'a megabyte for sixty devices',
    async run(network, signal) {
      const [from, to] = [userOf(network), userOf(network)]
      await from.login()
      for (let index = 0; index < 60; index++) await to.login(undefined, `DEVICE${index}`)
      return outcomes(signal, atOnce, async (transaction) => {
        const content = { body: `${transaction}${'x'.repeat(megabyte - 1024)}` }
        const messages = { [to.id]: { '*': content } }
        return (await from.call('PUT', `sendToDevice/m.room.message/${transaction}`, { messages })).status
      })
    },
  },
  {
    name: 'messages of the longest kind, without a pause',
    async run(network, signal) {
      const [from, to] = [userOf(network), userOf(network)]
      await from.login()
      await to.login()
      return outcomes(signal, atOnce, async (transaction) => {
        return (await from.send(to, `${transaction}${'x'.repeat(100_000)}`, String(transaction))).status
      })
    },
  },
  {
    name: 'logins without a pause',
    run: async (network, signal) =>
      outcomes(signal, atOnce, async () => (await userOf(network).login()).status),
  },
]

function userOf({ crash }: AttackNetwork): MatrixUser {
  return new MatrixUser(crash.localnet.profile.hub.matrixUrl)
}
