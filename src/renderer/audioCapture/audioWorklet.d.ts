/** What the audio thread has beside the language; TypeScript's DOM library leaves it out. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean
}

/** Hz, of the context. */
declare const sampleRate: number

declare function registerProcessor(name: string, processor: typeof AudioWorkletProcessor): void
