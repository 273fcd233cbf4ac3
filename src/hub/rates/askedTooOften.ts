import { BuskerError } from '../../shared/errors.ts'

/** Seconds until what was refused may be asked again, never 0. @param waitMs from now on */
export function retryAfterSeconds(waitMs: number): number {
  return Math.max(1, Math.ceil(waitMs / 1000))
}

/** The refusal of whoever asks too often. @param what a clause: what was asked too often, and by whom */
export function askedTooOften(what: string): (waitMs: number) => BuskerError {
  return (waitMs) => {
    const seconds = retryAfterSeconds(waitMs)
    const span = seconds === 1 ? 'a second' : `${seconds} seconds`
    return new BuskerError('HUB_RATE_LIMIT', `${what}. Ask again in ${span}.`)
  }
}
