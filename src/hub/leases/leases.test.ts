import { openHubStore, type HubStore } from '../openHubStore.ts'
import { SqliteLeases } from './sqliteLeases.ts'
import { leaseContract } from './testing/leaseContract.ts'

let store: HubStore

leaseContract('the hub’s own file', {
  async open() {
    store = openHubStore(':memory:')
    return new SqliteLeases(store)
  },
  reopen: async () => new SqliteLeases(store),
})
