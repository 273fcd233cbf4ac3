import { setFlagsFromString } from 'node:v8'

/**
 * Has V8 13 count the buffers that blocks travel in together with its heap. As it comes, it collects the whole heap
 * whenever 64 MiB of them were made, which a track or two do: half of what serving one took. For the whole process.
 */
export function countBuffersWithHeap(): void {
  if (process.versions.v8.startsWith('13.')) setFlagsFromString('--external-memory-accounted-in-global-limit')
}
