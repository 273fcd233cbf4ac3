/** Fields that hold a secret wherever they stand. Nothing logs them; should something do so by mistake, it is not written. */
const secretNames =
  'secret words passphrase entropy keys privateKey accountKey contentKey storeKey snapshotKey seed peerSeed verifyingSeed receivingSeed delegatingSeed collectionSeed receipt sealed blob'.split(
    ' ',
  )

/** For pino's `redact`: every log of Busker's uses it. */
export const logRedaction = {
  paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  censor: '[secret]',
}
