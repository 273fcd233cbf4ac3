/** Node modules that compute or name things: they touch neither files, processes nor the network. */
export const computing = [
  'node:buffer',
  'node:crypto',
  'node:events',
  'node:path',
  'node:timers',
  'node:url',
  'node:util',
]

/** Node modules for files and streams. */
export const files = ['node:fs', 'node:os', 'node:stream']

/** All Node modules. */
export const allOfNode = ['node:*']

/** What every test may use. */
export const forTests = ['vitest', 'fast-check', 'node:*']

/** IPFS and its network. */
export const libp2p = [
  'helia',
  'libp2p',
  '@helia/*',
  '@libp2p/*',
  '@multiformats/multiaddr',
  'blockstore-fs',
  'datastore-level',
  'interface-blockstore',
]

/** The one form of peer ids, for those who derive keys. */
export const peerIds = ['@libp2p/crypto', '@libp2p/peer-id']

/** What draws the screens. */
export const screens = [
  '@dnd-kit/core',
  '@dnd-kit/sortable',
  '@tanstack/react-query',
  '@tanstack/react-router',
  '@tanstack/react-virtual',
  'clsx',
  'cmdk',
  'lucide-react',
  'radix-ui',
  'react',
  'react-dom',
  'zustand',
]
