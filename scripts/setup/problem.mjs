/** What set-up could not do: what and why, and the exact command that helps. */
export class SetupProblem extends Error {
  /**
   * @param {string} sentence
   * @param {string} command
   * @param {readonly string[]} [details] lines that stand below the sentence, such as what a failed program said
   */
  constructor(sentence, command, details = []) {
    super(sentence)
    this.name = 'SetupProblem'
    this.command = command
    this.details = details
  }
}

/**
 * Tries something for which there is a second way.
 *
 * @param {() => Promise<void>} attempt
 * @returns {Promise<SetupProblem | undefined>} what stood in the way; undefined when it worked
 */
export async function refused(attempt) {
  try {
    await attempt()
    return undefined
  } catch (error) {
    if (error instanceof SetupProblem) return error
    throw error
  }
}

/**
 * Writes a problem to the screen.
 *
 * @param {SetupProblem} problem
 */
export function report({ message, details, command }) {
  const lines = [`✗ ${message}`, ...details.map((line) => `    ${line}`), `  Run: ${command}`]
  process.stderr.write(`${lines.join('\n')}\n`)
}
