import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupProblem } from './problem.mjs'

/**
 * A change to an installed package, for as long as its own authors have not made it.
 *
 * @typedef {{ name: string, version: string, file: string, why: string, from: string, to: string }} Patch
 */

/** @type {readonly Patch[]} */
export const patches = [
  {
    name: '@libp2p/utils',
    version: '7.4.1',
    file: 'dist/src/stream-utils.js',
    why: 'lpStream reads a length prefix byte by byte, and looks whether it is too long only once it is whole: bytes of 0x80 are read for ever, without a turn of the event loop, and before any handshake.',
    from: `                lengthBuffer.append(buf);
`,
    to: `                lengthBuffer.append(buf);
                if (lengthBuffer.byteLength > (opts?.maxLengthLength ?? 8)) {
                    throw new InvalidDataLengthLengthError(\`Message length length too long - \${lengthBuffer.byteLength} > \${opts?.maxLengthLength ?? 8}\`);
                }
`,
  },
  {
    name: '@libp2p/multistream-select',
    version: '7.0.28',
    file: 'dist/src/handle.js',
    why: 'Whoever dials may name protocols for ever, before any handshake: two bytes each, and each is answered.',
    from: `    while (true) {
`,
    to: `    let left = 64;
    while (true) {
        if (left-- === 0) {
            throw new Error('Too many protocols were named');
        }
`,
  },
  {
    name: '@helia/bitswap',
    version: '4.0.19',
    file: 'dist/src/network.js',
    why: 'A message of 2 MB holds 48,000 wants, which are decoded before any is refused, without a turn of the event loop.',
    from: 'BitswapMessage.decode(data);',
    to: 'BitswapMessage.decode(data, { limits: { wantlist: { entries: 1024 }, blocks: 1024, blockPresences: 1024 } });',
  },
  {
    name: '@libp2p/tls',
    version: '3.1.10',
    file: 'dist/src/utils.js',
    why: 'Certificates are refused by the dates in them: a device whose clock is an hour wrong reaches nobody. The peer’s key proves them, for one connection.',
    from: `    if (x509Cert.notBefore.getTime() > now) {
        log?.error('the certificate was not valid yet');
        throw new InvalidCertificateError('The certificate is not valid yet');
    }
    if (x509Cert.notAfter.getTime() < now) {
        log?.error('the certificate has expired');
        throw new InvalidCertificateError('The certificate has expired');
    }
`,
    to: `    // A certificate's dates prove nothing here.
`,
  },
  {
    name: '@libp2p/tls',
    version: '3.1.10',
    file: 'dist/src/utils.js',
    why: 'Peers that go by the dates take the certificate of a device that is fast.',
    from: 'const CERT_VALIDITY_PERIOD_FROM = 60 * 60 * 1000;',
    to: 'const CERT_VALIDITY_PERIOD_FROM = 10 * 365 * 24 * 60 * 60 * 1000;',
  },
]

/**
 * Changes what is installed; what is changed already stays as it is.
 *
 * @param {string} modules the folder node_modules
 * @param {readonly Patch[]} [wanted]
 * @throws SetupProblem where a package is not the one that a patch is for
 */
export function applyPatches(modules, wanted = patches) {
  for (const { name, version, file, from, to } of wanted) {
    const path = join(modules, name, file)
    const installed = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')).version
    const source = readFileSync(path, 'utf8')
    if (installed === version && source.includes(to)) continue
    if (installed !== version || source.split(from).length !== 2) {
      throw new SetupProblem(
        `${name} ${installed} is not what Busker's patch of ${version} is for.`,
        'look whether scripts/setup/patches.mjs is still needed',
      )
    }
    // A file of its own: the old one may be shared with other folders by a hard link.
    writeFileSync(
      `${path}.patched`,
      source.replace(from, () => to),
    )
    renameSync(`${path}.patched`, path)
  }
}
