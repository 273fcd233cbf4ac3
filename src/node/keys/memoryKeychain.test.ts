import { keychainContract } from './testing/keychainContract.ts'
import { createMemoryKeychain } from './testing/memoryKeychain.ts'

keychainContract('the memory keychain', createMemoryKeychain)
