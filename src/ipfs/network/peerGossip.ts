import { type GossipSub, type Message, TopicValidatorResult } from '@libp2p/gossipsub'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Gossip } from '../peer.ts'

/** What is gossiped is a pointer to something, never the thing; a longer message is not passed on. */
const messageMaxBytes = 4096

/** {@link Gossip} over gossipsub; messages are signed by the peer that published them. */
export class PeerGossip implements Gossip, Startable {
  readonly #pubsub: GossipSub
  /** How many listen to each topic. */
  readonly #topics = new Map<string, number>()
  #started = false

  constructor(pubsub: GossipSub) {
    this.#pubsub = pubsub
  }

  async start(): Promise<void> {
    if (this.#started) return
    this.#started = true
    for (const topic of this.#topics.keys()) this.#pubsub.subscribe(topic)
  }

  async stop(): Promise<void> {
    this.#started = false
  }

  async publish(topic: string, bytes: Uint8Array): Promise<void> {
    await this.#pubsub.publish(topic, bytes)
  }

  subscribe(topic: string, listener: (bytes: Uint8Array, from: PeerIdText) => void): () => void {
    const onMessage = ({ detail }: CustomEvent<Message>) => {
      if (detail.type === 'signed' && detail.topic === topic)
        listener(detail.data, detail.from.toString() as PeerIdText)
    }
    this.#pubsub.addEventListener('message', onMessage)
    const count = (this.#topics.get(topic) ?? 0) + 1
    this.#topics.set(topic, count)
    this.#pubsub.topicValidators.set(topic, refuseLong)
    if (this.#started && count === 1) this.#pubsub.subscribe(topic)
    return () => {
      this.#pubsub.removeEventListener('message', onMessage)
      this.#leave(topic)
    }
  }

  #leave(topic: string): void {
    const count = (this.#topics.get(topic) ?? 0) - 1
    if (count > 0) {
      this.#topics.set(topic, count)
    } else if (this.#topics.delete(topic) && this.#started) {
      this.#pubsub.unsubscribe(topic)
    }
  }
}

function refuseLong(_from: unknown, message: Message): TopicValidatorResult {
  return message.data.byteLength > messageMaxBytes ? TopicValidatorResult.Reject : TopicValidatorResult.Accept
}
