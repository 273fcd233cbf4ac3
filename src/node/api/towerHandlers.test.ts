import { expect, test } from 'vitest'
import { towersView } from '../../shared/api/towers.ts'
import { peerIdText } from '../../shared/ids.ts'
import type { TowersStatus } from '../towers/towersStatus.ts'
import { towerHandlers } from './towerHandlers.ts'

const peer = peerIdText.parse(`12D3KooW${'1'.repeat(44)}`)
const status: TowersStatus = {
  settleTimeoutMs: 1000,
  towers: [
    {
      peer,
      address: null,
      operator: 'Bo',
      isOfProfile: false,
      isIndependent: true,
      watches: 1,
      problem: { code: 'TOWER_FULL', message: 'Full.' },
    },
  ],
  channels: [{ channel: 2n ** 70n, watching: 1, since: 5 }],
}

test('what is asked of towers is what they are, and a change is answered with it', async () => {
  const changes: string[] = []
  const handlers = towerHandlers({
    status: () => status,
    add: async (address) => void changes.push(`add ${address}`),
    remove: (removed) => void changes.push(`remove ${removed}`),
  })
  const context = { signal: new AbortController().signal, report: () => undefined }
  const view = await handlers.towers({}, context)
  expect(towersView.parse(view)).toMatchObject({ channels: [{ channel: String(2n ** 70n) }] })
  expect(await handlers.addTower({ address: ' /dns4/t/p2p/x\n' }, context)).toEqual(view)
  expect(await handlers.removeTower({ peer }, context)).toEqual(view)
  expect(changes).toEqual(['add /dns4/t/p2p/x', `remove ${peer}`])
})
