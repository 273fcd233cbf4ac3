import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callMatrix, MatrixUser } from './matrixUser.ts'

/** A homeserver under test: ours, or a Synapse that registers whoever signs its name. */
export interface HomeserverUnderTest {
  readonly url: string
  /** Ends it and starts it again with what it kept. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** What Raiden needs of a homeserver, whichever it is. */
export function homeserverContract(name: string, open: () => Promise<HomeserverUnderTest>): void {
  describe(`${name} as a homeserver for Raiden`, () => {
    let server: HomeserverUnderTest
    let transaction = 0
    const nextTransaction = () => `t${Date.now()}.${transaction++}`
    const user = async () => {
      const made = new MatrixUser(server.url)
      expect((await made.login()).status).toBe(200)
      return made
    }
    beforeAll(async () => {
      server = await open()
    })
    afterAll(async () => server.stop())

    test('says which versions it speaks', async () => {
      const { status, body } = await callMatrix('GET', `${server.url}/_matrix/client/versions`)
      expect(status).toBe(200)
      expect(body['versions']).toContain('r0.6.1')
    })

    test('lets in whoever signs its name, under their address', async () => {
      const somebody = new MatrixUser(server.url)
      const { status, body } = await somebody.login()
      expect(status).toBe(200)
      expect(body).toMatchObject({ user_id: somebody.id, device_id: 'RAIDEN' })
    })

    test('refuses who signs something else, or somebody else’s name', async () => {
      const [somebody, other] = [new MatrixUser(server.url), new MatrixUser(server.url)]
      for (const password of [
        await somebody.sign('another.server'),
        await other.sign(other.serverName),
        'x',
      ]) {
        expect(await somebody.login(password)).toMatchObject({
          status: 403,
          body: { errcode: 'M_FORBIDDEN' },
        })
      }
    })

    test('refuses calls without a token, or with one it never gave', async () => {
      const sync = `${server.url}/_matrix/client/r0/sync`
      expect(await callMatrix('GET', sync)).toMatchObject({
        status: 401,
        body: { errcode: 'M_MISSING_TOKEN' },
      })
      expect(await callMatrix('GET', `${sync}?access_token=x`)).toMatchObject({
        status: 401,
        body: { errcode: 'M_UNKNOWN_TOKEN' },
      })
    })

    test('shows a profile to everybody and lets only its owner set it', async () => {
      const [somebody, other] = [await user(), await user()]
      const profile = `profile/${encodeURIComponent(somebody.id)}`
      const displayname = await somebody.sign(somebody.id)
      const avatar_url = 'mxc://raiden.network/cap?Receive=1'
      expect((await somebody.call('PUT', `${profile}/displayname`, { displayname })).status).toBe(200)
      expect((await somebody.call('PUT', `${profile}/avatar_url`, { avatar_url })).status).toBe(200)
      for (const part of ['displayname', 'avatar_url']) {
        const refused = await other.call('PUT', `${profile}/${part}`, { [part]: 'x' })
        expect(refused.body).toMatchObject({ errcode: 'M_FORBIDDEN' })
        // The specification says 403, and Synapse 400.
        expect([400, 403]).toContain(refused.status)
      }
      const { body } = await callMatrix('GET', `${server.url}/_matrix/client/r0/${profile}`)
      expect(body).toEqual({ displayname, avatar_url })
    })

    test('has no profile of who never came', async () => {
      const nobody = encodeURIComponent(new MatrixUser(server.url).id)
      const answer = await callMatrix('GET', `${server.url}/_matrix/client/r0/profile/${nobody}`)
      expect(answer.status).toBe(404)
    })

    test('accepts the rest of what raiden-ts says at its start', async () => {
      const somebody = await user()
      const id = encodeURIComponent(somebody.id)
      const filter = await somebody.call('POST', `user/${id}/filter`, { room: { timeline: { limit: 0 } } })
      expect(filter.body['filter_id']).toEqual(expect.any(String))
      expect((await somebody.call('GET', 'pushrules/')).body['global']).toBeTypeOf('object')
      const rule = 'pushrules/global/override/.m.rule.master/enabled'
      expect((await somebody.call('PUT', rule, { enabled: true })).status).toBe(200)
      const presence = { presence: 'online', status_msg: '1' }
      expect((await somebody.call('PUT', `presence/${id}/status`, presence)).status).toBe(200)
    })

    test('brings a message to a waiting reader at once', async () => {
      const [from, to] = [await user(), await user()]
      const { next } = await to.sync()
      const reading = to.sync(next, 20_000)
      const started = Date.now()
      await from.send(to, 'hello', nextTransaction())
      expect(await reading).toMatchObject({ bodies: ['hello'], senders: [from.id] })
      expect(Date.now() - started).toBeLessThan(5_000)
    })

    test('keeps messages for an absent reader, in order, until they are acknowledged', async () => {
      const [from, to] = [await user(), await user()]
      await from.send(to, 'one', nextTransaction())
      await from.send(to, 'two', nextTransaction())
      expect((await to.sync()).bodies).toEqual(['one', 'two'])
      const { bodies, next } = await to.sync()
      expect(bodies).toEqual(['one', 'two'])
      expect((await to.sync(next)).bodies).toEqual([])
      expect((await to.sync()).bodies).toEqual([])
    })

    test('takes a transaction once', async () => {
      const [from, to] = [await user(), await user()]
      const same = nextTransaction()
      await from.send(to, 'once', same)
      const { next } = await to.sync()
      await to.sync(next)
      await from.send(to, 'once', same)
      expect((await to.sync(next)).bodies).toEqual([])
    })

    test('answers a reader for whom nothing comes when their time is up', async () => {
      const somebody = await user()
      const { next } = await somebody.sync()
      expect(await somebody.sync(next, 100)).toEqual({ next, bodies: [], senders: [] })
    })

    test('refuses what is not JSON', async () => {
      const somebody = await user()
      const path = `profile/${encodeURIComponent(somebody.id)}/displayname`
      expect(await somebody.call('PUT', path, '{')).toMatchObject({
        status: 400,
        body: { errcode: 'M_NOT_JSON' },
      })
    })

    test('remembers tokens, profiles and waiting messages over a restart', async () => {
      const [from, to] = [await user(), await user()]
      const profile = `profile/${encodeURIComponent(to.id)}`
      await to.call('PUT', `${profile}/displayname`, { displayname: 'kept' })
      await from.send(to, 'kept too', nextTransaction())
      await server.restart()
      expect((await to.sync()).bodies).toEqual(['kept too'])
      expect((await from.call('GET', profile)).body['displayname']).toBe('kept')
    })
  })
}
