import './buffer.ts';
import init from '@cedar-policy/cedar-wasm/web';
import { measure, type Part } from '../../src/cli/bench/parts.ts';
import { loadRegexEngine } from '../../src/engine/regexEngine.ts';

/** Measures one part in the kind of worker that the engine runs in, and answers with its rows or what went wrong. */
addEventListener('message', ({ data }: MessageEvent<Part>) => {
  const measured = Promise.all([loadRegexEngine(), init({ module_or_path: '/cedar.wasm' })]).then(() => measure(data));
  measured.then(
    (rows) => {
      postMessage({ rows });
    },
    (error: unknown) => {
      postMessage({ error: String(error) });
    },
  );
});
