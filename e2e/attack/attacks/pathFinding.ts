import { Agent, request } from 'node:http'
import { getAddress } from 'viem'
import { accountOf } from '../../crash/adversaries/adversary.ts'
import type { Attack } from '../attack.ts'
import { strangersAddress } from '../attackNetwork.ts'
import { outcomes } from '../outcomes.ts'

const atOnce = 32

/** Attacks on the service that Raiden asks for ways. */
export const pathFindingAttacks: readonly Attack[] = [
  {
    name: 'ways asked for without a pause',
    async run({ crash }, signal) {
      const { profile } = crash.localnet
      const [from, to] = (await Promise.all([crash.listener, crash.artist].map(accountOf))).map((account) =>
        getAddress(account),
      )
      const url = `${profile.hub.pathFindingUrl}/api/v1/${getAddress(profile.contracts.tokenNetwork)}/paths`
      const body = JSON.stringify({ from, to, value: '1', max_paths: 3 })
      const agent = new Agent({ keepAlive: true, maxSockets: atOnce, localAddress: strangersAddress })
      try {
        return await outcomes(signal, atOnce, () => post(url, body, agent, signal))
      } finally {
        agent.destroy()
      }
    },
  },
]

/** @returns the status of the answer */
function post(url: string, body: string, agent: Agent, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    const asking = request(url, { method: 'POST', agent, headers, signal }, (answer) => {
      answer.once('error', reject)
      answer.once('end', () => resolve(answer.statusCode ?? 0))
      answer.resume()
    })
    asking.once('error', reject)
    asking.end(body)
  })
}
