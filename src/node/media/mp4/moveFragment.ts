import { type Box, boxBody, findBox, invalid } from './boxes.ts'

/** Moves a fragment on the timeline: the base time of its decoding (ISO 14496-12 §8.8.12). @throws BuskerError `MEDIA_CONTAINER_INVALID` */
export function moveFragment(moof: Box, samples: number): void {
  const time = findBox(boxBody(moof), ['traf', 'tfdt'])
  if (time === undefined) throw invalid('a fragment does not say when it is heard')
  if (time.getUint8(0) === 1) time.setBigUint64(4, time.getBigUint64(4) + BigInt(samples))
  else time.setUint32(4, time.getUint32(4) + samples)
}
