import type { Api, ApiHandlers } from '../../shared/api/define.ts'
import { BuskerError } from '../../shared/errors.ts'

/** Handlers that say that a method is not there. */
export function notYet<A extends Api>(api: A): ApiHandlers<A> {
  const refuse = (name: string) => async () => {
    throw new BuskerError('NODE_METHOD_MISSING', `This version of Busker cannot do that yet (${name}).`)
  }
  return Object.fromEntries(Object.keys(api).map((name) => [name, refuse(name)])) as unknown as ApiHandlers<A>
}
