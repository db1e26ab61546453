import { loadRegexEngine } from './regexEngine.ts';

// For the tests: the worker and the command line fetch it when a scenario asks for it.
await loadRegexEngine();
