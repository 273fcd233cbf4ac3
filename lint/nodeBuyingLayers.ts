import type { Layers } from './layer.ts'
import { computing } from './packages.ts'

/** What becomes orders by itself, once somebody has agreed to it. */
export const nodeBuyingLayers: Layers = {
  'src/node/basket': {
    label: 'works bought together',
    holds: 'is about works that are bought together',
    why: 'each becomes an order as every other: the market knows of no basket.',
    imports: ['src/node/market', 'src/node/store', 'src/shared'],
    packages: [...computing, 'p-queue'],
    tests: { imports: ['src/node/market/testing'] },
  },
  'src/node/reservations': {
    label: 'works bought once they are on sale',
    holds: 'buys by itself, once it is on sale, what a listener has reserved',
    why: 'each becomes an order as every other: the market knows of no reservation.',
    imports: ['src/node/saga', 'src/node/catalogue', 'src/node/market', 'src/node/store', 'src/shared'],
    packages: [...computing],
    tests: { imports: ['src/node/market/testing', 'src/node/saga/testing'] },
  },
}
