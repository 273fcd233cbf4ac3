import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { type HubStore, openHubStore } from '../openHubStore.ts'
import { announcedUrsulaContract } from './testing/announcedUrsulaContract.ts'

let store: HubStore

announcedUrsulaContract('the hub’s own file', {
  async open() {
    store = openHubStore(':memory:')
    return new SqliteEngine(store)
  },
  reopen: async () => new SqliteEngine(store),
})
