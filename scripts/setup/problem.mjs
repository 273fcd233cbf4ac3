/** What set-up could not do: one sentence saying what and why, and the exact command that helps. */
export class SetupProblem extends Error {
  /**
   * @param {string} sentence
   * @param {string} command
   */
  constructor(sentence, command) {
    super(sentence)
    this.name = 'SetupProblem'
    this.command = command
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
