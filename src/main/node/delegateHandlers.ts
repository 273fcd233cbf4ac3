import type { Api, ApiHandlers } from '../../shared/api/define.ts'

type Handler = (input: never, context: never) => Promise<unknown>

/** Handlers that pass each call on to those of the node that is open then. @param handlers throws while none is */
export function delegateHandlers<A extends Api>(
  methods: readonly (keyof A & string)[],
  handlers: () => ApiHandlers<A>,
): ApiHandlers<A> {
  const delegate = (name: keyof A & string) => async (input: never, context: never) => {
    const handler: Handler | undefined = handlers()[name]
    if (handler === undefined) throw new Error(`${name} has no handler.`)
    return handler(input, context)
  }
  return Object.fromEntries(methods.map((name) => [name, delegate(name)])) as unknown as ApiHandlers<A>
}
