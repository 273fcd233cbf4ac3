import type { Hex32 } from '../shared/ids.ts'
import { digest } from './codec.ts'

/** What a request shows of a code: the code itself leaves nobody's machine but as its artist gives it away. */
export function codeHash(code: string): Hex32 {
  return digest(new TextEncoder().encode(`busker/code/1 ${code}`))
}
