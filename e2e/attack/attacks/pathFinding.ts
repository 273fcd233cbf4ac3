import { getAddress } from 'viem'
import { accountOf } from '../../crash/adversaries/adversary.ts'
import type { Attack } from '../attack.ts'
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
      return outcomes(signal, atOnce, async () => {
        const headers = { 'content-type': 'application/json' }
        const answer = await fetch(url, { method: 'POST', headers, body, signal })
        await answer.arrayBuffer()
        return answer.status
      })
    },
  },
]
