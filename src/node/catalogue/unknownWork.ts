import { BuskerError } from '../../shared/errors.ts'

/** What is said of a work that nobody here knows. */
export function unknownWork(): BuskerError {
  return new BuskerError('CATALOGUE_UNKNOWN', 'No artist you know of offers this. Search again in a moment.')
}
