import type { TrafficExtension, WasmPlugin } from '#model/kubernetes/kinds.ts';
import { all, none, refuse, refuseIf, type Findings } from './goError.ts';
import { quoted } from './goText.ts';
import { checkAttachment } from './policyAttachment.ts';

type Wasm = Pick<WasmPlugin['spec'], 'url' | 'sha256' | 'imagePullSecret' | 'pluginName' | 'vmConfig'>;

/** Mirrors istiod `ValidateWasmPlugin`. */
export function checkWasmPlugin({ spec }: WasmPlugin): Findings {
  return all(checkAttachment(spec), checkWasm(spec, '255'), checkMatch(spec.match));
}

/** Mirrors istiod `ValidateTrafficExtension`. */
export function checkTrafficExtension({ spec }: TrafficExtension): Findings {
  const { wasm, lua } = spec;
  return all(
    refuseIf((wasm === undefined) === (lua === undefined), 'exactly one of wasm or lua must be set'),
    checkAttachment(spec),
    lua === undefined ? none : checkLua(lua.inlineCode),
    wasm === undefined ? none : checkWasm(wasm, '256'),
    checkMatch(spec.match),
  );
}

function checkLua(code: string): Findings {
  if (code === '') return refuse('lua.inlineCode cannot be empty');
  return refuseIf(code.length > 65536, 'lua.inlineCode exceeds maximum size of 64KB');
}

function checkWasm(
  { url, sha256 = '', imagePullSecret = '', pluginName = '', vmConfig }: Wasm,
  limit: string,
): Findings {
  return all(
    checkUrl(url),
    sha256 !== '' && sha256.length !== 64
      ? refuse('sha256 field must be 64 characters long')
      : refuseIf(!/^[0-9a-f]*$/.test(sha256), 'sha256 field must match [a-f0-9]{64} pattern'),
    refuseIf(imagePullSecret.length > 253, 'imagePullSecret field must be less than 253 characters long'),
    refuseIf(pluginName.length > 256, `pluginName field must be less than ${limit} characters long`),
    checkEnvironment(vmConfig),
  );
}

const schemes: ReadonlySet<string> = new Set(['', 'file', 'http', 'https', 'oci']);

/** Mirrors istiod `validateWasmPluginURL`: what has no scheme is tried with `http://`. */
function checkUrl(url: string): Findings {
  if (url === '') return refuse('url field needs to be set');
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(url)?.[1]?.toLowerCase() ?? '';
  if (/[^\x21-\x7e]/.test(url.replace(/[^\x00-\x7f]/g, 'x'))) {
    return refuse(`failed to parse url: parse ${quoted(url)}: invalid URI for request`);
  }
  return refuseIf(!schemes.has(scheme), `url contains unsupported scheme: ${scheme}`);
}

function checkEnvironment(vmConfig: Wasm['vmConfig']): Findings {
  const names = new Set<string>();
  for (const { name, valueFrom = 'INLINE', value = '' } of vmConfig?.env ?? []) {
    if (name === '') return refuse('spec.vmConfig.env invalid');
    if (name.length > 256) return refuse('env.name field must be less than 255 characters long');
    if (names.has(name)) return refuse('duplicate env');
    names.add(name);
    if (valueFrom !== 'INLINE' && value !== '') return refuse('value may only be set when valueFrom is INLINE');
  }
  return none;
}

function checkMatch(selectors: WasmPlugin['spec']['match']): Findings {
  for (const [at, { ports = [] }] of (selectors ?? []).entries()) {
    const port = ports.findIndex(({ number }) => number <= 0 || number > 65535);
    const found = ports[port];
    if (found !== undefined) return refuse(`spec.Match[${at}].Ports[${port}] is out of range: ${found.number}`);
  }
  return none;
}
