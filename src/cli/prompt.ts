import { createInterface } from 'node:readline/promises'
import { BuskerError } from '../shared/errors.ts'

/** Who is asked to agree to what is paid. */
export interface Prompt {
  readonly isInteractive: boolean
  ask(question: string): Promise<string>
}

/** Whoever sits at this terminal. */
export const terminalPrompt: Prompt = {
  isInteractive: process.stdin.isTTY,
  async ask(question) {
    const lines = createInterface({ input: process.stdin, output: process.stderr })
    try {
      return await lines.question(question)
    } finally {
      lines.close()
    }
  },
}

/** A price that no option names is agreed to by somebody who sits there. @throws BuskerError `CLI_PRICE_OPEN` */
export function requireSomebody({ isInteractive }: Prompt): void {
  if (isInteractive) return
  throw new BuskerError(
    'CLI_PRICE_OPEN',
    'Nobody is here to agree to a price. Say the most you pay with --max.',
  )
}

/** Whether the answer is yes; all else means no. */
export async function agrees(prompt: Prompt, question: string): Promise<boolean> {
  return /^y(es)?$/i.test((await prompt.ask(`${question} [y/N] `)).trim())
}
