import { PostgresEngine } from '../../database/postgresEngine.ts'
import { PostgresDatabases } from '../testing/postgresDatabases.ts'
import { announcedUrsulasLock } from './announcedUrsulas.ts'
import { announcedUrsulaContract } from './testing/announcedUrsulaContract.ts'

const databases = PostgresDatabases.forTests()
const connect = async () => new PostgresEngine(await databases.connect(), announcedUrsulasLock)

announcedUrsulaContract('PostgreSQL', {
  async open() {
    await databases.create()
    return connect()
  },
  reopen: connect,
})
