import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'

export interface RawRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface RawAnswer {
  /** 0 when the connection was cut without an answer. */
  readonly status: number
  /** Headers and body. */
  readonly text: string
}

/** A request as it is written, path and Host included, which fetch would mend. */
export async function send(
  base: string,
  { method, path, headers, body }: RawRequest,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(base)
  const asked = request({ hostname, port, method, path, headers, agent: false })
  // After the answer too: who refuses early does not read the rest.
  asked.on('error', () => undefined)
  asked.once('upgrade', (_answer, socket) => socket.destroy())
  try {
    asked.end(body)
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    let text = JSON.stringify(answer.headers)
    for await (const chunk of answer) text += String(chunk)
    return { status: answer.statusCode ?? 0, text }
  } catch (error) {
    return { status: 0, text: String(error) }
  }
}
