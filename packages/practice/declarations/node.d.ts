/*
 * What a learner's program finds besides its packages, and no more: an editor that offers what does not
 * run would teach the wrong thing. Read by an editor and by tests, never compiled with this package.
 * Source: packages/practice/src/runtime (scope.ts, modules.ts, server.ts).
 */

interface Console {
  log(...values: unknown[]): void
  info(...values: unknown[]): void
  warn(...values: unknown[]): void
  error(...values: unknown[]): void
  debug(...values: unknown[]): void
}
declare const console: Console

declare namespace NodeJS {
  interface Timeout {
    ref(): this
    unref(): this
    refresh(): this
  }
  interface ErrnoException extends Error {
    code?: string
  }
  type WritableStream = import('stream').Writable
}

declare function setTimeout(run: (nothing: void) => void, ms?: number): NodeJS.Timeout
declare function setTimeout<Args extends unknown[]>(
  run: (...args: Args) => void,
  ms?: number,
  ...args: Args
): NodeJS.Timeout
declare function setInterval(run: (nothing: void) => void, ms?: number): NodeJS.Timeout
declare function setInterval<Args extends unknown[]>(
  run: (...args: Args) => void,
  ms?: number,
  ...args: Args
): NodeJS.Timeout
declare function clearTimeout(timer: NodeJS.Timeout | undefined): void
declare function clearInterval(timer: NodeJS.Timeout | undefined): void
declare function queueMicrotask(run: () => void): void
declare function structuredClone<T>(value: T): T

interface ImportMeta {
  readonly url: string
}

declare const process: {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly argv: readonly string[]
  on(event: string, listener: (...values: unknown[]) => void): unknown
  once(event: string, listener: (...values: unknown[]) => void): unknown
  exit(code?: number): never
}

declare const performance: { now(): number }

type BufferEncoding = 'utf8' | 'utf-8' | 'hex' | 'base64' | 'base64url' | 'latin1' | 'ascii'

interface Buffer extends Uint8Array {
  toString(encoding?: BufferEncoding, start?: number, end?: number): string
  equals(other: Uint8Array): boolean
  readUInt8(offset?: number): number
  readUInt32BE(offset?: number): number
  readUInt32LE(offset?: number): number
  write(text: string, offset?: number): number
  subarray(start?: number, end?: number): Buffer
}
declare const Buffer: {
  from(text: string, encoding?: BufferEncoding): Buffer
  from(bytes: ArrayLike<number> | ArrayBuffer): Buffer
  alloc(size: number, fill?: string | number): Buffer
  concat(parts: readonly Uint8Array[]): Buffer
  byteLength(text: string): number
  isBuffer(value: unknown): value is Buffer
}

declare class TextEncoder {
  encode(text?: string): Uint8Array
}
declare class TextDecoder {
  constructor(label?: string)
  decode(bytes?: Uint8Array): string
}

interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
}
declare class AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}

declare class URLSearchParams {
  constructor(init?: string | Record<string, string>)
  get(name: string): string | null
  getAll(name: string): string[]
  has(name: string): boolean
  set(name: string, value: string): void
  append(name: string, value: string): void
  delete(name: string): void
  toString(): string
}
declare class URL {
  constructor(url: string, base?: string | URL)
  href: string
  protocol: string
  host: string
  hostname: string
  port: string
  pathname: string
  search: string
  hash: string
  readonly origin: string
  readonly searchParams: URLSearchParams
}

declare class Headers {
  constructor(init?: HeadersInit)
  get(name: string): string | null
  has(name: string): boolean
  set(name: string, value: string): void
  append(name: string, value: string): void
  delete(name: string): void
  forEach(run: (value: string, name: string) => void): void
}
type HeadersInit = Headers | Record<string, string> | [string, string][]
type BodyInit = string | Uint8Array | ArrayBuffer | URLSearchParams

