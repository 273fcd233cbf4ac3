import { describeKeychain } from './testing/keychainContract.ts'
import { createMemoryKeychain } from './testing/memoryKeychain.ts'

describeKeychain('the memory keychain', createMemoryKeychain)
