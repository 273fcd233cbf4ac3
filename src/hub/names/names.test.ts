import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { openHubStore, type HubStore } from '../openHubStore.ts'
import { nameContract } from './testing/nameContract.ts'

let store: HubStore

nameContract('the hub’s own file', {
  async open() {
    store = openHubStore(':memory:')
    return new SqliteEngine(store)
  },
  reopen: async () => new SqliteEngine(store),
})
