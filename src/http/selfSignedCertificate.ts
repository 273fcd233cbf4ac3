import 'reflect-metadata'
import { randomBytes, X509Certificate } from 'node:crypto'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** A certificate that nobody vouches for, and its key; both are kept in memory alone. */
export interface SelfSignedCertificate {
  /** PEM. */
  readonly key: string
  /** PEM. */
  readonly certificate: string
  /** SHA-256 of the certificate, as browsers show it: 32 bytes in capitals with colons between. */
  readonly fingerprint: string
}

export interface SelfSignedOptions {
  /** The one IP address that it is for. */
  readonly address: string
  /** Unix ms. */
  readonly from: number
  /** Unix ms. */
  readonly until: number
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
const signing = { ...algorithm, hash: 'SHA-256' }

/** A new key (ECDSA, P-256) and a certificate for it that serves one IP address (RFC 5280, RFC 6125). */
export async function selfSignedCertificate(options: SelfSignedOptions): Promise<SelfSignedCertificate> {
  const { address, from, until } = options
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const made = await X509CertificateGenerator.createSelfSigned(
    {
      // Positive and without a zero in front, or OpenSSL refuses it.
      serialNumber: `40${randomBytes(15).toString('hex')}`,
      name: `CN=Busker on ${address}`,
      notBefore: new Date(from),
      notAfter: new Date(until),
      signingAlgorithm: signing,
      keys,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension([{ type: 'ip', value: address }]),
      ],
    },
    crypto,
  )
  const certificate = made.toString('pem')
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return {
    key: PemConverter.encode(key, PemConverter.PrivateKeyTag),
    certificate,
    fingerprint: new X509Certificate(certificate).fingerprint256,
  }
}
