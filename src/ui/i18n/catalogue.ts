import type { DiagnosticParams } from '#model/diagnostic.ts';
import type { LinkProblems } from '#model/link.ts';
import type { ReasonParams } from '#model/reason.ts';
import type { Locale } from '#store/state.ts';
import type { PanelTexts } from './en/panels.ts';
import type { ShellTexts } from './en/shell.ts';

// Glossary. Product nouns stay as they are in both languages: waypoint, ztunnel, sidecar, HBONE, mTLS, Pod, Service,
// Gateway, HTTPRoute, AuthorizationPolicy, PeerAuthentication, ServiceEntry, namespace names, identities.
// namespace → 命名空间 · workload → 工作负载 · request → 请求 · hop → 跳 · leg → 段 · verdict → 结论 · policy → 策略 ·
// captured → 已捕获 · identity → 身份 · plaintext → 明文 · refused → 被拒绝 · endpoint → 端点 · route → 路由

/** One sentence per code. A missing or misspelt code, or a fact the code does not carry, does not compile. */
export type Sentences<P> = { readonly [C in keyof P]: (params: Readonly<P[C]>) => string };

/** What the codes of the engine, of the problems and of the links say in one language. */
export interface CodeSentences {
  readonly reasons: Sentences<ReasonParams>;
  readonly diagnostics: Sentences<DiagnosticParams>;
  readonly link: Sentences<LinkProblems>;
}

/** Everything the interface says in one language. English gives the shape; the others must fill it. */
export interface Catalogue {
  readonly locale: Locale;
  /** What `<html lang>` says. */
  readonly languageTag: string;
  readonly shell: ShellTexts;
  readonly panels: PanelTexts;
  /** Fetched apart, once there is something to explain: they weigh more than all the rest. */
  readonly sentences?: CodeSentences;
}
