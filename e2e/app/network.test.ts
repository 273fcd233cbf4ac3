import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../../harness/app/ask.ts'
import { launchApp, type RunningApp } from '../../harness/app/launchApp.ts'
import { VaultPage } from '../../harness/app/vaultPage.ts'

interface Ports {
  readonly udp: number
  readonly tcp: number
}

let busker: RunningApp
let vault: VaultPage
let udp: Socket
let tcp: Server
const heard = new Set<string>()
beforeAll(async () => {
  udp = createSocket('udp4', (message) => heard.add(`udp ${message.toString('hex', 0, 2)}`))
  tcp = createServer((socket) => {
    heard.add('tcp')
    socket.on('error', () => {}).destroy()
  })
  udp.bind(0, '127.0.0.1')
  tcp.listen(0, '127.0.0.1')
  await Promise.all([once(udp, 'listening'), once(tcp, 'listening')])
  busker = await launchApp()
  await ask(busker.window, 'app.openVault', { purpose: 'create' })
  vault = await VaultPage.forApp(busker.app)
  await vault.readWords()
})
afterAll(async () => {
  await busker.close()
  udp.close()
  tcp.close()
})

test('no window reaches an address by WebRTC, over UDP or TCP, from its page or from a frame in it', async () => {
  const to = { udp: udp.address().port, tcp: (tcp.address() as AddressInfo).port }
  const attempts = [busker.window, vault.page].flatMap((page) => [
    connectByWebRtc(page, 'page', to),
    connectByWebRtc(page, 'frame', to),
  ])
  for (const state of await Promise.all(attempts)) expect(['disconnected', 'failed']).toContain(state)
  expect([...heard]).toEqual([])
  // What listens does listen.
  const sender = createSocket('udp4')
  sender.send(Buffer.of(1, 2), to.udp, '127.0.0.1', () => sender.close())
  connect(to.tcp, '127.0.0.1').on('error', () => {})
  await expect.poll(() => [...heard].toSorted()).toEqual(['tcp', 'udp 0102'])
})

/** Tries every way of WebRTC's to these ports: as STUN and TURN servers, and as a peer. @returns how it ended */
async function connectByWebRtc(page: Page, realm: 'page' | 'frame', to: Ports): Promise<string> {
  return page.evaluate(
    async ({ realm, to }) => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const { RTCPeerConnection: Connection } = (
        realm === 'page' ? window : frame.contentWindow
      ) as typeof window
      const account = { username: 'name', credential: 'word' }
      const iceServers = [
        { urls: `stun:127.0.0.1:${to.udp}` },
        { urls: `turn:127.0.0.1:${to.udp}?transport=udp`, ...account },
        { urls: `turn:127.0.0.1:${to.tcp}?transport=tcp`, ...account },
        { urls: `turns:127.0.0.1:${to.tcp}?transport=tcp`, ...account },
      ]
      const near = new Connection({ iceServers })
      const far = new Connection()
      const ended = new Promise<string>((resolve) => {
        near.addEventListener('iceconnectionstatechange', () => {
          if (!['new', 'checking'].includes(near.iceConnectionState)) resolve(near.iceConnectionState)
        })
      })
      near.createDataChannel('out')
      await near.setLocalDescription(await near.createOffer())
      await far.setRemoteDescription(near.localDescription as RTCSessionDescription)
      await near.setRemoteDescription(await far.createAnswer())
      const candidates = [
        `candidate:1 1 udp 2122260223 127.0.0.1 ${to.udp} typ host`,
        `candidate:2 1 tcp 1518280447 127.0.0.1 ${to.tcp} typ host tcptype passive`,
      ]
      for (const candidate of candidates) await near.addIceCandidate({ candidate, sdpMid: '0' })
      const state = await ended
      near.close()
      far.close()
      frame.remove()
      return state
    },
    { realm, to },
  )
}
