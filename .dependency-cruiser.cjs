/**
 * Layers only go down (CONTRIBUTING, "The house"). One entry a room: what it may import of ours, beside itself.
 * Tests may import anything below and their own helpers in test/.
 */
const rooms = {
  'service/records': [],
  'service/ingest': ['service/records'],
  'service/extract': ['service/records'],
  'service/store': ['service/records'],
  'service/publish': ['service/records', 'service/store', 'templates/refresh'],
  'service/intake': ['service/records', 'service/ingest', 'service/extract', 'service/store'],
  'service/facts': ['service/records', 'service/extract/lexicon', 'service/store'],
  'service/http': ['service/', 'templates/'],
  'service/commands': ['service/', 'templates/'],
  'templates/refresh': ['service/records'],
  'templates/catalog': [
    'service/records',
    'service/publish/xlsx',
    'service/publish/google/new-report.ts',
    'templates/refresh',
  ],
  'addin/excel': ['templates/refresh', 'service/records'],
  'addin/sheets': [
    'templates/refresh',
    'service/records',
    'addin/client.ts',
    'addin/functions',
    // The same words in both add-ins; neither file knows React or Excel.
    'addin/pane/messages.ts',
    'addin/pane/target-line.ts',
    'addin/row-names.ts',
    'addin/workbook-health.ts',
    // How a bound table is found in a spreadsheet: one set of rules for both Google hosts, plain data without googleapis.
    'service/publish/google/google-state.ts',
    'service/publish/google/google-table.ts',
    'service/publish/google/google-new-table.ts',
  ],
  'addin/row-names.ts': ['service/records', 'templates/refresh'],
  'addin/workbook-health.ts': ['templates/refresh'],
  'addin/client.ts': ['service/records', 'templates/refresh/types.ts'],
  'addin/connection.ts': [],
  'addin/language.ts': ['service/records'],
  'addin/pane': [
    'addin/client.ts',
    'addin/connection.ts',
    'addin/language.ts',
    'addin/commands',
    'addin/functions',
    'addin/excel',
    'addin/row-names.ts',
    'addin/workbook-health.ts',
    'templates/refresh',
    'templates/catalog',
    'service/records',
  ],
  'addin/playground': ['service/records', 'templates/catalog/font-order.ts', 'service/publish/xlsx/xml.ts'],
  'addin/commands': ['addin/excel', 'templates/refresh', 'service/records'],
  'addin/functions': [
    'addin/client.ts',
    'addin/connection.ts',
    'addin/language.ts',
    'templates/refresh',
    'service/records',
  ],
};
const literal = (path) => path.replace(/[.]/g, '\\.');
const tests = '\\.test\\.tsx?$';

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, below]) => ({
      name: `layer ${room}`,
      severity: 'error',
      from: { path: `^${literal(room)}`, pathNot: tests },
      to: {
        path: '^(service|templates|addin|manifests|test|scripts)/',
        pathNot: [room, ...below].map((path) => `^${literal(path)}`),
      },
    })),
    {
      name: 'main and cli only compose',
      comment: 'http and commands do not reach up to the two entry points.',
      severity: 'error',
      from: { path: '^service/(http|commands|intake|publish|store|extract|ingest|records)/' },
      to: { path: '^service/(main|cli)\\.ts$' },
    },
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing undeclared',
      severity: 'error',
      from: { path: '^(service|templates|addin)/', pathNot: tests },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|test/output)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'] },
  },
};
