import { openHubStore, type HubStore } from '../openHubStore.ts'
import { SqliteNames } from './sqliteNames.ts'
import { nameContract } from './testing/nameContract.ts'

let store: HubStore

nameContract('the hub’s own file', {
  async open() {
    store = openHubStore(':memory:')
    return new SqliteNames(store)
  },
  reopen: async () => new SqliteNames(store),
})
