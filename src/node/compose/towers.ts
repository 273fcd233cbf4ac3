import { Towers } from '../towers/towers.ts'
import type { NodeBase } from './base.ts'

export function composeTowers({ options, store, peer, events, logFailure }: NodeBase): Towers {
  const { keys, network } = options
  return new Towers({
    store,
    peer,
    identity: keys.identity,
    network,
    onChange: () => void events.emit('connection'),
    onProblem: logFailure('towers'),
  })
}
