/**
 * The bytes are not RESP, or are more than the reader's bounds allow; the stream cannot be read on.
 * For commands the message is what Redis answers before it closes the connection, `ERR` included.
 */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError'
}
