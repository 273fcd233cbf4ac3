import { BuskerError } from '../../../shared/errors.ts'

/** @param kind what a person calls the file, such as `WAV` */
export function endsInHeader(kind: string): BuskerError {
  return new BuskerError('MEDIA_TRUNCATED', `This ${kind} file ends inside its header. Export it again.`)
}
