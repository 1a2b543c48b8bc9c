import { once } from 'node:events'
import { connect, type NetConnectOpts } from 'node:net'

/** True when somebody accepts a connection there now. */
export async function accepts(place: NetConnectOpts): Promise<boolean> {
  const socket = connect(place)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
