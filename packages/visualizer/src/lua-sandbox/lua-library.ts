/** What the global table of a script holds on Redis 7.0; lua-library.test.ts asks a real server. */
const LIBRARY: Readonly<Record<string, string>> = {
  '': 'KEYS ARGV _G _VERSION assert collectgarbage error gcinfo getmetatable ipairs load loadstring next pairs pcall rawequal rawget rawset select setmetatable tonumber tostring type unpack xpcall',
  redis:
    'call pcall error_reply status_reply sha1hex log setresp acl_check_cmd set_repl replicate_commands breakpoint debug LOG_DEBUG LOG_VERBOSE LOG_NOTICE LOG_WARNING REPL_ALL REPL_AOF REPL_SLAVE REPL_REPLICA REPL_NONE REDIS_VERSION REDIS_VERSION_NUM',
  cjson:
    'encode decode null new encode_sparse_array encode_max_depth decode_max_depth encode_number_precision encode_keep_buffer encode_invalid_numbers decode_invalid_numbers _NAME _VERSION',
  cmsgpack: 'pack unpack unpack_one unpack_limit _NAME _VERSION _COPYRIGHT _DESCRIPTION',
  bit: 'band bor bxor bnot lshift rshift arshift rol ror bswap tobit tohex',
  struct: 'pack unpack size',
  string: 'byte char dump find format gfind gmatch gsub len lower match rep reverse sub upper',
  table: 'concat foreach foreachi getn insert maxn remove setn sort',
  math: 'abs acos asin atan atan2 ceil cos cosh deg exp floor fmod frexp huge ldexp log log10 max min mod modf pi pow rad random randomseed sin sinh sqrt tan tanh',
  coroutine: 'create resume running status wrap yield',
}

const members = new Map(
  Object.entries(LIBRARY).map(([name, words]) => [name, new Set(words.split(' '))]),
)

export const LIBRARY_NAMES: readonly string[] = [...members.keys()].filter((name) => name !== '')

/** The names that a script may read without declaring them. */
export const LUA_GLOBALS: ReadonlySet<string> = new Set([
  ...(members.get('') ?? []),
  ...LIBRARY_NAMES,
])

/** What a library holds; undefined when there is none of that name. */
export function libraryMembers(library: string): ReadonlySet<string> | undefined {
  return library === '' ? undefined : members.get(library)
}
