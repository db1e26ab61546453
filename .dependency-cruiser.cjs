/** What ESLint cannot see: cycles, dynamic imports, and what is reachable from the worker. */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'worker-knows-no-screen',
      comment: 'The worker must run where there is no page: nothing of the store, the interface or React may reach it.',
      severity: 'error',
      from: { path: '^src/worker/engine\\.worker\\.ts$' },
      to: { path: '^src/(ui|store)/|node_modules/(react|react-dom|zustand|@xyflow|monaco-editor)/', reachable: true },
    },
    {
      name: 'engine-is-alone',
      severity: 'error',
      from: { path: '^src/engine/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(scenario|worker|store|ui|cli|content)/' },
    },
    {
      name: 'first-load-parses-no-yaml',
      comment: 'The page leaves YAML to the worker; js-yaml on the main thread costs 12 kB of the first load.',
      severity: 'error',
      from: { path: '^src/main\\.tsx$' },
      to: { path: 'node_modules/(js-yaml|re2js|jose)/', reachable: true },
    },
    {
      name: 'no-upward-from-model',
      severity: 'error',
      from: { path: '^src/model/' },
      to: { path: '^src/(?!model/)' },
    },
  ],
  options: {
    tsPreCompilationDeps: false,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.](css|yaml)$|[.]yaml[?]raw$|^virtual:' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
