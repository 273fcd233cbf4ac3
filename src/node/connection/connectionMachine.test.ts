import { expect, test } from 'vitest'
import { followEvents } from '../saga/testing/followEvents.ts'
import { type ConnectionEvent, connectionMachine, type ConnectionState } from './connectionMachine.ts'

/** What has happened to a request until it is in each state. */
const ways = {
  filling: ['requested'],
  opening: ['requested', 'filled'],
  depositing: ['requested', 'filled', 'opened'],
  connected: ['requested', 'filled', 'opened', 'deposited'],
  refused: ['requested', 'refused'],
  stopped: ['requested', 'stopped'],
} as const satisfies Record<ConnectionState, readonly ConnectionEvent[]>
const states = Object.keys(ways) as ConnectionState[]
const stateAfter = (...events: ConnectionEvent[]) => followEvents(connectionMachine, events).at(-1)?.to

test('a request fills the account, opens the channel, deposits, and is done', () => {
  expect(states.map((state) => stateAfter(...ways[state]))).toEqual(states)
  expect(connectionMachine.states).toEqual({
    filling: 'fill',
    opening: 'open',
    depositing: 'deposit',
    connected: null,
    refused: null,
    stopped: null,
  })
})

test.each(states)('a new request begins anew where the last is %s', (state) => {
  expect(stateAfter(...ways[state], 'requested')).toBe('filling')
})

test.each(['filling', 'opening', 'depositing'] as const)(
  'a request that is %s can be refused, and taken back',
  (state) => {
    expect(stateAfter(...ways[state], 'refused')).toBe('refused')
    expect(stateAfter(...ways[state], 'stopped')).toBe('stopped')
  },
)
