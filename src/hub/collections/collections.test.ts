import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { type HubStore, openHubStore } from '../openHubStore.ts'
import { collectionContract } from './testing/collectionContract.ts'

let store: HubStore

collectionContract('the hub’s own file', {
  async open() {
    store = openHubStore(':memory:')
    return new SqliteEngine(store)
  },
  reopen: async () => new SqliteEngine(store),
})
