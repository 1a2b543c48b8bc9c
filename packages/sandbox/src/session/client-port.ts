/** The client's side of a session: a TCP socket, a WebSocket, or an HTTP request. */
export interface ClientPort {
  /** The bytes are taken over. */
  send(bytes: Uint8Array): void
  /** Stop and go on reading what the client sends. */
  pause(): void
  resume(): void
  /** Bytes sent that the client has not taken yet. */
  readonly bufferedBytes: number
  /** Closes once everything sent has left. */
  end(reason: CloseReason): void
  /** As CLIENT LIST shows it, such as `127.0.0.1:40112`. */
  readonly address: string
}

export type CloseReason =
  'quit' | 'protocol-error' | 'not-logged-in' | 'restarted' | 'gone' | 'slow' | 'failed'
