import {
  Address,
  type Capsule,
  EncryptedTreasureMap,
  generateKFrags,
  HRAC,
  initialize,
  MessageKit,
  type PublicKey,
  reencrypt,
  ReencryptionRequest,
  ReencryptionResponse,
  SecretKey,
  Signer,
  TreasureMap,
} from '@nucypher/nucypher-core'

/**
 * NuCypher's published way to share a stream: every segment is a message kit of its own. Written with the library alone: no checks but those within it, nothing stored, no network.
 */
export class CapsulePerSegment {
  readonly #publisher = new Signer(SecretKey.random())
  readonly #delegating = SecretKey.random()
  readonly #policyKey: PublicKey = this.#delegating.publicKey()
  readonly #receiving = SecretKey.random()
  readonly #listener = new Signer(SecretKey.random())
  readonly #proxies: { secret: SecretKey; signer: Signer; address: Address }[]
  readonly #threshold: number
  readonly #kits: Uint8Array[]
  readonly #map: Uint8Array

  static async of(
    segments: readonly Uint8Array[],
    threshold: number,
    shares: number,
  ): Promise<CapsulePerSegment> {
    await initialize()
    return new CapsulePerSegment(segments, threshold, shares)
  }

  private constructor(segments: readonly Uint8Array[], threshold: number, shares: number) {
    this.#threshold = threshold
    this.#proxies = Array.from({ length: shares }, (_, index) => ({
      secret: SecretKey.random(),
      signer: new Signer(SecretKey.random()),
      address: new Address(new Uint8Array(20).fill(index)),
    }))
    this.#kits = segments.map((segment) => new MessageKit(this.#policyKey, segment, null).toBytes())
    const receiving = this.#receiving.publicKey()
    const kfrags = generateKFrags(this.#delegating, receiving, this.#publisher, threshold, shares, true, true)
    const assigned = kfrags.flatMap((kfrag, index): ConstructorParameters<typeof TreasureMap>[3] => {
      const proxy = this.#proxies[index]
      return proxy ? [[proxy.address, [proxy.secret.publicKey(), kfrag]]] : []
    })
    const hrac = this.#hrac()
    const map = new TreasureMap(this.#publisher, hrac, this.#policyKey, assigned, threshold)
    this.#map = map.encrypt(this.#publisher, receiving).toBytes()
  }

  /** All capsules in one request to each of m proxies. Returns the bytes opened. */
  joinAtOnce(): number {
    return this.#withMap((destinations) => this.#open(destinations, this.#kits))
  }

  /** A request a segment to each of m proxies, as a player does that opens one segment after the other. */
  joinSegmentBySegment(): number {
    return this.#withMap((destinations) =>
      this.#kits.reduce((sum, kit) => sum + this.#open(destinations, [kit]), 0),
    )
  }

  /** A request to the first proxy of the map, with all capsules. */
  request(): [proxy: number, request: Uint8Array] {
    return this.#withMap(([first = fail()]) => {
      const kits = this.#kits.map((bytes) => MessageKit.fromBytes(bytes))
      const capsules = kits.map((kit) => kit.capsule)
      const request = this.#requestTo(first, capsules)
      free(...kits, ...capsules)
      return request
    })
  }

  /** A proxy's whole work for one request. */
  answer(proxy: number, bytes: Uint8Array): Uint8Array {
    const { secret, signer } = this.#proxies[proxy] ?? fail()
    const request = ReencryptionRequest.fromBytes(bytes)
    const { encryptedKfrag, hrac, publisherVerifyingKey, capsules } = request
    const kfrag = encryptedKfrag.decrypt(secret, hrac, publisherVerifyingKey)
    const pairs = capsules.map((capsule): [typeof capsule, ReturnType<typeof reencrypt>] => [
      capsule,
      reencrypt(capsule, kfrag),
    ])
    const response = new ReencryptionResponse(signer, pairs)
    const answer = response.toBytes()
    free(request, encryptedKfrag, hrac, publisherVerifyingKey, kfrag, response, ...pairs.flat())
    return answer
  }

  #withMap<T>(work: (destinations: TreasureMap['destinations']) => T): T {
    const publisherKey = this.#publisher.verifyingKey()
    const encrypted = EncryptedTreasureMap.fromBytes(this.#map)
    const map = encrypted.decrypt(this.#receiving, publisherKey)
    const { destinations } = map
    const result = work(destinations)
    free(publisherKey, encrypted, map, ...destinations.flat())
    return result
  }

  /** Asks, checks the answers, and opens. */
  #open(destinations: TreasureMap['destinations'], bytes: readonly Uint8Array[]): number {
    const kits = bytes.map((kit) => MessageKit.fromBytes(kit))
    const capsules = kits.map((kit) => kit.capsule)
    const publisherKey = this.#publisher.verifyingKey()
    const receivingKey = this.#receiving.publicKey()
    const answers = destinations.slice(0, this.#threshold).map((destination) => {
      const [proxy, request] = this.#requestTo(destination, capsules)
      const response = ReencryptionResponse.fromBytes(this.answer(proxy, request))
      const proxyKey = (this.#proxies[proxy] ?? fail()).signer.verifyingKey()
      const verified = response.verify(capsules, publisherKey, proxyKey, this.#policyKey, receivingKey)
      free(response, proxyKey)
      return verified
    })
    const opened = kits.map((kit, index) => {
      const fragments = answers.flatMap((answer) => answer[index] ?? [])
      return kit.decryptReencrypted(this.#receiving, this.#policyKey, fragments).byteLength
    })
    free(...kits, ...capsules, ...answers.flat(), publisherKey, receivingKey)
    return opened.reduce((sum, length) => sum + length, 0)
  }

  #requestTo(
    [address, fragment]: TreasureMap['destinations'][number],
    capsules: Capsule[],
  ): [proxy: number, request: Uint8Array] {
    const publisherKey = this.#publisher.verifyingKey()
    const listenerKey = this.#listener.verifyingKey()
    const hrac = this.#hrac()
    const request = new ReencryptionRequest(capsules, hrac, fragment, publisherKey, listenerKey, null, null)
    const bytes = request.toBytes()
    free(publisherKey, listenerKey, hrac, request)
    return [address.toBytes()[0] ?? 0, bytes]
  }

  #hrac(): HRAC {
    return new HRAC(this.#publisher.verifyingKey(), this.#listener.verifyingKey(), new Uint8Array([1]))
  }
}

function free(...objects: { free(): void }[]): void {
  for (const object of objects) object.free()
}

function fail(): never {
  throw new Error('There is no such proxy.')
}
