import PQueue from 'p-queue'
import { BuskerError } from '../../shared/errors.ts'

/** What a person is asked before money moves. */
export interface Question {
  /** With the amount, and whom it goes to. */
  readonly message: string
  /** What it means. */
  readonly detail: string
  /** What the button says that does it: `Pay`. */
  readonly button: string
}

/** Asks a person, one question after the other, where no page reaches. */
export class Confirmations {
  readonly #ask: (question: Question) => Promise<boolean>
  readonly #questions = new PQueue({ concurrency: 1 })
  #refusals = 0

  /** @param ask shows the question; true: the person wants it */
  constructor(ask: (question: Question) => Promise<boolean>) {
    this.#ask = ask
  }

  /**
   * Resolves when the person has said yes. A no holds for all that wait as well: a page can't wear anybody down.
   *
   * @throws BuskerError `CONFIRMATION_DECLINED`
   */
  async require(question: Question): Promise<void> {
    const refusals = this.#refusals
    await this.#questions.add(async () => {
      if (refusals === this.#refusals && (await this.#ask(question))) return
      this.#refusals += 1
      throw new BuskerError(
        'CONFIRMATION_DECLINED',
        'Nothing was done, and no money has moved: the window that asked was answered with no, or closed.',
      )
    })
  }
}
