import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface StartArguments {
  /** The profile of the network to be on; null: a local one. */
  readonly networkFile: string | null
  /** For Electron. */
  readonly others: readonly string[]
}

/** Reads the arguments of `npm start`; the folder that relative paths start from is where npm was called. */
export function readStartArguments(args: readonly string[]): StartArguments {
  const { values, tokens } = parseArgs({
    args: [...args],
    options: { network: { type: 'string' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const { network } = values
  const own = new Set(
    tokens.flatMap((token) =>
      token.kind === 'option' && token.name === 'network'
        ? [token.index, ...(token.inlineValue === false ? [token.index + 1] : [])]
        : [],
    ),
  )
  return {
    networkFile: typeof network === 'string' ? resolve(process.env['INIT_CWD'] ?? '.', network) : null,
    others: args.filter((_arg, index) => !own.has(index)),
  }
}