interface Body {
  readonly bodyUsed: boolean
  json(): Promise<any>
  text(): Promise<string>
  arrayBuffer(): Promise<ArrayBuffer>
}
interface RequestInit {
  method?: string
  headers?: HeadersInit
  body?: BodyInit | null
}
declare class Request implements Body {
  constructor(input: string | URL | Request, init?: RequestInit)
  readonly url: string
  readonly method: string
  readonly headers: Headers
  readonly bodyUsed: boolean
  json(): Promise<any>
  text(): Promise<string>
  arrayBuffer(): Promise<ArrayBuffer>
}
interface ResponseInit {
  status?: number
  statusText?: string
  headers?: HeadersInit
}
declare class Response implements Body {
  constructor(body?: BodyInit | null, init?: ResponseInit)
  readonly status: number
  readonly ok: boolean
  readonly headers: Headers
  readonly bodyUsed: boolean
  json(): Promise<any>
  text(): Promise<string>
  arrayBuffer(): Promise<ArrayBuffer>
}

declare module 'events' {
  type Listener = (...values: any[]) => void
  export class EventEmitter {
    on(event: string | symbol, listener: Listener): this
    once(event: string | symbol, listener: Listener): this
    off(event: string | symbol, listener: Listener): this
    addListener(event: string | symbol, listener: Listener): this
    removeListener(event: string | symbol, listener: Listener): this
    removeAllListeners(event?: string | symbol): this
    emit(event: string | symbol, ...values: unknown[]): boolean
    listenerCount(event: string | symbol): number
  }
  export function once(emitter: EventEmitter, event: string | symbol): Promise<any[]>
  export default EventEmitter
}
declare module 'node:events' {
  export * from 'events'
  export { default } from 'events'
}

declare module 'timers/promises' {
  export function setTimeout<T = void>(ms?: number, value?: T): Promise<T>
}
declare module 'node:timers/promises' {
  export * from 'timers/promises'
}

declare module 'crypto' {
  interface Hash {
    update(data: string | Uint8Array): Hash
    digest(): Buffer
    digest(encoding: 'hex' | 'base64'): string
  }
  export function createHash(name: 'sha1' | 'sha256'): Hash
  export function randomUUID(): string
  export function randomBytes(count: number): Buffer
  export function randomInt(to: number): number
  export function randomInt(from: number, to: number): number
}
declare module 'node:crypto' {
  export * from 'crypto'
}

// What the packages name, and a program never holds in its hands.
declare module 'stream' {
  import { EventEmitter } from 'events'
  export class Readable extends EventEmitter {
    pause(): this
    resume(): this
    pipe<T>(target: T): T
    close(): void
    [Symbol.asyncIterator](): AsyncIterableIterator<any>
  }
  export class Writable extends EventEmitter {
    write(data: unknown): boolean
    end(): this
  }
  export class Duplex extends Readable {}
  export interface ReadableOptions {
    highWaterMark?: number
    objectMode?: boolean
  }
}
declare module 'net' {
  import { Duplex } from 'stream'
  export class Socket extends Duplex {}
  export interface TcpNetConnectOpts {
    host?: string
    port: number
    family?: number
  }
  export interface IpcNetConnectOpts {
    path: string
  }
}
declare module 'tls' {
  import { Socket } from 'net'
  export class TLSSocket extends Socket {}
  export interface SecureContextOptions {
    ca?: string | Buffer
    cert?: string | Buffer
    key?: string | Buffer
  }
  export interface ConnectionOptions extends SecureContextOptions {
    servername?: string
    rejectUnauthorized?: boolean
  }
}
declare module 'dns' {
  export interface SrvRecord {
    priority: number
    weight: number
    port: number
    name: string
  }
}

declare module '@hono/node-server' {
  export interface HttpBindings {
    incoming: { socket: { remoteAddress?: string; remotePort?: number } }
    outgoing: object
  }
  interface Server {
    close(done?: () => void): this
    on(event: string, listener: (...values: any[]) => void): this
    address(): { port: number } | null
  }
  export function serve(
    options: {
      fetch: (request: Request, env: any) => Response | Promise<Response>
      port?: number
      hostname?: string
    },
    listening?: (info: { port: number; address: string }) => void,
  ): Server
}
declare module '@hono/node-server/conninfo' {
  export function getConnInfo(c: { env: any }): {
    remote: { address?: string; addressType?: 'IPv4' | 'IPv6'; port?: number }
  }
}
