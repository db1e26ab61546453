// Glossary. Product nouns stay as they are in both languages: waypoint, ztunnel, sidecar, HBONE, mTLS, Pod, Service,
// Gateway, HTTPRoute, AuthorizationPolicy, PeerAuthentication, ServiceEntry, namespace names, identities.
// namespace → 命名空间 · workload → 工作负载 · request → 请求 · hop → 跳 · leg → 段 · verdict → 结论 · policy → 策略 ·
// captured → 已捕获 · identity → 身份 · plaintext → 明文 · refused → 被拒绝 · endpoint → 端点 · route → 路由

/** One sentence per code. A missing or misspelt code, or a fact the code does not carry, does not compile. */
export type Sentences<P> = { readonly [C in keyof P]: (params: Readonly<P[C]>) => string };
