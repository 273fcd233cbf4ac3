import { sqliteStores } from '../testing/sqliteStores.ts'
import { fundingLedgerContract } from './testing/fundingLedgerContract.ts'

fundingLedgerContract('SQLite', sqliteStores())
