import { createInterface } from 'node:readline/promises'

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

/** Whether the answer is yes; all else means no. */
export async function agrees(prompt: Prompt, question: string): Promise<boolean> {
  return /^y(es)?$/i.test((await prompt.ask(`${question} [y/N] `)).trim())
}
