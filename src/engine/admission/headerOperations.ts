import type { VirtualServiceHttpRoute } from '#model/kubernetes/kinds.ts';
import { all, each, eachEntry, none, refuse, type Findings } from './goError.ts';
import { quoted } from './goText.ts';

type Headers = VirtualServiceHttpRoute['headers'];

/** What is added, set and removed on the way there and back. Mirrors istiod's loops in `validateHTTPRoute`. */
export function checkHeaderOperations(headers: Headers): Findings {
  const request = (name: string, value: string) => all(checkRequestHeader(name), checkHeaderValue(value));
  const response = (name: string, value: string) => all(checkHeader(name), checkHeaderValue(value));
  return all(
    eachEntry(headers?.request?.add, request),
    eachEntry(headers?.request?.set, request),
    each(headers?.request?.remove, checkHeader),
    eachEntry(headers?.response?.add, response),
    eachEntry(headers?.response?.set, response),
    each(headers?.response?.remove, checkHeader),
  );
}

export function isAuthority(name: string): boolean {
  return name.toLowerCase() === ':authority' || name.toLowerCase() === 'host';
}

const noColon = (name: string) => refuse(`invalid header ${quoted(name)}: header cannot have ":" prefix`);

function checkRequestHeader(name: string): Findings {
  if (name === '') return refuse('header name cannot be empty');
  return name.startsWith(':') && !isAuthority(name) ? noColon(name) : none;
}

function checkHeader(name: string): Findings {
  if (name === '') return refuse('header name cannot be empty');
  if (name.toLowerCase() === 'host') return refuse(`invalid header ${quoted(name)}: cannot set Host header`);
  return name.startsWith(':') ? noColon(name) : none;
}

function checkHeaderValue(value: string): Findings {
  const illegal = /[\x00-\x08\x0a-\x1f\x7f]/.test(value);
  if (illegal) return refuse(`header value configuration ${value} is invalid`);
  const problem = formatProblem(value);
  return problem === undefined ? none : refuse(`header value configuration: invalid header configuration. ${problem}`);
}

type State = 'literal' | 'name' | 'array' | 'string-start' | 'string' | 'delimiter' | 'args-end' | 'end';

interface Step {
  readonly state?: State;
  /** The next character belongs to this one. */
  readonly skip?: true;
  readonly problem?: string;
}

/** Mirrors istiod `validateHeaderValue`, a port of Envoy's header parser: `%NAME%` and `%NAME(…)%`. */
function formatProblem(value: string): string | undefined {
  let state: State = 'literal';
  for (let at = 0; at < value.length; at += 1) {
    const { state: next, skip, problem } = step(state, value.charAt(at), value.charAt(at + 1));
    if (problem !== undefined) return problem;
    if (skip === true) at += 1;
    state = next ?? state;
  }
  return state === 'literal' ? undefined : `Un-terminated variable expression '${value}'`;
}

function step(state: State, char: string, next: string): Step {
  const wanted = (words: string): Step => (char === ' ' ? {} : { problem: words });
  switch (state) {
    case 'literal':
      if (char !== '%') return {};
      if (next === '') return { problem: 'Un-escaped %' };
      return next === '%' ? { skip: true } : { state: 'name' };
    case 'name':
      if (char === '%') return { state: 'literal' };
      return char === '(' ? { state: 'array' } : {};
    case 'array':
      if (char === '[') return { state: 'string-start' };
      return char === ' ' ? {} : { state: 'string' };
    case 'delimiter':
      if (char === ',') return { state: 'string-start' };
      return char === ']' ? { state: 'args-end' } : wanted("Expecting ',', ']', or whitespace");
    case 'string-start':
      return char === '"' ? { state: 'string' } : wanted("Expecting '\"'");
    case 'string':
      if (char === '\\') return next === '' ? { problem: 'Un-terminated backslash in JSON string' } : { skip: true };
      if (char === ')') return { state: 'end' };
      return char === '"' ? { state: 'delimiter' } : {};
    case 'args-end':
      if (char === ')') return { state: 'end' };
      return wanted("Expecting ')' or whitespace after '{}', but found '{}'");
    case 'end':
      return char === '%' ? { state: 'literal' } : wanted("Expecting '%' or whitespace after");
  }
}

/** Only one place may set the authority. Mirrors istiod `validateAuthorityRewrite`. */
export function checkAuthorityOnce(rewritten: string, headers: Headers): Findings {
  let current = rewritten;
  const operations = [headers?.request?.set, headers?.request?.add].flatMap((given) => Object.entries(given ?? {}));
  for (const [, value] of operations.filter(([name]) => isAuthority(name))) {
    if (current !== '') {
      return refuse(
        `authority header cannot be set multiple times: have ${quoted(current)}, attempting to set ${quoted(value)}`,
      );
    }
    current = value;
  }
  return none;
}
