/**
 * The arrows of docs/architecture.md: who may import whom. What is not listed is forbidden.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const ROOMS = {
  'packages/redis-lang': [],
  'packages/protocol': ['packages/redis-lang'],
  'packages/sandbox': ['packages/redis-lang'],
  'packages/lesson': ['packages/redis-lang'],
  'packages/visualizer': ['packages/redis-lang'],
  'packages/patterns': [],
  'packages/practice': [],
  'packages/grader': ['packages/redis-lang', 'packages/lesson', 'packages/sandbox'],
  'packages/cli': [
    'packages/lesson',
    'packages/grader',
    'packages/practice',
    'packages/sandbox',
    'packages/protocol',
    'packages/redis-lang',
  ],
  'apps/api': [
    'packages/protocol',
    'packages/redis-lang',
    'packages/sandbox',
    'packages/lesson',
    'packages/grader',
    'packages/patterns',
  ],
  'apps/web': [
    'packages/protocol',
    'packages/redis-lang',
    'packages/lesson',
    'packages/practice',
    'packages/visualizer',
    'packages/grader',
  ],
}

const arrows = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `arrows-${room.replace('/', '-')}`,
  comment: `${room} may import: ${allowed.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: {
    path: '^(apps|packages|tools|bench)/',
    pathNot: [room, ...allowed].map((path) => `^${path}/`),
  },
}))

const feature = '^apps/web/src/features/([^/]+)/'

module.exports = {
  forbidden: [
    ...arrows,
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'web-lesson-parts',
      comment: 'The browser gets the typed lesson and the checking engine, never the compiler.',
      severity: 'error',
      from: { path: '^apps/web/src/' },
      to: {
        path: '^packages/lesson/src/',
        pathNot:
          '^packages/lesson/src/(ast|assert/|did-you-mean|quiz/|schema/|search/(index|search-index|words)|glossary/term|virtual)',
      },
    },
    {
      name: 'web-grader-report',
      comment: 'The browser gets the types of a report, never the grader.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^packages/grader/', pathNot: '^packages/grader/src/report\\.ts$' },
    },
    {
      name: 'no-feature-to-feature',
      severity: 'error',
      from: { path: feature },
      to: { path: feature, pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'ui-knows-no-domain',
      severity: 'error',
      from: { path: '^apps/web/src/ui/' },
      to: { path: '^(apps/web/src/(pages|features|stores|transport)/|packages/)' },
    },
    {
      name: 'stores-below-features',
      severity: 'error',
      from: { path: '^apps/web/src/(stores|transport)/' },
      to: { path: '^apps/web/src/(pages|features|ui)/' },
    },
    {
      name: 'redis-lang-is-pure',
      comment: 'redis-lang runs in the browser: no Node module, no dependency.',
      severity: 'error',
      from: { path: '^packages/redis-lang/src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core', 'npm'] },
    },
    {
      name: 'no-test-import',
      severity: 'error',
      from: { pathNot: '\\.(test|e2e|spec|conformance)\\.ts$' },
      to: { path: '\\.(test|e2e|spec)\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.vue', '.js', '.mjs', '.cjs'],
    },
  },
}
